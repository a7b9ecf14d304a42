import { z } from 'zod';
import { uuid } from './text.js';

/** NOTIFY channel on which llm-response tells of drafts that somebody watches, as JSON of `draftSchema`. */
export const draftsChannel = 'driftdesk_drafts';

/** NOTIFY channel on which the gateway names the tickets whose drafts somebody watches: ids, with commas between. */
export const draftWatchersChannel = 'driftdesk_draft_watchers';

/** So often the gateway names them again; llm-response forgets who was not named for three times as long. */
export const draftWatchersEveryMs = 15_000;

/** An answer while it is written. Nothing of it is checked: the ticket's outcome may be something else. */
export const draftSchema = z.strictObject({
  ticketId: uuid,
  provider: z.string(),
  text: z.string().describe('all of it so far'),
});
export type TicketDraft = z.infer<typeof draftSchema>;
