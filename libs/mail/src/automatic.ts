/** Header fields of a mail, by name in any case. */
export type MailHeaders = Readonly<Record<string, string>>;

/** What a field's value says when a machine sent the mail; an absent field says nothing. */
const signals: Readonly<Record<string, (value: string) => boolean>> = {
  // RFC 3834: `no` is the only value that a person's mail has.
  'auto-submitted': (value) => !/^no\b/.test(value),
  'x-autoreply': (value) => value !== 'no',
  'x-autorespond': (value) => value !== 'no',
  precedence: (value) => /^auto_reply\b/.test(value),
  'content-type': (value) => value.startsWith('multipart/report'),
  // RFC 5321: reports of delivery have an empty sender, so that nobody answers them.
  'return-path': (value) => value === '' || /^<\s*>$/.test(value),
};

/** What mail programs put before the subject of such a mail; a person who writes about one does not begin so. */
const subjects =
  /^(?:automatic reply|auto-reply|autoreply|out of office|réponse automatique|absence du bureau|undeliverable|delivery status notification|non remis) ?:/i;

/**
 * Which sign says that a machine sent this mail: a header's name in lower case, or `subject`. A subject is a weaker sign: it
 * counts in mail alone, and only where no headers came that could say better. Mailing lists and wishes for no automatic
 * reply (`List-Id`, `Precedence: bulk`, `X-Auto-Response-Suppress`) are no signs: people write through lists as well.
 */
export function automaticSignal(headers: MailHeaders | undefined, subject: string | undefined): string | undefined {
  if (headers === undefined) return subjects.test(subject?.trim() ?? '') ? 'subject' : undefined;
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim().toLowerCase()] as const)
    .find(([name, value]) => Object.hasOwn(signals, name) && signals[name]?.(value))?.[0];
}
