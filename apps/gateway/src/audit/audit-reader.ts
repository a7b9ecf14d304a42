import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditCheckpoint, AuditLine, AuditRecord, listAudit, RequestOf } from '@driftdesk/contracts';
import { DATABASE, type Database, newestFirst, type Prisma } from '@driftdesk/database';
import { genesis, verifyAudit } from '@driftdesk/governance';
import { decodeSerialCursor, encodeSerialCursor } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../options.js';
import { readExtent } from './audit-log.js';
import { AuditWitness } from './audit-witness.js';

type Query = RequestOf<typeof listAudit>['query'];

/** Rows of one statement. */
const pageSize = 500;

/** The audit as HTTP shows it. */
@Injectable()
export class AuditReader {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
    private readonly witness: AuditWitness,
  ) {}

  /** Newest first. */
  async list({ actor, action, subject, from, to, cursor, limit }: Query) {
    const { auditEntry } = this.database.prisma;
    const asked = { before: decodeSerialCursor(cursor), limit };
    const { rows, next } = await newestFirst(asked, ({ where, ...page }) =>
      auditEntry.findMany({
        where: {
          ...(actor === undefined ? {} : { actorId: actor }),
          ...(action === undefined ? {} : { action }),
          ...(subject === undefined ? {} : { subjectId: subject }),
          at: {
            ...(from === undefined ? {} : { gte: new Date(from) }),
            ...(to === undefined ? {} : { lt: new Date(to) }),
          },
          ...where,
        },
        ...page,
      }),
    );
    return { items: rows.map(toRecord), nextCursor: encodeSerialCursor(next) };
  }

  /** What is stored, judged with this installation's key and what this process remembers. */
  async verification() {
    const { keyId, publicKey } = this.options.auditKey;
    // Before the extent: what is appended meanwhile must not look like what was cut off.
    const { witnesses } = this.witness;
    const extent = await readExtent(this.database.sql);
    const found = await verifyAudit(this.chain(extent), {
      keys: [{ keyId, publicKey }],
      witnesses,
      endExpected: false,
    });
    return { status: found.problems.length === 0 ? 'whole' : 'broken', ...found, keyId, publicKey };
  }

  /** The chain as JSON lines, with an end that is signed now. */
  async *exportLines(): AsyncGenerator<string> {
    const { keyId, publicKey } = this.options.auditKey;
    let [count, head] = [0, genesis];
    yield toLine({ key: { keyId, publicKey } });
    for await (const line of this.chain(await readExtent(this.database.sql))) {
      if ('entry' in line) [count, head] = [line.entry.sequence, line.entry.hash];
      yield toLine(line);
    }
    yield toLine({ end: this.options.auditKey.checkpoint('end of export', count, head) });
  }

  /** Entries up to `to` in their order, each checkpoint after the entry that it names. */
  private async *chain(to: number): AsyncGenerator<AuditLine> {
    let after = 0n;
    for (;;) {
      const entries = await this.database.prisma.auditEntry.findMany({
        where: { sequence: { gt: after, lte: to } },
        orderBy: { sequence: 'asc' },
        take: pageSize,
      });
      // After the last entry there may be checkpoints of entries that are gone.
      const until = entries.length < pageSize ? to : (entries.at(-1)?.sequence ?? 0n);
      const checkpoints = await this.database.prisma.auditCheckpoint.findMany({
        where: { count: { gt: after, lte: until } },
        orderBy: { count: 'asc' },
      });
      for (const entry of entries) {
        while (checkpoints[0] !== undefined && checkpoints[0].count < entry.sequence) {
          yield { checkpoint: toCheckpoint(checkpoints.shift() as CheckpointRow) };
        }
        yield { entry: toRecord(entry) };
      }
      for (const row of checkpoints) yield { checkpoint: toCheckpoint(row) };
      if (entries.length < pageSize) return;
      after = entries.at(-1)?.sequence ?? after;
      await nextTurn();
    }
  }
}

type EntryRow = Prisma.AuditEntryGetPayload<object>;
type CheckpointRow = Prisma.AuditCheckpointGetPayload<object>;

const toLine = (line: AuditLine) => `${JSON.stringify(line)}\n`;

function toRecord({
  actorId,
  actorRole,
  subjectKind,
  subjectId,
  address,
  sequence,
  at,
  ...row
}: EntryRow): AuditRecord {
  const record = {
    ...row,
    sequence: Number(sequence),
    at: at.toISOString(),
    ...(actorId === null ? {} : { actor: { id: actorId, role: actorRole } }),
    ...(subjectId === null ? {} : { subject: { kind: subjectKind, id: subjectId } }),
    ...(address === null ? {} : { address }),
  };
  // As it is stored: what somebody changed there is for the verification to find.
  return record as AuditRecord;
}

function toCheckpoint({ count, signedAt, ...row }: CheckpointRow): AuditCheckpoint {
  return { ...row, count: Number(count), signedAt: signedAt.toISOString() };
}
