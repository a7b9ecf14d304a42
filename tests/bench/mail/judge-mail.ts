import { type MailHeaders, readMail } from '@driftdesk/mail';
import { readStrangers } from '../strangers.js';

/** A mail, and what of it is new. */
interface WrittenMail {
  readonly id: string;
  readonly subject: string;
  readonly headers: MailHeaders;
  readonly contentType: 'text/plain' | 'text/html';
  readonly body: string;
  readonly newWords: readonly string[] | string;
  readonly mustNotContain: readonly string[];
  readonly automatic: boolean;
}

interface JudgedMail {
  readonly id: string;
  /** New words that the desk does not see. */
  readonly lost: readonly string[];
  /** Old ones that it does. */
  readonly leaked: readonly string[];
  readonly automatic: boolean;
  readonly wasAutomatic: boolean;
}

export function readMails(): WrittenMail[] {
  return readStrangers<WrittenMail>('mail');
}

/** Reads a mail as `POST /v1/tickets` does; runs of white space count as one space. */
export function judgeMail({ id, newWords, mustNotContain, automatic, ...mail }: WrittenMail): JudgedMail {
  const read = readMail({ ...mail, channel: 'email' });
  const body = spaced(read.body);
  return {
    id,
    lost: [newWords].flat().filter((words) => !body.includes(spaced(words))),
    leaked: mustNotContain.filter((words) => body.includes(spaced(words))),
    automatic: read.automatic !== undefined,
    wasAutomatic: automatic,
  };
}

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();
