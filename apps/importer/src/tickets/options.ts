import { parseArgs } from 'node:util';
import { importedTicketSchema } from '@driftdesk/contracts';
import { ImportProblem } from '../import-problem.js';
import { type Target, targetOptions, targetUsage } from '../target.js';

export const usage = `Usage: npm run import -- tickets --file X.csv --text COLUMN[,COLUMN] --queue COLUMN [options]
  --file X.csv         UTF-8, with a header
  --delimiter ;        what parts its columns: one character, or tab; found by the header when absent
  --text COLUMN,…      the subject and the body, or the body alone; further columns are appended to the body
  --queue COLUMN       the team that solved the ticket
  --urgency COLUMN     how urgent it was
  --answer COLUMN      what it was answered
  --language COLUMN|xx its language, or that of all; detected when absent
  --id COLUMN          its name in the other system; its text names it when absent
  --group COLUMN       tickets of one group are never split between training and test
  --created-at COLUMN  when it was submitted, such as 2026-01-02T03:04:05Z
  --rejects FILE       gets every row that is rejected, as CSV
  --train              train a candidate when all is stored
  --promote            let that candidate serve (with --train)
  --forget-labels      promote it also when it has not learned labels that serve now
${targetUsage}
An import that is cut goes on when the same command is called again, training and promotion included.`;

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

export interface TicketOptions extends Target {
  readonly file: string;
  /** Found by the header when absent. */
  readonly delimiter?: string | undefined;
  readonly columns: TicketColumns;
  /** The language of every row, when no column says it. */
  readonly language?: string | undefined;
  readonly rejects?: string | undefined;
  readonly train: boolean;
  readonly promote: boolean;
  /** Promotes a version that lacks labels of the champion without asking. */
  readonly forgetLabels: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** @throws ImportProblem when an option is missing or two do not fit together */
export function readOptions(args: readonly string[]): TicketOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ file: text, text, queue: text, urgency: text, answer: text, language: text, id: text, group: text },
      ...{ 'created-at': text, rejects: text, delimiter: text, train: flag, promote: flag, 'forget-labels': flag },
      ...targetOptions,
    },
  });
  const { file, queue, train, promote } = values;
  const textColumns = (values.text ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  if (file === undefined || queue === undefined || textColumns.length === 0) throw new ImportProblem(usage);
  const dryRun = values['dry-run'];
  if (dryRun && train) throw new ImportProblem('A dry run stores nothing to train on: leave out --dry-run or --train.');
  if (promote && !train) throw new ImportProblem('--promote promotes the version that --train makes: add --train.');
  const forgetLabels = values['forget-labels'];
  if (forgetLabels && !promote) throw new ImportProblem('--forget-labels says how to promote: add --promote.');
  const { column, language } = readLanguage(values.language);
  const { urgency, answer, id, group, 'created-at': createdAt } = values;
  return {
    file,
    delimiter: readDelimiter(values.delimiter),
    columns: { text: textColumns, queue, urgency, answer, language: column, id, group, createdAt },
    language,
    rejects: values.rejects,
    url: values.url,
    keyFile: values['key-file'],
    yes: values.yes,
    dryRun,
    train,
    promote,
    forgetLabels,
  };
}

function readDelimiter(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const character = value === 'tab' || value === '\\t' ? '\t' : value;
  if (/^[^"\r\n]$/u.test(character)) return character;
  throw new ImportProblem(`--delimiter ${value}: it must be one character, such as ";", or tab.`);
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
