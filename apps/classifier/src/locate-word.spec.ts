import { describe, expect, it } from '@jest/globals';
import { ticketText } from '@driftdesk/contracts';
import { locateWord } from './locate-word.js';

describe('locateWord', () => {
  it.each([
    [{ subject: 'VPN', body: 'drops' }, 'VPN', { text: 'VPN', field: 'subject', start: 0, end: 3 }],
    [{ subject: 'VPN', body: 'it drops' }, 'drops', { text: 'drops', field: 'body', start: 3, end: 8 }],
    [{ body: 'it drops' }, 'drops', { text: 'drops', field: 'body', start: 3, end: 8 }],
  ])('of %j: %s', (written, word, expected) => {
    const text = ticketText(written);
    const start = text.indexOf(word);
    expect(locateWord(written, text, { start, end: start + word.length })).toEqual(expected);
  });
});
