interface Written {
  readonly subject?: string | undefined;
  readonly body: string;
}

/** A word as it was written, in the field that has it. */
export interface LocatedWord {
  readonly text: string;
  readonly field: 'subject' | 'body';
  readonly start: number;
  readonly end: number;
}

/** Finds a word of `ticketText` in the subject or the body, of which it is made. */
export function locateWord(
  { body }: Written,
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): LocatedWord {
  const bodyStart = text.length - body.length;
  const written = text.slice(start, end);
  return start < bodyStart
    ? { text: written, field: 'subject', start, end }
    : { text: written, field: 'body', start: start - bodyStart, end: end - bodyStart };
}
