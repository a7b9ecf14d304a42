import { createRandom } from '@driftdesk/ml';

/** A text that somebody made, or could have made, to keep a program busy. */
export interface WorstText {
  readonly name: string;
  /** Makes it `length` UTF-16 code units long at most, well-formed. */
  readonly make: (length: number) => string;
}

/** Repeated, each makes some careless pattern or loop start anew at every character. */
const units = [
  ...[' ', '\n', '\r\n', '\t', '\u00a0', '\u2028', '\u2029', '\ufeff', '\u200b', ' \n', '\n ', '\n\t', ' \u2028', 'a '],
  ...[
    '# ',
    '#',
    '# a\n',
    '## \u2028',
    '#\t#\n',
    '- ',
    '- - ',
    '1. ',
    '1.\n',
    '> ',
    '>',
    '---',
    '- | ',
    '|:-',
    '| a ',
    '=\n',
  ],
  ...['`', '``a', '```\n', '~', '*', '**a', '* a', '*a*', '_', '__a', '_a ', '~~a', '***a**', '\\', '\\*', '*\\ ~~\\~'],
  ...[
    '[',
    ']',
    '[](',
    '[a](',
    '![',
    '[a](b ',
    '](',
    '(',
    '((a',
    '<',
    '<a',
    '</a',
    '<http:l',
    '<!--',
    '<a href="',
    '&amp',
    '&#',
  ],
  ...['"', "'", '“', '«', '("', '.', '. ', '!', '?!', '…', '。', '.")', 'e.g. ', 'p. ', 'p. ex. ', '1.1', 'etc. A '],
  ...[
    'a',
    'A',
    'é',
    'e\u0301',
    '\u0301',
    '\u0345',
    '\u1e9b\u0323',
    '\ufdfa',
    '\uac00',
    '\u1100\u1161',
    '\u0e33',
    '日',
    'ß',
    'İ',
  ],
  ...['😀', '👩\u200d💻', '\u{1d400}', '\u0653', 'ア\uff9e', '0', '1,', '1 000', '0.0.', '1:', '1_', '12-', '²'],
  ...['a@', 'a@a.', 'a.a', 'a.', '@', 'a:', 'a://', 'http://a', '//', '/a', '/', '\\\\a', 'c:\\', 'www.', '~/'],
  ...['[1', '[1]', '.[1] ', '[1,', '[1, 2](', '![1]', 'a>', 'a -> ', '→', '>> ', 'a"’» → '],
  ...['not ', "n't ", 'because ', "jusqu'", 'parce qu', 'si,', 'steps', 'verif', 'the a ', ',', ';', ':', '()'],
  ...['---\n', 'a: b\n', '- a\n', '{', '{"a":', '[[', "''", "'a':1 ", '"a",', 'a;b\n', '%', '\\u0000'],
];

/** What stands around: it keeps runs of spaces from being trimmed, and lets a match fail at the last moment. */
const around = [
  ['', ''],
  ['a', 'a'],
  ['# a', '\u2028b'],
  ['[1] `', '!'],
] as const;

/** Two or three runs with something between: what makes a pattern try every way to share them out. */
const runs = [
  '# {}a{}\u2028b',
  '# {}#{}\u2028',
  '- {}\u2028a{}',
  '| {}:---{}x',
  '[a{}]({} {}',
  'a{}>{}"{}!',
  '**a{}*{}',
  '`{}a{}',
];
const fillers = [' ', '\t', '#', '-', '*', '`', '\u00a0', '.'];

const sentences = [
  'Since Monday my laptop (asset 4711-B) loses the VPN every 20 minutes; error 809, see https://intranet.example.com/vpn?id=7.',
  'Bonjour, l’imprimante du 3e étage n’imprime plus depuis hier matin, pourriez-vous m’aider ?\nMerci, Zoé',
  '1. Open **Settings → Network**.\n2. Run `ipconfig /flushdns`, then restart. [1]\n\n## Checks\n- The lamp is green.',
  'On Tue, 1 Dec 2026 at 10:02, Ann Lee <ann.lee@example.com> wrote:\n> > It says “access denied” (0x80070005), e.g. on \\\\files\\share.\n',
  'Пожалуйста, помогите: принтер не печатает. 打印机无法工作。再起動してください。 प्रिंटर काम नहीं करता है।',
  '| name | value |\n|------|-------|\n| a    | 1,234.5 |\n\n<div>x &amp; y</div>\n',
];

function repetitions(): WorstText[] {
  return units.flatMap((unit, n) =>
    [around[0], around[1], around[2 + (n % 2)] ?? around[0]].map(([before, after]) => ({
      name: JSON.stringify(`${before}(${unit})…${after}`),
      make: (length: number) => fill(length, before, unit, after),
    })),
  );
}

function sharedRuns(): WorstText[] {
  return runs.flatMap((run) =>
    fillers.map((filler) => ({
      name: JSON.stringify(`${run} of ${filler}`),
      make(length: number) {
        const holes = run.split('{}').length - 1;
        return cut(run.replaceAll('{}', filler.repeat(Math.max(1, Math.floor((length - run.length) / holes)))), length);
      },
    })),
  );
}

/** What people write, again and again. */
function realTexts(): WorstText[] {
  return sentences.map((sentence) => ({ name: sentence, make: (length) => fill(length, '', `${sentence} `, '') }));
}

/** Seeded: a few units in runs of any length, one after the other, again and again. */
function mixtures(): WorstText[] {
  const random = createRandom(49);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: 40 }, (_, n) => {
    const parts = Array.from({ length: 2 + (n % 4) }, () => ({ unit: pick(units), power: random() * 0.9 }));
    const [before, after] = [pick(sentences), pick(units)];
    return {
      name: `mixture ${n}`,
      make(length) {
        const block = parts.map(({ unit, power }) => unit.repeat(Math.ceil(length ** power))).join('');
        return fill(length, before, block, after);
      },
    };
  });
}

/** The same in every run. */
export const worstTexts: readonly WorstText[] = [...repetitions(), ...sharedRuns(), ...realTexts(), ...mixtures()];

function fill(length: number, before: string, unit: string, after: string): string {
  const room = Math.max(0, length - before.length - after.length);
  const middle = unit.repeat(Math.ceil(room / unit.length)).slice(0, room);
  return cut(before + middle + after, length);
}

/** A cut between two surrogates would leave a text that every entry refuses. */
function cut(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}
