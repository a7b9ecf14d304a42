/** Why the demo cannot go on: a sentence for whoever started it, shown without a stack. */
export class DemoProblem extends Error {
  override readonly name = 'DemoProblem';
}
