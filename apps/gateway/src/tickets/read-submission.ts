import { type Omission, readMail, type SentText } from '@driftdesk/mail';

/** What a ticket's text becomes before anything else sees it. */
export interface ReadSubmission {
  readonly text: { readonly subject?: string; readonly body: string };
  readonly omitted: readonly Omission[];
  readonly automatic?: string | undefined;
}

/** A reply as it was sent; a subject, a type or headers say that it is mail. */
export type SentReply = Omit<SentText, 'body' | 'channel'> & { readonly text: string };

/** What a reply's text becomes. */
export interface ReadReply {
  readonly text: string;
  readonly omitted?: readonly Omission[] | undefined;
  readonly automatic?: string | undefined;
}

/** The one place where a ticket's text is reduced, submitted or imported: what follows sees the new words only. */
export function readSubmission(sent: SentText): ReadSubmission {
  const { subject, body, omitted, automatic } = readMail(sent);
  return { text: { ...(subject === undefined ? {} : { subject }), body }, omitted, automatic };
}

/** A reply is read as a ticket is: mail quotes what it answers, and machines reply as well. */
export function readReply({ text, subject, contentType, headers }: SentReply): ReadReply {
  const channel = subject === undefined ? 'api' : 'email';
  const { body, omitted, automatic } = readMail({ body: text, subject, contentType, headers, channel });
  return { text: body, omitted, automatic };
}
