import type { DeskClient } from '@driftdesk/desk-client';
import { type Known, readSituation, type Situation } from '../desk/situation.js';
import type { Tell } from './line.js';
import { news } from './news.js';

/** Looks at the desk again and again, and tells what is new. */
export interface Observer {
  look(): Promise<Situation>;
}

export function createObserver(desk: DeskClient, model: string, known: Known, tell: Tell): Observer {
  let before: Situation | undefined;
  return {
    async look() {
      const now = await readSituation(desk, model, known);
      for (const { step, text } of news(before, now)) tell(step, text);
      before = now;
      return now;
    },
  };
}
