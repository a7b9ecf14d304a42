/** Bytes of `global/pg_control`; what it says stands at its beginning, the rest is zeros. */
export const controlFileBytes = 8_192;

/** PG_CONTROL_VERSION of PostgreSQL 18, the one that is built in. */
const controlVersion = 1_800;

/** Offsets of PostgreSQL 18's ControlFileData on wasm32 (src/include/catalog/pg_control.h). */
const at = { version: 8, checkpoint: 32, redo: 40, timeline: 48, segmentBytes: 228, checksum: 292 } as const;

/** A page of the log without which the store cannot be opened. */
export interface LogPage {
  /** Name of the file in `pg_wal`. */
  readonly segment: string;
  readonly segmentBytes: number;
  /** Where the page stands in the file, in bytes. */
  readonly offset: number;
  /** Where it stands in the whole log; the page says so itself. */
  readonly address: bigint;
}

/** Bytes of a page of the log. */
export const logPageBytes = 8_192n;

/**
 * @returns the pages that recovery begins with, those of the last checkpoint's record and of the place it names;
 *   nothing when the file is damaged, or of another version of PostgreSQL
 */
export function readControlFile(bytes: Buffer): LogPage[] | undefined {
  if (bytes.length !== controlFileBytes || bytes.readUInt32LE(at.version) !== controlVersion) return undefined;
  if (crc32c(bytes.subarray(0, at.checksum)) !== bytes.readUInt32LE(at.checksum)) return undefined;
  const segmentBytes = bytes.readUInt32LE(at.segmentBytes);
  const timeline = bytes.readUInt32LE(at.timeline);
  return [at.redo, at.checkpoint].map((field) => {
    const position = bytes.readBigUInt64LE(field);
    const address = position - (position % logPageBytes);
    const segment = segmentName(timeline, position, segmentBytes);
    return { segment, segmentBytes, offset: Number(address % BigInt(segmentBytes)), address };
  });
}

/** XLogFileName: timeline, and the number of the segment in two halves; a half counts up to 4 GiB. */
function segmentName(timeline: number, position: bigint, segmentBytes: number): string {
  const segment = position / BigInt(segmentBytes);
  const perHalf = 0x1_0000_0000n / BigInt(segmentBytes);
  return [BigInt(timeline), segment / perHalf, segment % perHalf].map(hex).join('');
}

const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0');

/** CRC-32C (Castagnoli, RFC 3720 appendix B.4), which guards the control file. */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f6_3b78 : crc >>> 1;
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}
