import { describe, expect, it } from '@jest/globals';
import { draftInTime } from './draft-in-time.js';
import type { AnswerProvider, Draft } from './provider.js';

const draft = { text: 'Restart it. [1]' } as Draft;

describe('a draft in time', () => {
  it('is not late because its library was', async () => {
    let load: () => void = () => undefined;
    const loaded = new Promise<void>((resolve) => (load = resolve));
    const provider = {
      name: 'slow to load',
      loaded,
      draft: (_request: unknown, { deadline }: { deadline: number }) =>
        deadline > performance.now() ? Promise.resolve(draft) : Promise.reject(new Error('too late')),
    } as unknown as AnswerProvider;
    const drafted = draftInTime(provider, {} as never, 1, { onText: () => undefined });
    const due = performance.now() + 5;
    while (performance.now() < due);
    load();
    expect(await drafted).toEqual({ draft });
  });

  it('is given up when the provider says nothing', async () => {
    const provider = { name: 'mute', draft: () => new Promise(() => undefined) } as unknown as AnswerProvider;
    expect(await draftInTime(provider, {} as never, 1, { onText: () => undefined })).toEqual({
      failed: 'mute did not answer within 1 ms.',
    });
  });
});
