import type { DeskClient } from '@driftdesk/desk-client';
import { type Known, readSituation, type Situation } from '../desk/situation.js';
import type { Tell } from './line.js';
import { news } from './news.js';

/** Looks at the desk again and again, and tells what is new. */
export interface Observer {
  look(): Promise<Situation>;
  /** Looks without a word: what has happened until now is no news. */
  begin(): Promise<Situation>;
}

export function createObserver(desk: DeskClient, model: string, known: Known, tell: Tell): Observer {
  let before: Situation | undefined;
  const begin = async () => (before = await readSituation(desk, model, known));
  return {
    begin,
    async look() {
      const earlier = before;
      const now = await begin();
      for (const { step, text } of news(earlier, now)) tell(step, text);
      return now;
    },
  };
}
