import { describe, expect, it } from '@jest/globals';
import { importedTicketSchema, importTickets } from './imports.js';

const ticket = { externalId: '7', body: 'The printer is on fire', labels: { queue: 'printing' } };

describe('a ticket to import', () => {
  it.each([
    ['text and queue', {}, true],
    ['everything', { subject: 's', language: 'fr', group: 'g', answer: 'a', createdAt: '2026-01-01T00:00:00Z' }, true],
    ['a blank text', { body: ' \n' }, false],
    ['20,001 characters', { body: 'x'.repeat(20_001), answer: 'x'.repeat(20_001) }, true],
    ['more than a request holds', { body: 'x'.repeat(1_000_001) }, false],
    ['NUL', { body: 'a\u0000' }, false],
    ['no queue', { labels: { urgency: 'high' } }, false],
    ['two lines in a queue', { labels: { queue: 'a\nb' } }, false],
    ['a language by name', { language: 'english' }, false],
    ['a code that is no language', { language: 'zz' }, false],
    ['a day without a time', { createdAt: '2026-01-01' }, false],
    ['the year 0', { createdAt: '0000-01-01T00:00:00Z' }, false],
    ['a field too many', { queue: 'printing' }, false],
  ])('%s', (_, change, accepted) => {
    expect(importedTicketSchema.safeParse({ ...ticket, ...change }).success).toBe(accepted);
  });

  it('does not spoil the batch it is in', () => {
    expect(importTickets.body?.safeParse({ tickets: [ticket, null, { body: 7 }] }).success).toBe(true);
    expect(importTickets.body?.safeParse({ tickets: [] }).success).toBe(false);
    expect(importTickets.body?.safeParse({ tickets: Array(501).fill(ticket) }).success).toBe(false);
  });
});
