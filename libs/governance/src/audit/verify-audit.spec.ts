import { generateKeyPairSync } from 'node:crypto';
import type { AuditLine, AuditRecord } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import { genesis, hashEntry } from './audit-chain.js';
import { type AuditKey, parseAuditKey } from './audit-key.js';
import { verifyAudit, type Witness } from './verify-audit.js';

const newKey = () =>
  parseAuditKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, 'test');
const key = newKey();

function recordOf(sequence: number): Omit<AuditRecord, 'hash'> {
  return {
    sequence,
    eventId: `018f4f7e-0000-7000-8000-${String(sequence).padStart(12, '0')}`,
    at: '2026-11-21T10:00:00.000Z',
    correlationId: 'c',
    action: 'ticket.read',
    outcome: 'success',
    actor: { id: 'ada', role: 'agent' },
    subject: { kind: 'ticket', id: `t-${sequence}` },
    facts: {},
  };
}

/** A chain of nine entries with a checkpoint after every third, and its signed end. */
function chain(signer: AuditKey = key, change: (entry: Omit<AuditRecord, 'hash'>) => object = () => ({})): AuditLine[] {
  const lines: AuditLine[] = [];
  let head = genesis;
  for (let sequence = 1; sequence <= 9; sequence++) {
    const entry = recordOf(sequence);
    Object.assign(entry, change(entry));
    head = hashEntry(head, entry);
    lines.push({ entry: { ...entry, hash: head } });
    if (sequence % 3 === 0) lines.push({ checkpoint: signer.checkpoint('checkpoint', sequence, head) });
  }
  return [...lines, { end: signer.checkpoint('end of export', 9, head) }];
}

const indexOf = (lines: readonly AuditLine[], sequence: number) =>
  lines.findIndex((line) => 'entry' in line && line.entry.sequence === sequence);

async function problemsOf(lines: readonly AuditLine[], witnesses: readonly Witness[] = []): Promise<string> {
  const { problems } = await verifyAudit(lines, { keys: [key], witnesses, endExpected: true });
  return problems.map(({ sentence }) => sentence).join('\n');
}

type Tampering = (lines: AuditLine[]) => AuditLine[];
const tamperings: readonly (readonly [name: string, tamper: Tampering, says: string])[] = [
  [
    'a changed entry',
    (lines) => {
      const line = lines[indexOf(lines, 5)] as { entry: AuditRecord };
      return lines.with(indexOf(lines, 5), { entry: { ...line.entry, actor: { id: 'eve', role: 'agent' } } });
    },
    'Entry 5 is not what was recorded',
  ],
  [
    'a changed entry whose hash, and all after it, were computed anew',
    () => {
      const forged = chain(key, ({ sequence }) => (sequence === 5 ? { actor: { id: 'eve', role: 'agent' } } : {}));
      const signed = chain();
      return forged.map((line, at) => ('entry' in line ? line : (signed[at] as AuditLine)));
    },
    'The signed checkpoint over 6 entries does not fit the entry before it',
  ],
  ['a deleted entry', (lines) => lines.toSpliced(indexOf(lines, 5), 1), 'Entry 5 is missing.'],
  ['a deleted first entry', (lines) => lines.slice(1), 'Entry 1 is missing.'],
  [
    'an inserted entry',
    (lines) => lines.toSpliced(indexOf(lines, 5), 0, { entry: { ...recordOf(5), hash: 'a'.repeat(64) } }),
    'Entry 5 is not what was recorded',
  ],
  [
    'an entry that is there twice',
    (lines) => lines.toSpliced(indexOf(lines, 5), 0, lines[indexOf(lines, 5)] as AuditLine),
    'Entry 5 stands after entry 5: it was moved or inserted',
  ],
  [
    'two entries in the other order',
    (lines) => {
      const at = indexOf(lines, 4);
      return lines.with(at, lines[at + 1] as AuditLine).with(at + 1, lines[at] as AuditLine);
    },
    'Entry 4 stands after entry 5',
  ],
  ['an export without its end', (lines) => lines.slice(0, -1), 'the export is cut off'],
  ['an export cut off among its entries', (lines) => lines.slice(0, indexOf(lines, 8)), 'the export is cut off'],
  [
    'a tail cut out before the end',
    (lines) => [...lines.slice(0, indexOf(lines, 7)), lines.at(-1) as AuditLine],
    'The signed end of export over 9 entries stands after 6',
  ],
  [
    'entries that no checkpoint covers',
    (lines) => lines.filter((line) => 'entry' in line),
    'No signed checkpoint covers the entries after 0, up to 9.',
  ],
  ['a chain that another key signed', () => chain(newKey()), 'which is not trusted here'],
  [
    'a checkpoint with another’s signature',
    (lines) => {
      const end = lines.at(-1) as { end: { signature: string } };
      const at = lines.findIndex((line) => 'checkpoint' in line);
      const { checkpoint } = lines[at] as Extract<AuditLine, { checkpoint: unknown }>;
      return lines.with(at, { checkpoint: { ...checkpoint, signature: end.end.signature } });
    },
    'over 3 entries has a wrong signature',
  ],
  [
    'a checkpoint as the end',
    (lines) => {
      const { checkpoint } = lines.at(-2) as Extract<AuditLine, { checkpoint: unknown }>;
      return lines.with(-1, { end: checkpoint });
    },
    'The signed end of export over 9 entries has a wrong signature',
  ],
];

describe('verifyAudit', () => {
  it('finds nothing wrong with a whole chain, however it is cut into pages', async () => {
    const found = await verifyAudit(chain(), { keys: [key], endExpected: true });
    expect(found).toMatchObject({ entries: 9, checkpoints: 3, problems: [] });
    expect(await problemsOf([{ end: key.checkpoint('end of export', 0, genesis) }])).toBe('');
  });

  it.each(tamperings)('finds %s', async (_, tamper, says) => {
    expect(await problemsOf(tamper(chain()))).toContain(says);
  });

  it('finds by the log alone what the key’s owner cut off, or made anew', async () => {
    const [whole, shorter] = [chain(), chain().slice(0, 8)];
    const { checkpoint } = whole.at(-2) as Extract<AuditLine, { checkpoint: unknown }>;
    const cut = [...shorter, { end: key.checkpoint('end of export', 6, headAt(whole, 6)) }];
    expect(await problemsOf(cut)).toBe('');
    expect(await problemsOf(cut, [checkpoint])).toContain('The log names 9 entries and the last one here is 6');
    const anew = chain(key, () => ({ correlationId: 'other' }));
    expect(await problemsOf(anew)).toBe('');
    expect(await problemsOf(anew, [checkpoint])).toContain('Entry 9 has another hash than the log says');
    expect(await problemsOf(whole, [checkpoint])).toBe('');
  });
});

function headAt(lines: readonly AuditLine[], sequence: number): string {
  return (lines[indexOf(lines, sequence)] as { entry: AuditRecord }).entry.hash;
}
