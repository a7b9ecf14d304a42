import { describe, expect, it } from '@jest/globals';
import { createRandom } from './random.js';
import { createTracer } from './trace-features.js';
import { originalSpans } from './word-spans.js';
import { maxFeatureCharacters, normalise } from './words.js';

const trace = createTracer({
  words: { min: 1, max: 2 },
  characters: { min: 3, max: 5 },
  buckets: 1024,
  embedding: { dimensions: 2, scale: 1 },
});

/** The words of a text as they are written in it. */
function written(text: string): string[] {
  return originalSpans(text, trace(text).words).map(({ start, end }) => text.slice(start, end));
}

// Final sigma depends on the letters around it, which a word taken out of its text does not have.
const withoutFinalSigma = (text: string) => text.replaceAll('ς', 'σ');

describe('originalSpans', () => {
  it.each<[string, string[]]>([
    ['Hi, the VPN-client is down!', ['Hi', 'the', 'VPN', 'client', 'is', 'down']],
    ['Mon réseau ne marche plus', ['Mon', 'réseau', 'ne', 'marche', 'plus']],
    ['re\u0301seau lent', ['re\u0301seau', 'lent']],
    ['e\u0327\u0301t', ['e\u0327\u0301t']],
    ['ﬁle №5 in ＶＰＮ', ['ﬁle', '№5', 'in', 'ＶＰＮ']],
    ['İstanbul ŞUBESİ', ['İstanbul', 'ŞUBESİ']],
    ['🙈 help 🙈🙈 me', ['help', 'me']],
    ['𝐕𝐏𝐍 down', ['𝐕𝐏𝐍', 'down']],
    ['ㅋㅠ 가나 \u1112\u1161\u11ab', ['ㅋㅠ', '가나', '\u1112\u1161\u11ab']],
    ['ｶﾞｲﾄﾞ ok', ['ｶﾞｲﾄﾞ', 'ok']],
    // One character each that becomes two and four words.
    ['½ cup', ['½', '½', 'cup']],
    ['\ufdfa x', ['\ufdfa', '\ufdfa', '\ufdfa', '\ufdfa', 'x']],
    ['ΟΔΟΣ ΟΔΟΣ', ['ΟΔΟΣ', 'ΟΔΟΣ']],
    ['?!', []],
    ['\ud800vpn', ['vpn']],
  ])('finds the words of %j', (text, words) => expect(written(text)).toEqual(words));

  it('finds words of random texts in every script: what stands there normalises to what was read', () => {
    const random = createRandom(3);
    const ranges = [
      [0x20, 0x7e],
      [0xa0, 0x24f],
      [0x300, 0x36f],
      [0x370, 0x3ff],
      [0xe00, 0xe7f],
      [0x1100, 0x11ff],
      [0x1e00, 0x1fff],
      [0x2070, 0x218f],
      [0x3040, 0x318f],
      [0xac00, 0xac60],
      [0xfb00, 0xfdff],
      [0xff00, 0xffef],
      [0x1d165, 0x1d172],
      [0x1f600, 0x1f64f],
    ] as const;
    const character = () => {
      const [from, to] = ranges[Math.floor(random() * ranges.length)] as readonly [number, number];
      return random() < 0.2 ? ' ' : String.fromCodePoint(from + Math.floor(random() * (to - from)));
    };
    let found = 0;
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 60 }, character).join('');
      const { words } = trace(text);
      originalSpans(text, words).forEach(({ start, end }, word) => {
        expect(start).toBeLessThan(end);
        const there = withoutFinalSigma(normalise(text.slice(start, end)));
        expect(there).toContain(withoutFinalSigma(words[word]?.normal as string));
        found++;
      });
    }
    expect(found).toBeGreaterThan(3_000);
  });

  it('finds the last word that is read of a long text, and does not take long over thousands of marks', () => {
    const long = 'réseau '.repeat(2_000);
    expect(written(long).length).toBe(Math.ceil(maxFeatureCharacters / 'réseau '.length));
    expect(written(`a${'\u0301\uff9e'.repeat(3_000)}`)).toHaveLength(1);
  });
});
