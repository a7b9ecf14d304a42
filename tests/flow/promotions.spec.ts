import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardSchema } from '@driftdesk/contracts';
import { type Desk, type Reply, startDesk } from '../support/desk.js';
import { openHomeRegistry } from '../support/home-registry.js';
import { modelName, onStore, promoteTwinIn, storedVersions } from '../support/model-versions.js';
import { copyPreparedHome } from '../support/prepared-home.js';

/** Long enough for a start on a machine that is busy with other tests. */
const startsMs = 120_000;

describe('which version serves', () => {
  let remove: () => Promise<void>;
  let desk: Desk;
  /** The first version, one promoted after it, and one that was rejected. */
  let first: string, second: string, rejected: string;
  beforeAll(async () => {
    const prepared = await copyPreparedHome();
    remove = prepared.remove;
    [first = ''] = await storedVersions(prepared.home);
    await onStore(prepared.home, async (database) => {
      const registry = await openHomeRegistry(prepared.home, database);
      rejected = await promoteTwinIn(registry, first);
      second = await promoteTwinIn(registry, first);
      await registry.reject(modelName, rejected, ['queue macro-F1 0.61 < 0.70', 'recall of <network> fell']);
    });
    desk = await startDesk(prepared.home);
  }, startsMs);
  afterAll(async () => {
    expect(await desk.stop()).toBe(0);
    await remove();
  });

  const path = `/v1/models/${modelName}`;
  const promote = (version: string) =>
    desk.call('POST', `${path}/versions/${version}/promote`, { reason: 'by a test' });

  it('is never one that was rejected, and the refusal says why', async () => {
    for (const { status, body } of [await promote(rejected), await desk.call('POST', `${path}/rollback`, {})]) {
      expect([status, body.code]).toEqual([409, 'version_rejected']);
      expect(body.detail).toBe(`${rejected} was rejected: queue macro-F1 0.61 < 0.70; recall of <network> fell`);
    }
    const { items } = (await desk.call('GET', `${path}/versions`)).body;
    const rejections = items.map((one: { version: string; rejected: unknown }) => [one.version, one.rejected]);
    expect(Object.fromEntries(rejections)).toEqual({
      [first]: null,
      [second]: null,
      [rejected]: {
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        reasons: ['queue macro-F1 0.61 < 0.70', 'recall of <network> fell'],
      },
    });
    expect((await desk.call('GET', path)).body).toMatchObject({ champion: second, loaded: second, status: 'ok' });
  });

  it('goes forth and back under traffic, with a history of it', async () => {
    expect((await promote(first)).body).toMatchObject({ champion: first, loaded: first });
    let done = false;
    const served = new Set<string>();
    const traffic = (async () => {
      while (!done) {
        const reply = await desk.call('POST', `${path}/predict`, { body: 'The printer has a paper jam' });
        expect(reply.status).toBe(200);
        served.add(reply.body.model.version);
      }
    })();
    for (const version of [second, first, second]) {
      const { status, body } = await desk.call('POST', `${path}/rollback`, {});
      expect([status, body.champion, body.loaded]).toEqual([200, version, version]);
    }
    done = true;
    await traffic;
    expect([...served].every((version) => [first, second].includes(version))).toBe(true);

    const pages: string[] = [];
    let cursor: string | undefined = '';
    for (let page = 0; page < 5 && cursor !== undefined; page += 1) {
      const { body }: Reply = await desk.call('GET', `${path}/history?limit=3${cursor}`);
      for (const { alias, version, from, reason, author } of body.items) {
        if (alias === 'champion') pages.push(`${from} → ${version}: ${reason} (${author.id})`);
      }
      cursor = body.nextCursor === null ? undefined : `&cursor=${body.nextCursor}`;
    }
    expect(pages).toEqual([
      `${first} → ${second}: rolled back by hand (local)`,
      `${second} → ${first}: rolled back by hand (local)`,
      `${first} → ${second}: rolled back by hand (local)`,
      `${second} → ${first}: by a test (local)`,
      `${rejected} → ${second}: a test needs this version (test)`,
      `${first} → ${rejected}: a test needs this version (test)`,
      `null → ${first}: first start: trained on demo data (driftdesk)`,
    ]);
  });

  it('has a card to read', async () => {
    const { body } = await desk.call('GET', `${path}/versions/${second}`);
    const card = cardSchema.parse(body);
    const { status, headers, body: markdown } = await desk.call('GET', `${path}/versions/${second}/card.md`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/markdown; charset=utf-8']);
    expect(markdown).toContain(`# ${modelName} ${second}\n`);
    for (const { name, labels, metrics } of card.heads) {
      expect(metrics.reliability?.reduce((rows, bin) => rows + bin.rows, 0)).toBe(metrics.rows);
      expect(markdown).toContain(`## Head \`${name}\``);
      expect(markdown).toContain(`|  | ${labels.join(' | ')} |`);
      labels.forEach((label, at) => expect(markdown).toContain(`| ${label} | ${metrics.confusion[at]?.join(' | ')} |`));
    }
    expect((await desk.call('GET', `${path}/versions/${rejected}/card.md`)).body).toContain(
      'recall of &lt;network&gt; fell',
    );
  });
});
