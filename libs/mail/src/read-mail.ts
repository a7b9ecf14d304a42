import { cutText, maxBodyLength, maxSubjectLength } from '@driftdesk/contracts';
import libmime from 'libmime';
import { automaticSignal, type MailHeaders } from './automatic.js';
import { htmlText } from './html-text.js';
import { reduceText } from './reduce-text.js';

/** A ticket's text as it was sent. */
export interface SentText {
  readonly subject?: string | undefined;
  readonly body?: string | undefined;
  readonly contentType?: 'text/plain' | 'text/html' | undefined;
  readonly headers?: MailHeaders | undefined;
  readonly channel: string;
}

/** What was left out, `length` UTF-16 code units of it; `text` is as much of it as is kept. */
export interface Omission {
  readonly kind: 'quoted' | 'signature' | 'html' | 'cut';
  readonly length: number;
  readonly text?: string | undefined;
}

/** A ticket's text as models, search and people read it; `automatic` names the sign that a machine sent it. */
export interface TextRead {
  readonly subject?: string | undefined;
  readonly body: string;
  readonly omitted: readonly Omission[];
  readonly automatic?: string | undefined;
}

/** Most that is kept of what was left out, in UTF-16 code units. */
const maxKept = 40_000;

/** So much of a text is looked at, in UTF-16 code units: ten times what a body holds. What follows is cut. */
const maxRead = 200_000;

/** Reads a ticket's text: pure, linear in its length. Without a body, the subject is the text. */
export function readMail(sent: SentText): TextRead {
  const isMail = sent.channel === 'email' || sent.contentType !== undefined || sent.headers !== undefined;
  const subject = readSubject(sent.subject);
  const automatic = isMail ? automaticSignal(sent.headers, subject) : undefined;
  const html = sent.contentType === 'text/html';
  const raw = sent.body ?? '';
  const all = html ? clean(htmlText(raw, maxRead)).trim() : trimLong(raw);
  const shown = cutText(all.slice(0, maxRead + 100), maxRead);
  const isForward = /^\s*(?:fwd?|tr)\s?:/i.test(subject ?? '');
  const reduced = reduceText(shown, { isMail, isForward });
  const { head, rest } = cutWithMark(reduced.text, maxBodyLength);
  const { head: title, rest: titleRest } = cutWithMark(subject ?? '', maxSubjectLength);
  const omitted = keep([
    { kind: 'cut', text: titleRest },
    { kind: 'cut', text: rest },
    { kind: 'quoted', text: reduced.quoted },
    { kind: 'signature', text: reduced.signature },
    { kind: 'cut', text: all.slice(shown.length) },
  ]);
  const left = html ? [...omitted, { kind: 'html' as const, length: raw.length }] : omitted;
  const sign = automatic === undefined ? {} : { automatic };
  if (head.trim() === '')
    return { body: title === '' ? cutWithMark(raw, maxBodyLength).head : title, omitted: left, ...sign };
  return { ...(title === '' ? {} : { subject: title }), body: head, omitted: left, ...sign };
}

/** Only a text too long to be looked at whole loses the white space around it. */
const trimLong = (text: string) => (text.length > maxRead ? text.trim() : text);

/** RFC 2047 words decoded; one line. */
function readSubject(subject: string | undefined): string | undefined {
  if (subject === undefined) return undefined;
  if (!subject.includes('=?')) return subject;
  const decoded = clean(libmime.decodeWords(subject)).replace(/[\r\n\t]+/g, ' ');
  return decoded.trim() === '' ? subject : decoded;
}

/** Text that any store can keep: no NUL, no half of a character. */
function clean(text: string): string {
  return text.replace(/\0/g, '').replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
}

/** A text's beginning, at most `maxLength` UTF-16 code units with a mark that says how much is missing, and the rest. */
export function cutWithMark(text: string, maxLength: number): { head: string; rest: string } {
  if (text.length <= maxLength) return { head: text, rest: '' };
  const room = maxLength - 50;
  const kept = cutText(text.slice(0, room + 100), room);
  const rest = text.slice(kept.length);
  return { head: `${kept} [… ${rest.length} more characters were cut]`, rest };
}

function keep(parts: readonly { kind: Omission['kind']; text: string }[]): Omission[] {
  let room = maxKept;
  return parts
    .filter(({ text }) => text !== '')
    .map(({ kind, text }) => {
      const kept = room === 0 ? '' : cutText(text.slice(0, room + 100), room);
      room -= kept.length;
      return { kind, length: text.length, ...(kept === '' ? {} : { text: kept }) };
    });
}
