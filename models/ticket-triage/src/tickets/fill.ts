import type { Family } from './family.js';
import type { Random } from './random.js';
import { sharedSlots } from './slots.js';

/** A slot, with the French preposition before it that an article or a vowel changes. */
const slotPattern = /(?:(?<!\p{L})([àÀ]|[Dd]e|[Qq]ue) )?\{(\w+)\}/gu;

/** Names of the slots in a text. */
export function slotsIn(text: string): string[] {
  return Array.from(text.matchAll(slotPattern), (match) => match[2] ?? '');
}

/**
 * Replaces the slots of one ticket's texts. A slot keeps its value throughout the ticket, so that subject and body
 * speak of the same person; numbers are drawn anew, since each counts something else.
 */
export function createFiller(family: Family<string>, random: Random): (text: string) => string {
  const drawn = new Map<string, string>();
  const draw = (slot: string): string => {
    const values = family.slots?.[slot] ?? sharedSlots[family.language][slot];
    if (!values) throw new Error(`Family ${family.id} uses {${slot}}, which neither it nor slots.ts defines.`);
    const value = (slot !== 'number' && drawn.get(slot)) || fill(random.pick(values));
    drawn.set(slot, value);
    return value;
  };
  const fill = (text: string): string =>
    text.replace(slotPattern, (_, preposition: string | undefined, slot: string, at: number) =>
      preposition ? attach(preposition, draw(slot)) : fit(draw(slot), text.slice(0, at)),
    );
  return (text) => upperFirst(fill(text));
}

/** A value as it looks after `before`: with a capital only where a sentence starts. */
function fit(value: string, before: string): string {
  if (/(^|[.!?]["'»”]?\s)$/.test(before)) return upperFirst(value);
  return /^(The|A|An|My|Our|Le|La|Les|L’|Un|Une|Mon|Ma|Mes|Notre)\b/.test(value) ? lowerFirst(value) : value;
}

/** `à le` is `au`, `de les` is `des`, `que une` is `qu’une`. */
function attach(preposition: string, value: string): string {
  const merged: Record<string, string> = { 'à le': 'au', 'à les': 'aux', 'de le': 'du', 'de les': 'des' };
  const [article = '', ...rest] = value.split(' ');
  const short = merged[`${preposition.toLowerCase()} ${article}`];
  if (short) return [/^\p{Lu}/u.test(preposition) ? upperFirst(short) : short, ...rest].join(' ');
  return preposition.endsWith('e') && /^[aeiouéê]/i.test(value)
    ? `${preposition.slice(0, -1)}’${value}`
    : `${preposition} ${value}`;
}

/** The text with its first letter as a capital. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text with its first letter small. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
