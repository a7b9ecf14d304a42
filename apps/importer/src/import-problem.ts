/** Why an import cannot go on: a sentence for whoever started it, shown without a stack. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}
