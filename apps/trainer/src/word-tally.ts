/** A word with the mean of its shares over the rows that have it. */
export interface TalliedWord {
  readonly word: string;
  readonly rows: number;
  /** [classes] */
  readonly shares: Float64Array;
}

/** Adds up what words contribute, row by row. */
export interface WordTally {
  /** Adds a row's words and their shares [words × classes]. @returns the sum over its words, [classes] */
  add(group: string, words: readonly { readonly normal: string }[], shares: Float64Array): Float64Array;
  /** The words of at least `fewestGroups` groups. */
  words(): TalliedWord[];
}

interface Entry {
  rows: number;
  lastRow: number;
  /** Groups that have the word, until there are enough. */
  readonly groups: Set<string>;
  readonly sums: Float64Array;
}

export function createWordTally(classes: number, fewestGroups: number): WordTally {
  const entries = new Map<string, Entry>();
  let row = 0;
  return {
    add(group, words, shares) {
      row++;
      const total = new Float64Array(classes);
      words.forEach(({ normal }, at) => {
        const entry = entryOf(entries, normal, classes);
        if (entry.lastRow !== row) entry.rows++;
        entry.lastRow = row;
        if (entry.groups.size < fewestGroups) entry.groups.add(group);
        for (let c = 0; c < classes; c++) {
          const share = shares[at * classes + c] as number;
          entry.sums[c] = (entry.sums[c] as number) + share;
          total[c] = (total[c] as number) + share;
        }
      });
      return total;
    },
    words: () =>
      [...entries]
        .filter(([, { groups }]) => groups.size >= fewestGroups)
        .map(([word, { rows, sums }]) => ({ word, rows, shares: sums.map((sum) => sum / rows) })),
  };
}

function entryOf(entries: Map<string, Entry>, word: string, classes: number): Entry {
  const present = entries.get(word);
  if (present !== undefined) return present;
  const entry = { rows: 0, lastRow: 0, groups: new Set<string>(), sums: new Float64Array(classes) };
  entries.set(word, entry);
  return entry;
}
