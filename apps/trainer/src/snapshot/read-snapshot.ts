import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { exampleSchema, type Example, type ModelSpec, type TrainingRequest } from '@driftdesk/contracts';
import { TrainingFailed } from '../training-failed.js';
import { readEmbedding } from './read-embedding.js';

/** Labelled rows in file order, proven to fit the spec. */
export interface Snapshot {
  readonly examples: readonly Example[];
  /** The embeddings that rows brought along. */
  readonly embeddings: readonly (Float32Array | undefined)[];
  /** sha256 of the file, hex. */
  readonly digest: string;
}

const shownProblems = 5;

/** Reads the request's data snapshot (JSON lines of examples). @throws TrainingFailed that names rows and fields */
export async function readSnapshot({ snapshot, snapshotDigest, spec }: TrainingRequest): Promise<Snapshot> {
  const bytes = await readFile(snapshot).catch((error: Error) => {
    throw new TrainingFailed(`The data snapshot cannot be read: ${error.message}.`);
  });
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== snapshotDigest) {
    throw new TrainingFailed(
      `The data snapshot is not the one to learn from: its sha256 is ${digest}, the request says ${snapshotDigest}.`,
    );
  }
  const rows = parseRows(bytes.toString('utf8'), spec);
  checkLabelVariety(rows, spec);
  return { examples: rows.map(({ example }) => example), embeddings: rows.map(({ embedding }) => embedding), digest };
}

interface Row {
  readonly example: Example;
  readonly embedding: Float32Array | undefined;
}

function parseRows(text: string, spec: ModelSpec): Row[] {
  const problems: string[] = [];
  const firstRowOf = new Map<string, number>();
  const rows: Row[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const row = at + 1;
    const example = parseRow(line, row, problems);
    if (!example) continue;
    problems.push(...labelProblems(example, row, spec));
    const first = firstRowOf.get(example.id);
    if (first !== undefined) problems.push(`row ${row}, field id: repeats "${example.id}" of row ${first}`);
    else firstRowOf.set(example.id, row);
    rows.push({ example, embedding: embeddingOf(example, row, spec, problems) });
  }
  if (problems.length > 0) throw new TrainingFailed(describe(problems));
  if (rows.length === 0) throw new TrainingFailed('The data snapshot has no rows; label some tickets first.');
  return rows;
}

function embeddingOf({ embedding }: Example, row: number, { features }: ModelSpec, problems: string[]) {
  if (embedding === undefined) return undefined;
  const read = readEmbedding(embedding, features.embedding.dimensions);
  if (typeof read !== 'string') return read;
  problems.push(`row ${row}, field embedding: ${read}`);
  return undefined;
}

function parseRow(line: string, row: number, problems: string[]): Example | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    problems.push(`row ${row}: is not JSON`);
    return undefined;
  }
  const result = exampleSchema.safeParse(value);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) {
    problems.push(path.length === 0 ? `row ${row}: ${message}` : `row ${row}, field ${path.join('.')}: ${message}`);
  }
  return undefined;
}

/** A row may lack a head's label; what it has must be known. */
function labelProblems(example: Example, row: number, spec: ModelSpec): string[] {
  const entries = Object.entries(example.labels);
  if (entries.length === 0) return [`row ${row}, field labels: has no label at all`];
  return entries.flatMap(([name, label]) => {
    const head = spec.heads.find((candidate) => candidate.name === name);
    if (!head) return [`row ${row}, field labels.${name}: the model has no head "${name}"`];
    if (head.labels.includes(label)) return [];
    return [`row ${row}, field labels.${name}: unknown label "${label}"; known are ${head.labels.join(', ')}`];
  });
}

function checkLabelVariety(rows: readonly Row[], spec: ModelSpec): void {
  for (const { name } of spec.heads) {
    const labels = new Set(rows.flatMap(({ example }) => example.labels[name] ?? []));
    if (labels.size >= 2) continue;
    const found = labels.size === 0 ? 'no labels' : `only the label "${[...labels].join()}"`;
    throw new TrainingFailed(
      `The data snapshot has ${found} for head "${name}"; a head needs rows of at least two labels.`,
    );
  }
}

function describe(problems: readonly string[]): string {
  const more = problems.length > shownProblems ? `; and ${problems.length - shownProblems} more` : '';
  return `The data snapshot has errors: ${problems.slice(0, shownProblems).join('; ')}${more}.`;
}
