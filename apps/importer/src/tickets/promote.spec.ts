import { describe, expect, it } from '@jest/globals';
import type { Terminal } from '../target.js';
import { candidateCommand, judgeVersion, promote } from './promote.js';
import { deskOf, plainCard } from './training-desk.fixture.js';

const promotion = 'POST /v1/models/triage/versions/v-1/promote';
const trained = { model: 'triage', candidate: { version: 'v-1', card: plainCard }, champion: undefined };
const forgets = (measuredOn: number) => [
  { head: 'queue', labels: [{ label: 'access', examples: 0 }], measuredOn, warning: 'queue: …' },
];

function terminal(isTerminal: boolean, answer = ''): Terminal & { readonly lines: string[] } {
  const lines: string[] = [];
  const ask = (question: string) => Promise.resolve((lines.push(question), answer));
  return { lines, isTerminal, say: (line) => void lines.push(line), ask };
}

describe('a version that forgets labels', () => {
  const desk = () => deskOf({ [promotion]: { loaded: 'v-1' } });

  it('is promoted when that was said', async () => {
    const [asked, on] = [desk(), terminal(true)];
    await promote(asked, trained, { forgets: forgets(7) }, true, on);
    expect([asked.asked, on.lines]).toEqual([[promotion], []]);
  });

  it.each([
    ['y', [promotion]],
    ['', []],
  ])('is asked about on a terminal: %j', async (answer, calls) => {
    const [asked, on] = [desk(), terminal(true, answer)];
    const promoted = promote(asked, trained, { forgets: forgets(400) }, false, on);
    if (answer === 'y') await promoted;
    else await expect(promoted).rejects.toThrow('v-1 stays a candidate.');
    expect([asked.asked, on.lines]).toEqual([calls, ['Promote v-1, which forgets 1 label? [y/N] ']]);
  });

  it('is promoted with a warning where nobody can be asked, and refused when hardly anything measured it', async () => {
    const [asked, on] = [desk(), terminal(false)];
    await promote(asked, trained, { forgets: forgets(20) }, false, on);
    expect([asked.asked, on.lines]).toEqual([[promotion], [expect.stringContaining('Add --forget-labels to say')]]);
    const few = desk();
    await expect(promote(few, trained, { forgets: forgets(7) }, false, terminal(false))).rejects.toThrow(
      /^v-1 is not promoted: it forgets 1 label, and only 7 held-out tickets measured it; 20 are needed\. .*--forget-labels/,
    );
    expect(few.asked).toEqual([]);
  });

  it('is promoted without a question when it forgets nothing', async () => {
    const [asked, on] = [desk(), terminal(true)];
    await promote(asked, trained, { forgets: [] }, false, on);
    expect([asked.asked, on.lines]).toEqual([[promotion], []]);
  });
});

describe('a version that was rejected', () => {
  const listed = {
    ...{ version: 'v-1', createdAt: '2026-01-01T00:00:00Z', trainedOn: 'labelled tickets', aliases: [] },
    ...{ rejected: { at: '2026-01-01T00:00:00Z', reasons: ['recall fell'] }, forgets: [] },
  };

  it('is not promoted, and what to do is said', async () => {
    const desk = deskOf({ 'GET /v1/models/triage/versions': { items: [listed] } });
    const standing = await judgeVersion(desk, trained);
    const sentence = /^v-1 was rejected and cannot be promoted: recall fell\. .*"force": true/;
    await expect(promote(desk, trained, standing, true, terminal(true))).rejects.toThrow(sentence);
    expect(candidateCommand(trained, standing)).toMatch(sentence);
    expect(desk.asked).toEqual(['GET /v1/models/triage/versions']);
  });
});
