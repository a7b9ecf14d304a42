import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { stream, writeLines, writePages } from './pdf.fixture.js';

/** Small files that cost a reader without bounds gigabytes or hours; each is made in a fraction of a second. */
export const bombs: Readonly<Record<string, () => Buffer>> = {
  /** 3 kB that inflate to a megabyte, which inflates to a gigabyte of spaces. */
  'inflates.pdf': () => {
    const once = deflateRepeated(Buffer.alloc(1_000_000, ' '), 1_000);
    return writePages([stream(deflateSync(once), '/Filter [/FlateDecode /FlateDecode]')]);
  },
  /** Twelve forms, each of which draws the next one ten times. */
  'forms.pdf': () => {
    const forms = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 11 ? '' : `/Resources << /XObject << /X ${5 + level} 0 R >> >>`;
      const content = level === 11 ? writeLines(['deep']) : '/X Do '.repeat(10);
      return stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 9 9] ${inner}`);
    });
    return writePages([stream('/X Do')], { objects: forms, resources: '/XObject << /X 4 0 R >>' });
  },
  /** One page of ten million operators. */
  'operators.pdf': () =>
    writePages([stream(deflateRepeated(Buffer.from('q /F1 1 Tf Q '.repeat(3_500)), 1_000), '/Filter /FlateDecode')]),
  /** One element with 300,000 attributes, each of which is compared with those before it. */
  'attributes.html': () =>
    Buffer.from(`<p ${Array.from({ length: 300_000 }, (_, n) => `a${n}=${n}`).join(' ')}>Text</p>`),
  /** Nine lists, each with nine times the one before: 9⁹ words. */
  'laughs.md': () => {
    const lists = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`);
    return Buffer.from(`---\na0: &a0 ha\n${lists.join('\n')}\ntags: *a9\n---\nText\n`);
  },
  /** A list in a list in a list … */
  'deep.md': () => Buffer.from(`---\ntags: ${'['.repeat(50_000)}\n---\nText\n`),
};

/** A zlib stream of `piece` so many times over, without deflating it more than once. */
function deflateRepeated(piece: Buffer, times: number): Buffer {
  // After a full flush nothing refers to what stood before, so the block may be repeated.
  const block = deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH });
  const end = Buffer.from([0x03, 0x00]);
  // The checksum at the end is wrong; readers of PDF do not look at it.
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array<Buffer>(times).fill(block), end, Buffer.alloc(4)]);
}
