/** A version folder that must not serve: what is wrong with it, as a sentence. */
export class VersionCorrupt extends Error {
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = 'VersionCorrupt';
  }
}
