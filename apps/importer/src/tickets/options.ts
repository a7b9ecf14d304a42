import { parseArgs } from 'node:util';
import { importedTicketSchema } from '@driftdesk/contracts';
import { defaultDeskUrl } from '@driftdesk/desk-client';
import { ImportProblem } from '../import-problem.js';

export const usage =
  'Usage: npm run import -- tickets --file X.csv --text COLUMN[,COLUMN] --queue COLUMN [--urgency COLUMN] ' +
  '[--answer COLUMN] [--language COLUMN|xx] [--id COLUMN] [--group COLUMN] [--created-at COLUMN] ' +
  '[--rejects FILE] [--url URL] [--key-file FILE] [--dry-run | --train [--promote]]';

/** Which column of the file holds what. */
export interface TicketColumns {
  /** The subject and the body, or the body alone; further columns are appended to the body. */
  readonly text: readonly string[];
  readonly queue: string;
  readonly urgency?: string | undefined;
  readonly answer?: string | undefined;
  readonly language?: string | undefined;
  readonly id?: string | undefined;
  readonly group?: string | undefined;
  readonly createdAt?: string | undefined;
}

export interface TicketOptions {
  readonly file: string;
  readonly columns: TicketColumns;
  /** The language of every row, when no column says it. */
  readonly language?: string | undefined;
  readonly rejects?: string | undefined;
  readonly url: string;
  /** Holds an API key of an admin, for a desk with access control. */
  readonly keyFile?: string | undefined;
  readonly dryRun: boolean;
  readonly train: boolean;
  readonly promote: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** @throws ImportProblem when an option is missing or two do not fit together */
export function readOptions(args: readonly string[]): TicketOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ file: text, text, queue: text, urgency: text, answer: text, language: text, id: text, group: text },
      ...{ 'created-at': text, 'key-file': text, rejects: text, url: { ...text, default: defaultDeskUrl } },
      ...{ 'dry-run': flag, train: flag, promote: flag },
    },
  });
  const { file, queue, train, promote } = values;
  const textColumns = (values.text ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  if (file === undefined || queue === undefined || textColumns.length === 0) throw new ImportProblem(usage);
  const dryRun = values['dry-run'];
  if (dryRun && train) throw new ImportProblem('A dry run stores nothing to train on: leave out --dry-run or --train.');
  if (promote && !train) throw new ImportProblem('--promote promotes the version that --train makes: add --train.');
  const { column, language } = readLanguage(values.language);
  const { urgency, answer, id, group, 'created-at': createdAt } = values;
  return {
    file,
    columns: { text: textColumns, queue, urgency, answer, language: column, id, group, createdAt },
    language,
    rejects: values.rejects,
    url: values.url,
    keyFile: values['key-file'],
    dryRun,
    train,
    promote,
  };
}

/** Two lower-case letters are the language of every row, anything else is a column. */
function readLanguage(value: string | undefined): { column?: string | undefined; language?: string | undefined } {
  if (value === undefined || !/^[a-z]{2}$/.test(value)) return { column: value };
  const { error } = importedTicketSchema.shape.language.safeParse(value);
  if (error) throw new ImportProblem(`--language ${value} ${error.issues[0]?.message}.`);
  return { language: value };
}

/** The columns that are read, each once. */
export function columnNames({ text: texts, ...others }: TicketColumns): string[] {
  return [...new Set([...texts, ...Object.values(others).filter((name) => name !== undefined)])];
}
