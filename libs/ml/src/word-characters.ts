const wordCharacter = /[\p{L}\p{M}\p{N}]/u;
const unknown = 0;
const inside = 1;
const outside = 2;

/** What the basic plane's code points are; filled as they are met, because 65,536 regular expressions cost 10 ms. */
const known = new Uint8Array(0x10000);

/** Whether a code point belongs to a word: a letter, a mark or a digit of any script. */
export function isWordCharacter(codePoint: number): boolean {
  if (codePoint > 0xffff) return wordCharacter.test(String.fromCodePoint(codePoint));
  if (known[codePoint] === unknown) {
    known[codePoint] = wordCharacter.test(String.fromCodePoint(codePoint)) ? inside : outside;
  }
  return known[codePoint] === inside;
}
