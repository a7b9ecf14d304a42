import { type Omission, readMail, type SentText } from '@driftdesk/mail';

/** What a ticket's text becomes before anything else sees it. */
export interface ReadSubmission {
  readonly text: { readonly subject?: string; readonly body: string };
  readonly omitted: readonly Omission[];
  readonly automatic?: string | undefined;
}

/** The one place where a ticket's text is reduced, submitted or imported: what follows sees the new words only. */
export function readSubmission(sent: SentText): ReadSubmission {
  const { subject, body, omitted, automatic } = readMail(sent);
  return { text: { ...(subject === undefined ? {} : { subject }), body }, omitted, automatic };
}
