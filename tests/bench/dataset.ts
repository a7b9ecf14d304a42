import { ticketText, type Example } from '@driftdesk/contracts';
import { type CsvRow, readCsv } from '@driftdesk/csv';
import { UsageError } from './run-bench.js';

/** Which columns of a CSV file are a ticket's text, label and, if any, group. */
export interface Columns {
  readonly text: readonly string[];
  readonly label: string;
  readonly group?: string | undefined;
}

/** The head that a benchmark's model has. */
export const headName = 'label';

/**
 * Reads labelled rows in file order. Of several text columns the first is the subject, as in a ticket; the others
 * follow on lines of their own. Without a group column, rows of equal text are a group.
 * @throws UsageError naming the first row that cannot be used
 */
export async function readDataset(file: string, columns: Columns): Promise<Example[]> {
  const names = [...columns.text, columns.label, ...(columns.group === undefined ? [] : [columns.group])];
  const examples: Example[] = [];
  for await (const row of readCsv(file, names)) examples.push(toExample(file, row, columns));
  if (examples.length === 0) throw new UsageError(`${file} has a header but no rows.`);
  return examples;
}

function toExample(file: string, { number, values, problem }: CsvRow, columns: Columns): Example {
  const refuse = (what: string) => new UsageError(`${file}, row ${number}: ${what}.`);
  if (problem !== undefined) throw refuse(problem);
  const label = values[columns.label]?.trim() ?? '';
  if (label === '') throw refuse(`column ${columns.label} is empty`);
  const texts = columns.text.map((column) => values[column]?.trim() ?? '').filter((text) => text !== '');
  if (texts.length === 0) throw refuse(`column ${columns.text.join(', ')} is empty`);
  const [subject, ...rest] = texts as [string, ...string[]];
  const ticket = rest.length === 0 ? { body: subject } : { subject, body: rest.join('\n') };
  const group = columns.group === undefined ? ticketText(ticket) : (values[columns.group] as string);
  return { id: `row-${number}`, group, ...ticket, language: 'en', source: 'original', labels: { [headName]: label } };
}

/** Labels of some rows, in code-unit order. */
export function labelsOf(examples: readonly Example[]): string[] {
  return [...new Set(examples.map(({ labels }) => labels[headName] as string))].sort();
}
