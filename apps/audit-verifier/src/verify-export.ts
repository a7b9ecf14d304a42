import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { auditCheckpointSchema, type AuditLine, auditLineSchema } from '@driftdesk/contracts';
import { keyIdOf } from '@driftdesk/governance/audit-chain';
import {
  type AuditPublicKey,
  type AuditVerification,
  verifyAudit,
  type Witness,
} from '@driftdesk/governance/verify-audit';
import { VerifierProblem } from './verifier-problem.js';

interface ExportFiles {
  readonly file: string;
  /** Files of PEM keys whose signatures count; none: the one that the export names. */
  readonly publicKeys: readonly string[];
  /** The desk's log, which remembers checkpoints. */
  readonly log?: string | undefined;
}

export interface ExportVerification extends AuditVerification {
  readonly keys: readonly AuditPublicKey[];
  /** Nobody named a key: the export's own was believed. */
  readonly ownKey: boolean;
  /** Checkpoints that the log named. */
  readonly witnesses: number;
}

/** Judges an export offline. @throws VerifierProblem when a file cannot be read or is none of the kind */
export async function verifyExport({ file, publicKeys, log }: ExportFiles): Promise<ExportVerification> {
  const named = await Promise.all(publicKeys.map(readKey));
  const ownKey = named.length === 0;
  const keys = ownKey ? [await keyOfExport(file)] : named;
  const witnesses = log === undefined ? [] : await witnessesOf(log);
  const verification = await verifyAudit(linesOf(file), { keys, witnesses, endExpected: true });
  return { ...verification, keys, ownKey, witnesses: witnesses.length };
}

async function readKey(file: string): Promise<AuditPublicKey> {
  const publicKey = await readFile(file, 'utf8').catch((error: Error) => {
    throw new VerifierProblem(`${file} cannot be read: ${error.message}.`);
  });
  return asKey(publicKey, file);
}

async function keyOfExport(file: string): Promise<AuditPublicKey> {
  for await (const line of linesOf(file)) if ('key' in line) return asKey(line.key.publicKey, file);
  throw new VerifierProblem(`${file} names no key. Give the desk’s with --public-key.`);
}

function asKey(publicKey: string, source: string): AuditPublicKey {
  try {
    return { keyId: keyIdOf(publicKey), publicKey };
  } catch {
    throw new VerifierProblem(`${source} holds no public key in PEM.`);
  }
}

async function* linesOf(file: string): AsyncGenerator<AuditLine> {
  let number = 0;
  for await (const text of textLines(file)) {
    number++;
    if (text.trim() === '') continue;
    const line = auditLineSchema.safeParse(parseJson(text));
    if (!line.success) throw new VerifierProblem(`Line ${number} of ${file} is not one of an audit export.`);
    yield line.data;
  }
}

/** Lines of a log that are no checkpoints are somebody else's. */
async function witnessesOf(file: string): Promise<Witness[]> {
  const witnesses: Witness[] = [];
  for await (const text of textLines(file)) {
    const line = parseJson(text) as { audit?: unknown } | undefined;
    const checkpoint = auditCheckpointSchema.safeParse(line?.audit);
    if (checkpoint.success) witnesses.push(checkpoint.data);
  }
  return witnesses;
}

async function* textLines(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new VerifierProblem(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
