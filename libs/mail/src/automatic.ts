/** Header fields of a mail, by name in any case. */
export type MailHeaders = Readonly<Record<string, string>>;

/** What a field's value says when a machine sent the mail; an absent field says nothing. */
const signals: Readonly<Record<string, (value: string) => boolean>> = {
  // RFC 3834: `no` is the only value that a person's mail has.
  'auto-submitted': (value) => !/^no\b/.test(value),
  'x-auto-response-suppress': (value) => /\b(all|oof|autoreply)\b/.test(value),
  'x-autoreply': (value) => value !== 'no',
  'x-autorespond': (value) => value !== 'no',
  precedence: (value) => /^(bulk|junk|auto_reply)\b/.test(value),
  'list-id': () => true,
  'content-type': (value) => value.startsWith('multipart/report'),
  // RFC 5321: reports of delivery have an empty sender, so that nobody answers them.
  'return-path': (value) => value === '' || /^<\s*>$/.test(value),
};

const subjects =
  /^(automatic reply|auto-reply|autoreply|out of (the )?office|réponse automatique|absence du bureau|undeliver(able|ed)|delivery status notification|mail delivery (failed|subsystem)|non remis|échec de la remise)\b/i;

/**
 * Which sign says that a machine sent this mail: a header's name in lower case, or `subject`. A subject is a weaker sign:
 * it counts only where no headers came that could say better.
 */
export function automaticSignal(headers: MailHeaders | undefined, subject: string | undefined): string | undefined {
  if (headers === undefined) return subjects.test(subject?.trim() ?? '') ? 'subject' : undefined;
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim().toLowerCase()] as const)
    .find(([name, value]) => Object.hasOwn(signals, name) && signals[name]?.(value))?.[0];
}
