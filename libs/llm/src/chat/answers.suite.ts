import { describe, expect, it } from '@jest/globals';
import { answer, emptyChoices, json, raw, whole } from '../twins/chat-replies.js';
import type { Reply } from '../twins/chat-server.js';
import { apiKey, type Asking, goodText } from './ask-over-http.fixture.js';

/** What a chat provider must make of answers, good and bad. */
export function describeAnswers({ name, ask, answered, failed, needsHuman }: Asking): void {
  describe(`answers of ${name}`, () => {
    it.each<[string, Reply, unknown]>([
      ['streamed', answer(goodText), answered],
      ['streamed letter by letter', answer(goodText, { pieces: [...goodText] }), answered],
      ['sent whole although a stream was asked for', whole(goodText), answered],
      [
        'that say they cannot answer',
        answer('CANNOT_ANSWER.'),
        needsHuman('no_supporting_passage', 'The model found no answer in the passages.'),
      ],
      [
        'without citations',
        answer('Restart the laptop.'),
        needsHuman('ungrounded_answer', 'The answer cites no passage.'),
      ],
      [
        'citing [9]',
        answer('Restart the laptop [9].'),
        needsHuman('ungrounded_answer', 'The answer cites passage 9, which it was not given.'),
      ],
      [
        'with an invented fact',
        answer('Restart the laptop and wait 45 seconds [2].'),
        needsHuman(
          'ungrounded_answer',
          'The cited passages do not support “Restart the laptop and wait 45 seconds.”: “45 seconds” is not in them.',
        ),
      ],
      [
        'in another language',
        answer('Redémarrez le poste et attendez trente secondes avant de lancer le client VPN [2].'),
        needsHuman('language_not_supported', `${name} answered in “fr” instead of “en”.`),
      ],
      ['that are empty', answer(''), failed('… returned an empty answer.')],
      ['whose content is null', whole(null), failed('… returned an empty answer.')],
      ['without choices', emptyChoices, failed('… returned an empty answer.')],
      [
        'without choices, sent whole',
        json({ id: '1', model: 'm', choices: [] }),
        failed('… returned an empty answer.'),
      ],
      [
        'cut off at the limit',
        answer(goodText, { finishReason: 'length' }),
        failed('… was cut off at the token limit.'),
      ],
      [
        'stopped by a filter',
        answer(goodText, { finishReason: 'content_filter' }),
        failed('… withheld its answer (content filter).'),
      ],
      ['that repeat the key', answer(`Use ${apiKey} [2].`), failed('… repeated the API key in its answer.')],
      ['that are HTML', raw('text/html', `<html>${apiKey}</html>`), failed('What … sent is not a chat completion.')],
      ['of broken JSON', raw('application/json', '{"id":'), failed('What … sent is not a chat completion.')],
      ['of other JSON', json({ hello: apiKey }), failed('What … sent is not a chat completion.')],
      [
        'of events that are not JSON',
        raw('text/event-stream', `data: ${apiKey}\n\n`),
        failed('What … sent is not a chat completion.'),
      ],
    ])('%s', async (_case, reply, outcome) => {
      expect(await ask(5_000, [reply])).toMatchObject({ outcome, requests: 1 });
    });

    it('are heard while they are written, in whole words', async () => {
      const { shown } = await ask(5_000, [answer(goodText, { pieces: ['Con', 'nect the lap', goodText.slice(15)] })]);
      expect(shown).toEqual(['Connect the', goodText.slice(0, goodText.lastIndexOf(' '))]);
    });

    it('are not heard when they are a refusal or the key', async () => {
      expect((await ask(5_000, [answer('CANNOT_ANSWER . ', { pieces: ['CANNOT_', 'ANSWER . '] })])).shown).toEqual([]);
      const key = await ask(5_000, [
        answer('', { pieces: ['Take ', apiKey.slice(0, 8), apiKey.slice(8), ' for it.'] }),
      ]);
      expect(key.shown).toEqual(['Take']);
    });
  });
}
