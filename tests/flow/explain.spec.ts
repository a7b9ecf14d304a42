import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Explanation, VersionExplanation } from '@driftdesk/contracts';
import { modelFile } from '@driftdesk/inference';
import { createRandom } from '@driftdesk/ml';
import { model } from '@driftdesk/ticket-triage';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

const name = model.spec.name;
const random = createRandom(17);
const pieces = ['VPN', 'imprimante', 'réseau', 'passwort', '🙈', '无法登录', 'ﬁle', '№5', 'zqxj', 'urgent!', '\n', '½'];
const randomText = () => Array.from({ length: 40 }, () => pieces[Math.floor(random() * pieces.length)]).join(' ');

const texts: readonly (readonly [string, { subject?: string; body: string }])[] = [
  ['a subject and a body', { subject: 'VPN keeps disconnecting', body: 'Since this morning it drops at home, urgent' }],
  ['French', { subject: 'Réseau', body: 'Bonjour, depuis hier l’imprimante du 3e étage n’imprime plus. Merci !' }],
  ['emoji', { body: '🙈🙈 printer 🙈 is on fire 🔥' }],
  ['no word at all', { body: '!? …' }],
  ['no known word', { body: 'ქსელი გათიშულია' }],
  ['7,000 characters', { body: 'The password of my account expired and réseau fails. '.repeat(130) }],
  ...Array.from({ length: 8 }, (_, at) => [`random text ${at + 1}`, { body: randomText() }] as const),
];

describe('why the model says what it says', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk()));
  afterAll(() => desk.remove());

  const post = async (action: string, body: unknown) => desk.call('POST', `/v1/models/${name}/${action}`, body);

  it.each(texts)('%s: the shares add up to what predict says', async (_, input) => {
    const { status, body } = await post('explain', input);
    expect(status).toBe(200);
    const explained = body as Explanation;
    const prediction = (await post('predict', input)).body.predictions[0];
    for (const [head, { labels, label, temperature }] of Object.entries(explained.heads)) {
      expect(label).toBe(prediction.heads[head].label);
      const logits = Object.entries(labels).map(([one, { embedding, bias, logit }]) => {
        const sum = explained.words.reduce((total, { shares }) => total + (shares[head]?.[one] ?? NaN), 0);
        expect(Math.abs(sum + embedding + bias - logit)).toBeLessThan(1e-4);
        return sum + embedding + bias;
      });
      const powers = logits.map((logit) => Math.exp((logit - Math.max(...logits)) / temperature));
      const total = powers.reduce((sum, power) => sum + power, 0);
      Object.keys(labels).forEach((one, at) => {
        const difference = Math.abs((powers[at] ?? NaN) / total - prediction.heads[head].probabilities[one]);
        expect(difference).toBeLessThan(1e-4);
      });
    }
    for (const { field, start, end, text } of explained.words) {
      expect((field === 'subject' ? input.subject : input.body)?.slice(start, end)).toBe(text);
    }
  });

  it('names the words that decide', async () => {
    const { body } = await post('explain', { subject: 'VPN', body: 'It disconnects, says my colleague' });
    const { heads, words } = body as Explanation;
    const label = heads['queue']?.label as string;
    const strongest = words.toSorted((a, b) => (b.shares['queue']?.[label] ?? 0) - (a.shares['queue']?.[label] ?? 0));
    expect([label, strongest[0]?.text, strongest[0]?.field]).toEqual(['network', 'VPN', 'subject']);
  });

  it('says what speaks for each label of a version overall, of at least five groups', async () => {
    const { champion } = (await desk.call('GET', `/v1/models/${name}`)).body;
    const reply = await desk.call('GET', `/v1/models/${name}/versions/${champion}/explanation`);
    expect(reply.status).toBe(200);
    const explanation = reply.body as VersionExplanation;
    expect(explanation.heads.map(({ labels }) => labels.map(({ label }) => label))).toEqual(
      model.spec.heads.map(({ labels }) => labels),
    );
    const wordsFor = (label: string) =>
      explanation.heads[0]?.labels.find((one) => one.label === label)?.for.map(({ word }) => word) ?? [];
    expect(wordsFor('printing').some((word) => /^(print|impr)/.test(word))).toBe(true);
    expect(explanation.fewestGroups).toBeGreaterThanOrEqual(5);
  });

  it('refuses to explain by files that were damaged, and goes on predicting', async () => {
    const { champion } = (await desk.call('GET', `/v1/models/${name}`)).body;
    await desk.stop();
    await desk.start();
    const folder = join(desk.home, 'models', name, champion);
    await cp(join(folder, modelFile), join(desk.home, 'intact.onnx'));
    await rm(join(folder, modelFile));
    for (const reply of [
      await post('explain', { body: 'The VPN drops' }),
      await desk.call('GET', `/v1/models/${name}/versions/${champion}/explanation`),
    ]) {
      expect([reply.status, reply.body.code]).toEqual([503, 'version_unreadable']);
    }
    expect((await post('predict', { body: 'The VPN drops' })).status).toBe(200);
    await cp(join(desk.home, 'intact.onnx'), join(folder, modelFile));
    expect((await post('explain', { body: 'The VPN drops' })).status).toBe(200);
  });
});
