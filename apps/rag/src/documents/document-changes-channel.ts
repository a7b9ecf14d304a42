import { notify, type Sql } from '@driftdesk/database';

/** NOTIFY channel that carries the ids of documents whose passages changed. */
export const documentsChannel = 'driftdesk_documents';

/** Tells who keeps something of this document, when the transaction commits. */
export async function notifyDocumentChanged(sql: Sql, documentId: string): Promise<void> {
  await notify(sql, documentsChannel, documentId);
}
