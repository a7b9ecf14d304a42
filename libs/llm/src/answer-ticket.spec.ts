import { describe, expect, it } from '@jest/globals';
import { answerTicket } from './answer-ticket.js';
import { createPassageIndex } from './passage-index.js';
import { ProviderError, ProviderUnavailable, type AnswerProvider, type Draft } from './provider.js';
import { extractive } from './extractive/extractive.js';
import { passage, passages, request } from './twins/requests.js';

import { answer, good, index, options, scripted } from './answer-ticket.fixture.js';

describe('answerTicket', () => {
  it('answers with the citations, the model and the tokens', async () => {
    expect(await answer({})).toEqual({
      status: 'answered',
      answer: {
        text: 'Restart the laptop and wait 30 seconds [2].',
        citations: [{ n: 2, documentId: passages[0]?.documentId, title: 'The VPN will not connect' }],
        provider: 'scripted',
        model: 'small',
        tokens: 7,
        grounded: true,
      },
    });
  });

  it('answers extractively with the lead first', async () => {
    const outcome = await answer({}, extractive(index));
    expect(outcome).toMatchObject({ status: 'answered', answer: { provider: 'extractive', grounded: true } });
    expect(outcome.status === 'answered' && outcome.answer.text.split('\n')[0]).toBe(
      'From the knowledge base, word for word:',
    );
    expect(outcome.status === 'answered' && 'model' in outcome.answer).toBe(false);
  });

  it('answers with a step that has a full stop in the middle, although only its end carries the mark', async () => {
    const steps = '1. Check the Verr. Maj light of the VPN client.\n2. Sleep well.';
    const found = passages.map((passage) => (passage.section === 'Steps' ? { ...passage, text: steps } : passage));
    expect(await answer({ passages: found }, extractive(index))).toMatchObject({ status: 'answered' });
  });

  it('passes on the address of a cited document', async () => {
    const found = passages.map((passage) => ({ ...passage, url: 'https://kb.example.com/vpn' }));
    expect(await answer({ passages: found })).toMatchObject({
      answer: { citations: [{ n: 2, url: 'https://kb.example.com/vpn' }] },
    });
  });

  const unlike = passages.map((passage) => ({
    ...passage,
    text: '1. Water the plants.',
    title: 'Plants',
    similarity: 0.31,
  }));
  const french = passages.map((passage) => ({ ...passage, language: 'fr' }));
  it.each<[string, Parameters<typeof request>[0], AnswerProvider, string, string]>([
    [
      'out of scope, and no article answers by itself',
      { classification: { outOfScope: true }, passages: unlike },
      good,
      'out_of_scope',
      'The ticket is about nothing that the model was trained on.',
    ],
    [
      'abstained, and no article answers by itself',
      { classification: { abstained: true }, passages: unlike },
      good,
      'not_confident',
      'The classifier is not sure of the urgency: medium at 61 %.',
    ],
    [
      'abstained, and nothing found',
      { classification: { abstained: true }, passages: [] },
      good,
      'not_confident',
      'The classifier is not sure of the urgency: medium at 61 %.',
    ],
    [
      'no passages',
      { passages: [] },
      good,
      'no_supporting_passage',
      'Nothing in the knowledge base resembles the ticket.',
    ],
    [
      'unlike passages',
      { passages: unlike },
      good,
      'no_supporting_passage',
      'The article that fits best, “Plants”, answers the ticket with a probability of only 0 %.',
    ],
    [
      'a declined draft',
      {},
      scripted({ declined: 'Not in the passages.' }),
      'no_supporting_passage',
      'Not in the passages.',
    ],
    [
      'only symptoms found',
      { passages: passages.slice(0, 1) },
      extractive(index),
      'no_supporting_passage',
      'The passages describe the problem but do not say what to do about it.',
    ],
    ['a provider’s error', {}, scripted(new ProviderError('It is down.')), 'provider_failed', 'It is down.'],
    [
      'a foreign error, whose words are not shown',
      {},
      scripted(new TypeError('key sk-secret')),
      'provider_failed',
      'scripted failed unexpectedly.',
    ],
    [
      'no citation',
      {},
      scripted({ text: 'Restart the laptop.', cited: [] }),
      'ungrounded_answer',
      'The answer cites no passage.',
    ],
    [
      'a passage of an unlike document',
      {},
      scripted({ text: 'Choose the printer in the print dialog [3].', cited: [3] }),
      'ungrounded_answer',
      'The answer cites passage 3, which it was not given.',
    ],
    [
      'an invented fact',
      {},
      scripted({ text: 'Restart the laptop and wait 45 seconds [2].', cited: [2] }),
      'ungrounded_answer',
      'The cited passages do not support “Restart the laptop and wait 45 seconds.”: “45 seconds” is not in them.',
    ],
    [
      'an answer in another language',
      {},
      scripted({
        text: 'Redémarrez le poste et attendez trente secondes avant de lancer le client VPN [2].',
        cited: [2],
      }),
      'language_not_supported',
      'scripted answered in “fr” instead of “en”.',
    ],
    [
      'articles in a language that the requester did not use',
      { passages: french },
      good,
      'language_not_supported',
      'The articles that fit are neither in the ticket’s language nor in English.',
    ],
  ])('hands over: %s', async (_case, changes, provider, reason, detail) => {
    expect(await answer(changes, provider)).toEqual({ status: 'needs_human', reason, detail });
  });

  it.each<[string, Parameters<typeof request>[0], boolean, string]>([
    ['consent and an external provider', {}, true, 'scripted'],
    [
      'no consent and an external provider',
      { ticket: { consent: { externalProcessing: false, training: true } } },
      true,
      'extractive',
    ],
    [
      'no consent and a provider inside',
      { ticket: { consent: { externalProcessing: false, training: true } } },
      false,
      'scripted',
    ],
    ['a French ticket and English passages', { ticket: { language: 'fr' } }, true, 'extractive'],
    ['a French ticket, English passages and a model inside', { ticket: { language: 'fr' } }, false, 'extractive'],
  ])('chooses for %s', async (_case, changes, external, name) => {
    const provider = scripted({ text: 'Restart the laptop and wait 30 seconds [2].', cited: [2] }, external);
    expect(await answer(changes, provider)).toMatchObject({ status: 'answered', answer: { provider: name } });
    expect(provider.given).toHaveLength(name === 'scripted' ? 1 : 0);
  });

  it('quotes when the provider cannot be asked', async () => {
    const spent = scripted(new ProviderUnavailable('The budget is spent.'));
    expect(await answer({}, spent)).toMatchObject({ status: 'answered', answer: { provider: 'extractive' } });
    expect(await answer({ passages: passages.slice(0, 1) }, spent)).toMatchObject({ reason: 'no_supporting_passage' });
  });

  it('gives the provider all passages of the documents that fit, in the ticket’s language when there are any', async () => {
    const text = '1. Redémarrez le poste.';
    const found = [
      ...passages,
      passage('66666666-6666-4666-8666-666666666666', 'fr-1', 'VPN', { language: 'fr', text, similarity: 0.9 }),
    ];
    const provider = scripted({ declined: 'No.' });
    await answer({ passages: found }, provider);
    await answer({ passages: found, ticket: { language: 'fr' } }, provider);
    expect(provider.given.map(({ passages }) => passages.map(({ n }) => n))).toEqual([[1, 2], [4]]);
  });

  it('gives up on a provider that never answers, and tells it to stop', async () => {
    let signal: AbortSignal | undefined;
    const silent: AnswerProvider = {
      name: 'silent',
      external: false,
      generative: true,
      draft: (_request, context) => ((signal = context.signal), new Promise<Draft>(() => undefined)),
    };
    expect(await answerTicket(request(), silent, { ...options, timeoutMs: 20 })).toEqual({
      status: 'needs_human',
      reason: 'provider_failed',
      detail: 'silent did not answer within 20 ms.',
    });
    expect(signal?.aborted).toBe(true);
  });

  it('throws when the embedder fails, so that the event is tried again', async () => {
    const broken = createPassageIndex(() => Promise.reject(new Error('worker died')));
    await expect(answerTicket(request(), good, { ...options, index: broken })).rejects.toThrow('worker died');
  });
});
