/** A start that cannot go on for a reason a person can mend: one sentence, exit 1. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
