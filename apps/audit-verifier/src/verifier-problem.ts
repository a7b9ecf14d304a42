/** What keeps an export from being judged at all: a sentence for whoever asked. */
export class VerifierProblem extends Error {
  override readonly name = 'VerifierProblem';
}
