import { describe, expect, it } from '@jest/globals';
import type { Passage } from '@driftdesk/contracts';
import { createPassageIndex } from '../passage-index.js';
import type { Draft } from '../provider.js';
import { bagOfWords } from '../twins/bag-of-words.js';
import { draftContext, passage, passages, request } from '../twins/requests.js';
import { readBlocks } from '../text/markdown.js';
import { extractive } from './extractive.js';

const id = '44444444-4444-4444-8444-444444444444';

async function draft(found: readonly Passage[], language = 'en'): Promise<Draft> {
  const numbered = found.map((passage, i) => ({ n: i + 1, passage }));
  const provider = extractive(createPassageIndex(bagOfWords));
  return provider.draft({ ...request({ ticket: { language } }), passages: numbered }, draftContext());
}

async function lines(found: readonly Passage[]): Promise<string[]> {
  const drafted = await draft(found);
  return 'text' in drafted ? drafted.text.split('\n') : [];
}

describe('the extractive provider', () => {
  it('quotes the steps of the best document, in their order, and nothing of the others', async () => {
    expect(await draft(passages)).toEqual({
      lead: ['From the knowledge base, word for word:'],
      text: [
        '- Connect the laptop to a phone hotspot and try the VPN client again. [2]',
        '- Open Settings → Time & language and press Sync now. [2]',
        '- Run ipconfig /flushdns in a Windows terminal if the gateway is unknown. [2]',
        '- Restart the laptop and wait 30 seconds before you start the VPN client. [2]',
        '- Do not install a second VPN client. [2]',
      ].join('\n'),
      cited: [2],
    });
  });

  it('chooses the steps nearest to the ticket when not all fit', async () => {
    const steps = [
      'Water the plants.',
      'Try another hotel Wi-Fi.',
      'Feed the cat.',
      'Close the VPN client.',
      'Sing a song.',
    ];
    const idle = ['Paint it.', 'Note the error 809.', 'Dance well.', 'Read a book.', 'Climb a tree.', 'Bake bread.'];
    const text = [...steps, ...idle].map((step, i) => `${i + 1}. ${step}`).join('\n');
    const quoted = await lines([passage(id, 'a', 'Long list', { section: 'Steps', text })]);
    expect(quoted).toHaveLength(10);
    expect(quoted).toEqual(expect.arrayContaining(['- Try another hotel Wi-Fi. [1]', '- Note the error 809. [1]']));
    expect(quoted.indexOf('- Try another hotel Wi-Fi. [1]')).toBeLessThan(
      quoted.indexOf('- Close the VPN client. [1]'),
    );
  });

  it('says that the list goes on when it does not fit, also from one passage to the next', async () => {
    const steps = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => `${from + i}. Turn valve ${from + i} to the left.`).join('\n');
    const list = (last: number) => [
      passage(id, 'a/0', 'Valves', { section: 'Steps', text: steps(1, 7) }),
      passage(id, 'a/1', 'Valves', { section: 'Steps', text: steps(8, last) }),
    ];
    expect(await draft(list(10))).toMatchObject({ lead: ['From the knowledge base, word for word:'] });
    expect(await lines(list(10))).toHaveLength(10);
    const more = ['From the knowledge base, word for word; the article says more of what to do:'];
    expect(await draft(list(12))).toMatchObject({ lead: more });
  });

  it('stays within its characters', async () => {
    const step =
      'Close the VPN client and wait for a very long time until the light on the front of the box turns green';
    const text = Array.from({ length: 20 }, (_, i) => `${i + 1}. ${step} for the time number ${i} today.`).join('\n');
    const quoted = await lines([passage(id, 'a', 'Long list', { section: 'Steps', text })]);
    expect(quoted.length).toBeGreaterThanOrEqual(3);
    expect(quoted.join('\n').length).toBeLessThanOrEqual(1_300);
  });

  it('reads sections from headings inside a passage and leaves the introduction out', async () => {
    const text = 'This article is about the VPN.\n## Symptômes\n- Erreur 809.\n## Étapes\n1. Redémarrez le poste.';
    expect(await lines([passage(id, 'a', 'VPN', { text })])).toEqual(['- Redémarrez le poste. [1]']);
  });

  it('adds causes and checks to a short list of steps, and nothing of the next document', async () => {
    const other = '55555555-5555-4555-8555-555555555555';
    const quoted = await lines([
      passage(id, 'a-1', 'VPN', { section: 'Causes', text: '- The gateway is down.', similarity: 0.6 }),
      passage(id, 'a-2', 'VPN', { section: 'Steps', text: '1. Restart the laptop.', similarity: 0.5 }),
      passage(other, 'b-1', 'Hotel Wi-Fi', { section: 'Steps', text: '1. Sign in to the hotel.', similarity: 0.55 }),
    ]);
    expect(quoted).toEqual(['- The gateway is down. [1]', '- Restart the laptop. [2]']);
  });

  it('quotes a text without sections', async () => {
    const text = 'VPN\n\nThe gateway moved, e.g. for Paris. Use vpn2.example.com now.';
    expect(await lines([passage(id, 'a', 'VPN', { text })])).toEqual([
      '- The gateway moved, e.g. for Paris. [1]',
      '- Use vpn2.example.com now. [1]',
    ]);
  });

  it('declines when no passage says what to do', async () => {
    expect(await draft(passages.slice(0, 1))).toEqual({
      declined: 'The passages describe the problem but do not say what to do about it.',
    });
  });

  it('does not quote marks that would pass for its own', async () => {
    const text = '1. Read the manual [3].\n2. Restart the laptop.';
    expect(await lines([passage(id, 'a', 'VPN', { section: 'Steps', text })])).toEqual(['- Restart the laptop. [1]']);
  });

  it.each([
    ['fr', 'fr', ['Extrait de la base de connaissances, mot pour mot :']],
    [
      'fr',
      'en',
      [
        'Ces extraits sont en anglais, car aucun article n’a été trouvé dans votre langue.',
        'Extrait de la base de connaissances, mot pour mot :',
      ],
    ],
    [
      'de',
      'en',
      [
        'These excerpts are in English, because no article was found in your language.',
        'From the knowledge base, word for word:',
      ],
    ],
  ])('leads a ticket in %s with passages in %s', async (language, quoted, lead) => {
    const found = passages.map((passage) => ({ ...passage, language: quoted }));
    expect(await draft(found, language)).toMatchObject({ lead });
  });

  it('quotes word for word', async () => {
    const plain = passages
      .map(({ text }) =>
        readBlocks(text)
          .map((block) => block.text)
          .join(' '),
      )
      .join(' ');
    const quotes = (await lines(passages)).map((line) => line.replace(/^- | \[\d+\]$/g, ''));
    expect(quotes.filter((quote) => !plain.includes(quote))).toEqual([]);
  });
});
