/** Fewer labelled rows say too little about a penalty. */
const fewestRows = 400;

const mostRungs = 4;

/** One step of a halving: how many candidates are fitted to how many labelled rows. */
export interface Rung {
  readonly rows: number;
  readonly candidates: number;
}

/** Labelled rows of each step: all in the last, half of the next in each before. */
export function rungSizes(labelled: number): number[] {
  const sizes = [labelled];
  while (sizes.length < mostRungs && (sizes[0] as number) / 2 >= fewestRows) {
    sizes.unshift(Math.floor((sizes[0] as number) / 2));
  }
  return sizes;
}

/** Candidates of each step: all in the first, the better half in each after it. */
export function rungs(candidates: number, sizes: readonly number[]): Rung[] {
  return sizes.map((rows, step) => ({ rows, candidates: Math.ceil(candidates / 2 ** step) }));
}
