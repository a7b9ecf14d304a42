import { readFileSync } from 'node:fs';
import { createAlertFinder } from '@driftdesk/inference';
import { model } from '@driftdesk/ticket-triage';

/** A ticket in people's words, and the rule that must fit it. */
export interface WrittenTicket {
  readonly part: Part;
  readonly language: Language;
  /** Absent: the ticket only sounds dangerous. */
  readonly rule: string | undefined;
  readonly text: string;
}

/** What rules may be tuned on, and what their numbers are reported on. */
export const parts = ['development', 'held-out'] as const;
export type Part = (typeof parts)[number];
const languages = ['en', 'fr'] as const;
type Language = (typeof languages)[number];

/** All tickets, in the order of the files: lines "rule | text". Those held out were written after the rules. */
export function readTickets(): WrittenTicket[] {
  return parts.flatMap((part) => languages.flatMap((language) => readPart(part, language)));
}

function readPart(part: Part, language: Language): WrittenTicket[] {
  // The compiled file lies in tests/dist/bench/alerts.
  const file = new URL(`../../../bench/alerts/${part}.${language}.txt`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [rule = '', text = ''] = line.split(' | ');
    return { part, language, rule: named(rule), text };
  });
}

function named(rule: string): string | undefined {
  if (rule === 'none') return undefined;
  return rule === 'person' ? 'person-requested' : rule;
}

const findAlert = createAlertFinder(model.spec.alerts);

/** The rule that fits a ticket, as the desk sees it. */
export function ruleOf({ text, language }: WrittenTicket): string | undefined {
  return findAlert(text, language)?.rule;
}
