import { contentStems } from '../text/words.js';

/** A title of fewer words is a subject ("Parental leave"): a ticket about it may ask anything. */
const leastTitle = 3;
/** Of a ticket's words, so many stand in the title: the rest is "how do I" and courtesy. */
const leastShare = 0.6;

/** Whether a ticket asks for what a title says, and for little else. @param stems of the ticket */
export function asksForTitle(stems: ReadonlySet<string>, title: string): boolean {
  const words = new Set(contentStems(title));
  return (
    words.size >= leastTitle && words.size >= leastShare * stems.size && [...words].every((word) => stems.has(word))
  );
}
