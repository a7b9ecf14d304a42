import { existsSync, readFileSync } from 'node:fs';
import { createPassageIndex, findUnsupported, readSources, type Sources } from '@driftdesk/llm';
import { wilsonLowerBound } from '@driftdesk/ml';
import { model } from '@driftdesk/ticket-triage';
import { type Case, ownArticles } from './cases.js';

/** A case and what the check says of it: the reason why it refuses, or nothing. */
export interface Judged extends Case {
  readonly refusal: string | undefined;
}

/** How many drafts were kept. */
export interface Kept {
  readonly kept: number;
  readonly of: number;
}

/** The Wilson interval of the share that was kept: 0.95 in the middle, 0.025 beyond either end. */
export function intervalOf({ kept, of }: Kept): readonly [number, number] {
  return [wilsonLowerBound(kept, of), 1 - wilsonLowerBound(of - kept, of)];
}

/** Judges every case against its passage, or its article with a passage a section; no sentence is embedded, for the check reads words. */
export async function judgeAll(cases: readonly Case[]): Promise<Judged[]> {
  const index = createPassageIndex((texts) => Promise.resolve(texts.map(() => new Float32Array())));
  const known = new Map<string, Sources>();
  const judged: Judged[] = [];
  for (const one of cases) {
    const path = `${one.language}/${one.article}.md`;
    const passages = one.passage === undefined ? readPassages : () => [numbered(path, 0, one.language, one.passage)];
    const sources = known.get(path) ?? (await readSources(passages(path, one.language), index));
    known.set(path, sources);
    judged.push({ ...one, refusal: findUnsupported(one.draft, sources) });
  }
  return judged;
}

/** Of some cases, how many were kept. */
export function countKept(judged: readonly Judged[], faithful: boolean): Kept {
  const chosen = judged.filter((one) => one.faithful === faithful);
  return { kept: chosen.filter(({ refusal }) => refusal === undefined).length, of: chosen.length };
}

type Numbered = Parameters<typeof readSources>[0][number];

function readPassages(path: string, language: string): Numbered[] {
  const own = new URL(path, ownArticles);
  const article = readFileSync(existsSync(own) ? own : new URL(path, model.demo.knowledge), 'utf8');
  const [, head = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(article) ?? [];
  const title = head.replace(/^title: /, '').split('\n')[0] ?? '';
  return body.split(/^(?=## )/m).map((part, i) => {
    const section = /^## (.*)/.exec(part)?.[1];
    const text = part.replace(/^## .*\n/, '').trim();
    const { n, passage } = numbered(path, i, language, text, title);
    return { n, passage: section === undefined ? passage : { ...passage, section } };
  });
}

function numbered(path: string, i: number, language: string, text = '', title = ''): Numbered {
  const passage = { documentId: path, passageId: `${path}/${i}`, title, language, text, similarity: 0, score: 0 };
  return { n: i + 1, passage };
}
