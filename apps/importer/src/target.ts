import { createInterface } from 'node:readline/promises';
import { type DeskDescription, deskSchema, documentSchema, getDesk, listDocuments, pageOf } from '@driftdesk/contracts';
import { createDeskClient, defaultDeskUrl, type DeskClient, readKey } from '@driftdesk/desk-client';
import { z } from 'zod';
import { ImportProblem } from './import-problem.js';

/** The desk that an import writes to, as the command line names it. */
export interface Target {
  /** The default one when absent. */
  readonly url?: string | undefined;
  /** Holds an API key, for a desk with access control. */
  readonly keyFile?: string | undefined;
  /** Asks nothing. */
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/** For `parseArgs`. */
export const targetOptions = {
  url: { type: 'string' },
  'key-file': { type: 'string' },
  yes: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const;

export const targetUsage = `  --url URL            the desk; ${defaultDeskUrl} when absent
  --key-file FILE      holds an API key, for a desk with access control
  --yes                import into the default desk without asking, also when it is not empty
  --dry-run            say what would happen, and write nothing`;

/** Where questions are put; nobody can answer when there is no terminal. */
export interface Terminal {
  readonly isTerminal: boolean;
  say(line: string): void;
  ask(question: string): Promise<string>;
}

/** A desk to import into, and what it says of itself when the caller may know. */
export interface OpenedDesk {
  readonly desk: DeskClient;
  readonly description: DeskDescription | undefined;
}

/**
 * Says which desk is written to. One that nobody named, and that holds something already, is perhaps not the one that is
 * meant: on a terminal that is asked.
 * @throws ImportProblem when the answer is no, DeskProblem when no desk answers
 */
export async function openDesk(target: Target, terminal: Terminal = ownTerminal): Promise<OpenedDesk> {
  const url = target.url ?? defaultDeskUrl;
  const desk = createDeskClient(url, { key: await readKey(target.keyFile) });
  const reply = await desk.call('GET', getDesk.path);
  const description = reply.status === 200 ? deskSchema.parse(reply.body) : undefined;
  terminal.say(`Desk: ${url}${description === undefined ? '' : `, state in ${description.home}`}`);
  if (target.url === undefined && !target.yes && !target.dryRun) await confirm(desk, terminal);
  return { desk, description };
}

async function confirm(desk: DeskClient, terminal: Terminal): Promise<void> {
  const held = await contentsOf(desk);
  if (held === undefined) return;
  if (!terminal.isTerminal) {
    terminal.say(
      `It holds ${held} already. There is no terminal to ask on: the import goes on (--yes, or --url, says so).`,
    );
    return;
  }
  if (!(await isAgreed(terminal, `It holds ${held} already. Import into it?`)))
    throw new ImportProblem('Nothing was imported. --url names another desk.');
}

/** Asks a question that only a clear yes answers. */
export async function isAgreed(terminal: Terminal, question: string): Promise<boolean> {
  return /^y(?:es)?$/i.test((await terminal.ask(`${question} [y/N] `)).trim());
}

const ticketPage = z.object({ items: z.array(z.unknown()) });
const documentPage = pageOf(documentSchema.pick({ source: true }));

/** What a desk holds that it was not born with. */
async function contentsOf(desk: DeskClient): Promise<string | undefined> {
  const tickets = ticketPage.safeParse((await desk.call('GET', '/v1/tickets?limit=1')).body);
  // The newest first: the articles that a desk is born with are its oldest.
  const documents = documentPage.safeParse((await desk.call('GET', `${listDocuments.path}?limit=1`)).body);
  const held = [
    ...(tickets.success && tickets.data.items.length > 0 ? ['tickets'] : []),
    ...(documents.success && documents.data.items.some(({ source }) => source !== 'demo') ? ['articles'] : []),
  ];
  return held.length === 0 ? undefined : held.join(' and ');
}

/** The one that this process was started on. */
export const ownTerminal: Terminal = {
  isTerminal: process.stdin.isTTY && process.stderr.isTTY,
  say: (line) => void process.stderr.write(`${line}\n`),
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
};
