import type { AuditCheckpoint, AuditLine, AuditRecord } from '@driftdesk/contracts';
import { type CheckpointPurpose, genesis, hashEntry, isSignedBy } from './audit-chain.js';

/** A key whose checkpoints count. */
export interface AuditPublicKey {
  readonly keyId: string;
  /** PEM. */
  readonly publicKey: string;
}

/** A checkpoint as somebody remembers it who is not the store: the process, or its log. */
export type Witness = Pick<AuditCheckpoint, 'count' | 'head'>;

export interface AuditProblem {
  /** The entry it is about. */
  readonly sequence?: number;
  readonly sentence: string;
}

/** What is left of a chain, and what is wrong with it; no problems: it is whole. */
export interface AuditVerification {
  readonly entries: number;
  readonly checkpoints: number;
  readonly head: string;
  readonly problems: readonly AuditProblem[];
}

interface VerifyOptions {
  readonly keys: readonly AuditPublicKey[];
  readonly witnesses?: readonly Witness[];
  /** An export must end with its signed end; the store has none. */
  readonly endExpected: boolean;
}

const mostProblems = 50;

/**
 * Reads a chain from its beginning: what was changed, deleted, inserted, reordered or cut off becomes a sentence. Without
 * the private key nobody can make another chain that passes; without a witness a whole tail can be missing from a store.
 */
export async function verifyAudit(
  lines: AsyncIterable<AuditLine> | Iterable<AuditLine>,
  options: VerifyOptions,
): Promise<AuditVerification> {
  const chain = new Chain(options);
  for await (const line of lines) {
    if ('entry' in line) chain.entry(line.entry);
    else if ('checkpoint' in line) chain.checkpoint(line.checkpoint);
    else if ('end' in line) chain.end(line.end);
  }
  return chain.finish();
}

class Chain {
  private readonly problems: AuditProblem[] = [];
  private readonly witnessed: ReadonlyMap<number, string>;
  private entries = 0;
  private checkpoints = 0;
  private sequence = 0;
  private head = genesis;
  /** The last entry that a signature covers. */
  private covered = 0;
  private ended = false;

  constructor(private readonly options: VerifyOptions) {
    this.witnessed = new Map(options.witnesses?.map(({ count, head }) => [count, head]));
  }

  entry({ hash, ...content }: AuditRecord): void {
    const { sequence } = content;
    this.entries++;
    if (this.ended) this.problem('stands after the end of the export: it was inserted', sequence);
    if (sequence !== this.sequence + 1) this.outOfOrder(sequence);
    else if (hashEntry(this.head, content) !== hash) {
      this.problem('is not what was recorded: it was changed, inserted or moved, for its hash does not fit', sequence);
    }
    this.sequence = Math.max(sequence, this.sequence);
    this.head = hash;
    const remembered = this.witnessed.get(sequence);
    if (remembered !== undefined && remembered !== hash) {
      this.problem('has another hash than the log says: the chain was made anew from before it', sequence);
    }
  }

  checkpoint(checkpoint: AuditCheckpoint): void {
    this.checkpoints++;
    if (this.isGood('checkpoint', checkpoint)) this.covered = checkpoint.count;
  }

  end(end: AuditCheckpoint): void {
    this.ended = true;
    if (this.isGood('end of export', end)) this.covered = end.count;
  }

  finish(): AuditVerification {
    if (this.options.endExpected && !this.ended) this.problem('The signed end is missing: the export is cut off.');
    if (this.covered < this.sequence) {
      this.problem(`No signed checkpoint covers the entries after ${this.covered}, up to ${this.sequence}.`);
    }
    const most = Math.max(0, ...this.witnessed.keys());
    if (most > this.sequence) {
      this.problem(`The log names ${most} entries and the last one here is ${this.sequence}: the tail is cut off.`);
    }
    const { entries, checkpoints, head, problems } = this;
    return { entries, checkpoints, head, problems };
  }

  private outOfOrder(sequence: number): void {
    if (sequence <= this.sequence) {
      return this.problem(`stands after entry ${this.sequence}: it was moved or inserted`, sequence);
    }
    const [first, last] = [this.sequence + 1, sequence - 1];
    this.problem(first === last ? `Entry ${first} is missing.` : `Entries ${first} to ${last} are missing.`);
  }

  private isGood(purpose: CheckpointPurpose, checkpoint: AuditCheckpoint): boolean {
    const { count, head, keyId } = checkpoint;
    const key = this.options.keys.find((one) => one.keyId === keyId);
    const about = `The signed ${purpose} over ${count} entries`;
    if (key === undefined) this.problem(`${about} is signed with key ${keyId}, which is not trusted here.`);
    else if (!isSignedBy(key.publicKey, purpose, checkpoint)) this.problem(`${about} has a wrong signature.`);
    else if (count !== this.sequence)
      this.problem(`${about} stands after ${this.sequence}: entries were cut or added.`);
    else if (head !== this.head) this.problem(`${about} does not fit the entry before it, which was changed.`);
    else return true;
    return false;
  }

  private problem(sentence: string, sequence?: number): void {
    if (this.problems.length >= mostProblems) return;
    this.problems.push(
      sequence === undefined ? { sentence } : { sequence, sentence: `Entry ${sequence} ${sentence}.` },
    );
  }
}
