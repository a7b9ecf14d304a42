import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { exampleSchema, type Example, type ModelSpec } from '@driftdesk/contracts';
import { TrainingFailed } from './training-failed.js';

/** Labelled rows in file order, proven to fit the spec. */
export interface Snapshot {
  readonly examples: readonly Example[];
  /** sha256 of the file, hex. */
  readonly digest: string;
  readonly groups: number;
}

const shownProblems = 5;
/** One group each for training, calibration and holdout. */
const fewestGroups = 3;

/** Reads a data snapshot (JSON lines of examples). @throws TrainingFailed that names rows and fields. */
export async function readSnapshot(path: string, spec: ModelSpec): Promise<Snapshot> {
  const bytes = await readFile(path).catch((error: Error) => {
    throw new TrainingFailed(`The data snapshot cannot be read: ${error.message}.`);
  });
  const examples = parseExamples(bytes.toString('utf8'), spec);
  const groups = new Set(examples.map(({ group }) => group)).size;
  if (groups < fewestGroups) {
    throw new TrainingFailed(
      `The data snapshot has ${groups} group${groups === 1 ? '' : 's'}; training, calibration and holdout need one each, so at least ${fewestGroups}.`,
    );
  }
  checkLabelVariety(examples, spec);
  return { examples, digest: createHash('sha256').update(bytes).digest('hex'), groups };
}

function parseExamples(text: string, spec: ModelSpec): Example[] {
  const problems: string[] = [];
  const firstRowOf = new Map<string, number>();
  const examples: Example[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const row = at + 1;
    const example = parseRow(line, row, problems);
    if (!example) continue;
    problems.push(...labelProblems(example, row, spec));
    const first = firstRowOf.get(example.id);
    if (first !== undefined) problems.push(`row ${row}, field id: repeats "${example.id}" of row ${first}`);
    else firstRowOf.set(example.id, row);
    examples.push(example);
  }
  if (problems.length > 0) throw new TrainingFailed(describe(problems));
  if (examples.length === 0) throw new TrainingFailed('The data snapshot has no rows; label some tickets first.');
  return examples;
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

function checkLabelVariety(examples: readonly Example[], spec: ModelSpec): void {
  for (const { name } of spec.heads) {
    const labels = new Set(examples.flatMap(({ labels: given }) => given[name] ?? []));
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
