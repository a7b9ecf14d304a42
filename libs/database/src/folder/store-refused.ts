/** A store that cannot be opened as it is: one sentence that names the file and says what to do. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}

/** What is wrong with the store in a folder, and the way out of every damage. */
export function damaged(folder: string, what: string): StoreRefused {
  return new StoreRefused(`${what} Put ${folder} back from a backup.`);
}
