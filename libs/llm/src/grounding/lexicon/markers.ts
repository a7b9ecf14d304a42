/** What a clause is to its sentence. */
export type Role =
  'main' | 'then' | 'before' | 'after' | 'condition' | 'reason' | 'purpose' | 'concession' | 'instead' | 'relative';

/** Words that open a clause, English and French, folded; longer ones come first. `instead` denies what follows it. */
const openings: readonly (readonly [Role, string])[] = [
  [
    'concession',
    'even if, even though, although, though, no matter, regardless, meme si, bien que, quoique, quand meme, peu importe',
  ],
  [
    'instead',
    'instead of, rather than, in place of, without, except, unless, au lieu de, au lieu d, au lieu du, au lieu des, plutot que, plutot qu, sans, sauf, sauf si, ' +
      'au moins que, au la place de, but not, and not, et non, mais pas, et pas',
  ],
  ['before', 'before, prior to, until, till, avant, avant de, avant que, jusqu au ce que'],
  ['after', 'after, as soon as, apres, des que, une fois que'],
  ['reason', 'because, since, due to, owing to, car, parce que, parce qu, puisque, puisqu, etant donne'],
  ['purpose', 'so that, in order to, in order that, so, afin, afin que, afin de, pour que'],
  ['condition', 'if, when, whenever, in case, si, s il, lorsque, lorsqu, quand, en cas'],
  ['then', 'then, afterwards, afterward, thereafter, subsequently, puis, ensuite, enfin, finally'],
  ['relative', 'which, that, who, whose, whether, qui, que, dont, lequel, laquelle'],
  ['main', 'and, or, but, et, ou, mais, tandis que, alors que, whereas, while, also'],
];

const byFirstWord = new Map<string, { role: Role; words: readonly string[] }[]>();
for (const [role, phrases] of openings) {
  for (const phrase of phrases.split(', ')) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { role, words }].sort(longestFirst));
  }
}

function longestFirst(a: { words: readonly string[] }, b: { words: readonly string[] }): number {
  return b.words.length - a.words.length;
}

/** The role that a clause takes which opens at a word, and how many words say so. */
export function openingAt(
  words: readonly { readonly text: string }[],
  at: number,
): { role: Role; length: number } | undefined {
  // "To stop it, …": only at the start of a sentence does it surely say what for.
  if (at === 0 && (words[0]?.text === 'to' || words[0]?.text === 'pour')) return { role: 'purpose', length: 1 };
  const found = byFirstWord
    .get(words[at]?.text ?? '')
    ?.find((opening) => opening.words.every((word, i) => words[at + i]?.text === word));
  return found && { role: found.role, length: found.words.length };
}

/** Words that deny their clause, folded. */
export const negators = new Set(
  (
    'not never no none nothing nobody neither nor cannot without unable avoid avoids avoiding refrain ' +
    'pas jamais aucun aucune rien ni sans impossible evitez eviter evite'
  ).split(' '),
);

/** Prepositions that tell what a thing is to its verb, each with the name it goes by. */
export const prepositions: ReadonlyMap<string, string> = new Map(
  (
    'from:from to:to into:to onto:to in:in on:on at:at with:with by:by for:for of:of off:off through:through via:through over:over under:under as:as ' +
    'than:than d:de de:de du:de des:de depuis:from au:at aux:at dans:in sur:on sous:under avec:with par:by pour:for en:in vers:to chez:at'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** Words that say how many of a kind: everything, or a part. */
export const extents: ReadonlyMap<string, 'all' | 'some'> = new Map([
  ...['all', 'every', 'each', 'tous', 'toutes', 'tout', 'toute', 'chaque'].map((word) => [word, 'all'] as const),
  ...['some', 'certain', 'certains', 'certaines', 'quelques'].map((word) => [word, 'some'] as const),
]);
