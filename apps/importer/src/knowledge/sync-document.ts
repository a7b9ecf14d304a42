import { isDeepStrictEqual } from 'node:util';
import { documentReplySchema, documentSchema, type NewDocumentBody, pageOf, queueWarning } from '@driftdesk/contracts';
import type { DeskClient, DeskReply } from '@driftdesk/desk-client';
import { ImportProblem } from '../import-problem.js';
import type { OpenedDesk } from '../target.js';
import { FileRejected } from './file-rejected.js';

export type Change = 'created' | 'updated' | 'unchanged';

const collection = '/v1/knowledge/documents';
const page = pageOf(documentSchema.pick({ id: true }));

/** What was done, and what the desk finds odd about the document. */
export interface Synced {
  readonly change: Change;
  readonly warnings: readonly string[];
}

/**
 * Makes the desk's document of that external id as it should be, when it is not.
 * @throws FileRejected when the desk refuses the document
 */
export async function syncDocument(
  { desk, description }: OpenedDesk,
  document: NewDocumentBody,
  dryRun: boolean,
): Promise<Synced> {
  const { externalId = '', ...content } = document;
  const warning = queueWarning(document.queue, description?.queues ?? []);
  const foreseen = warning === undefined ? [] : [warning];
  const id = await findDocument(desk, externalId);
  if (id === undefined) {
    if (dryRun) return { change: 'created', warnings: foreseen };
    return {
      change: 'created',
      warnings: warningsOf(expectStatus(await desk.call('POST', collection, document), 201)),
    };
  }
  const path = `${collection}/${id}`;
  const stored = documentReplySchema.parse(expectStatus(await desk.call('GET', path), 200));
  if (isSame(content, stored)) return { change: 'unchanged', warnings: warningsOf(stored) };
  if (dryRun) return { change: 'updated', warnings: foreseen };
  return { change: 'updated', warnings: warningsOf(expectStatus(await desk.call('PUT', path, content), 200)) };
}

function warningsOf(reply: unknown): readonly string[] {
  return documentReplySchema.parse(reply).warnings ?? [];
}

async function findDocument(desk: DeskClient, externalId: string): Promise<string | undefined> {
  const query = new URLSearchParams({ externalId });
  const reply = expectStatus(await desk.call('GET', `${collection}?${query}`), 200);
  return page.parse(reply).items[0]?.id;
}

type Content = Omit<NewDocumentBody, 'externalId'>;

function isSame(content: Content, stored: Content): boolean {
  return isDeepStrictEqual(toComparable(content), toComparable(stored));
}

function toComparable({ title, body, language, queue, url, tags = [] }: Content) {
  return [title, body, language, queue, url, tags];
}

/** Statuses by which the desk refuses one document; any other concerns them all. */
const refusals = new Set([400, 409, 413, 415, 422]);

function expectStatus(reply: DeskReply, expected: number): unknown {
  if (reply.status === expected) return reply.body;
  const reason = describeProblem(reply);
  if (refusals.has(reply.status)) throw new FileRejected(`is refused by the desk: ${reason}`);
  throw new ImportProblem(`The desk does not let documents in: ${reason}`);
}

function describeProblem({ status, body }: DeskReply): string {
  const { detail, errors = [] } = (body ?? {}) as { detail?: string; errors?: { field: string; message: string }[] };
  const fields = errors.map(({ field, message }) => `${field} ${message}`).join(', ');
  return [detail ?? `status ${status}`, fields].filter(Boolean).join(' ');
}
