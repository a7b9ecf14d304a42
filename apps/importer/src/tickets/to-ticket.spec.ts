import { describe, expect, it } from '@jest/globals';
import type { TicketColumns } from './options.js';
import { toTicket } from './to-ticket.js';

const columns: TicketColumns = {
  text: ['title', 'text', 'notes'],
  queue: 'team',
  urgency: 'prio',
  answer: 'reply',
  language: 'lang',
  id: 'no',
  group: 'family',
  createdAt: 'at',
};
const full = {
  ...{ title: 'VPN', text: 'It drops.', notes: 'Floor 2', team: ' Network ', prio: 'high', reply: 'Restart it.' },
  ...{ lang: 'EN', no: ' 7 ', family: 'vpn', at: '2026-01-02T03:04:05Z' },
};
const read = (values: Record<string, string>, problem?: string) =>
  toTicket(
    { number: 5, values: { ...full, ...values }, ...(problem === undefined ? {} : { problem }) },
    columns,
    undefined,
  );

describe('a row of a file', () => {
  it('is a ticket: the first text is the subject, cells are trimmed', () => {
    expect(read({})).toEqual({
      ticket: {
        externalId: '7',
        subject: 'VPN',
        body: 'It drops.\nFloor 2',
        language: 'en',
        labels: { queue: 'Network', urgency: 'high' },
        group: 'vpn',
        answer: 'Restart it.',
        createdAt: '2026-01-02T03:04:05Z',
      },
    });
  });

  it('needs text and queue, and leaves out what is empty', () => {
    const empty = { title: '', notes: ' ', prio: '', reply: '', lang: '', family: '', at: '' };
    expect(read(empty)).toEqual({ ticket: { externalId: '7', body: 'It drops.', labels: { queue: 'Network' } } });
  });

  it('has no subject when the first text is too long for one, or the only one', () => {
    expect(read({ title: 'x'.repeat(301) })).toMatchObject({
      ticket: { body: `${'x'.repeat(301)}\nIt drops.\nFloor 2` },
    });
    expect(read({ text: '', notes: '' })).toMatchObject({ ticket: { body: 'VPN' } });
  });

  it('may be long: the desk cuts what it stores, as it does with tickets that are submitted', () => {
    expect(read({ text: 'x'.repeat(20_001), reply: 'x'.repeat(20_001) })).toHaveProperty('ticket');
  });

  it('is named by its text when no column names it', () => {
    const named = (text: string) =>
      toTicket({ number: 2, values: { text, team: 'a' } }, { text: ['text'], queue: 'team' }, 'fr');
    expect(named('one')).toMatchObject({
      ticket: { externalId: expect.stringMatching(/^text:\w{32}$/), language: 'fr' },
    });
    expect(named('one')).toEqual(named('one'));
    expect(named('one')).not.toEqual(named('two'));
  });

  it.each([
    ['empty texts', { title: '', text: ' ', notes: '' }, 'text, notes', 'must not be blank'],
    ['NUL in the subject', { title: 'a\u0000' }, 'title', 'must not contain the NUL character'],
    ['a text that is too long', { text: 'x'.repeat(1_000_001) }, 'text, notes', /1000000/],
    ['a text that fits no request', { text: 'é'.repeat(600_000) }, 'text, notes', /^has 1200\d{3} bytes as JSON/],
    ['no queue', { team: '' }, 'team', 'must not be blank'],
    ['a queue of 65 letters', { team: 'x'.repeat(65) }, 'team', /64/],
    ['an urgency of two lines', { prio: 'a\nb' }, 'prio', 'must be one line'],
    ['a language that is none', { lang: 'klingon' }, 'lang', /two-letter ISO 639-1/],
    ['no name', { no: '' }, 'no', 'must not be blank'],
    ['a day without a time', { at: '2026-01-02' }, 'at', /ISO datetime/],
  ])('is rejected for %s', (_, values, column, reason) => {
    const expected = typeof reason === 'string' ? reason : expect.stringMatching(reason);
    expect(read(values)).toEqual({ rejections: [{ row: 5, column, reason: expected }] });
  });

  it('is rejected as a whole when its fields do not fit the header', () => {
    const problem = 'has 1 fields, the header 6';
    expect(read({}, problem)).toEqual({ rejections: [{ row: 5, column: '', reason: problem }] });
  });
});
