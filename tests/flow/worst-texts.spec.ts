import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

/** Longer than this the desk answered nobody, in milliseconds; a loaded machine takes some of it. */
const longestSilence = 2_000;

let desk: PreparedDesk;
beforeAll(async () => {
  desk = await preparedDesk();
});
afterAll(() => desk.remove());

/** Those that held the event loop for seconds or for good. */
const units = ['# a\n', ' ', '\n ', '- a\n', '1.\n', '!', '*a ', '[a](', '`', 'a@', 'a', '\u0301', 'the a '];

const texts = (length: number): string[] => [
  ...units.map((unit) => `a${unit.repeat(Math.ceil(length / unit.length)).slice(0, length - 2)}b`),
  `# ${' '.repeat(length / 2 - 4)}a${' '.repeat(length / 2 - 4)}\u2028b`,
];

/** Asks for the desk's health again and again. @returns the longest time that one answer took, in milliseconds */
function watchSilence(): () => Promise<number> {
  let longest = 0;
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      const asked = performance.now();
      await desk.call('GET', '/health/live');
      longest = Math.max(longest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return async () => {
    ended = true;
    await watching;
    return longest;
  };
}

interface Entry {
  readonly limit: number;
  readonly send: (text: string) => Promise<{ status: number; body: unknown }>;
}

async function newTicket(): Promise<string> {
  const { body } = await desk.call('POST', '/v1/tickets', { body: 'My printer does not print.' });
  return body.id as string;
}

const entries: Readonly<Record<string, Entry>> = {
  'a ticket and its subject': {
    limit: 20_000,
    send: (body) => desk.call('POST', '/v1/tickets', { subject: body.slice(0, 300), body }),
  },
  'a reply': {
    limit: 20_000,
    send: async (text) => desk.call('POST', `/v1/tickets/${await newTicket()}/replies`, { text }),
  },
  'a resolution that becomes knowledge': {
    limit: 9_800,
    send: async (resolution) =>
      desk.call('POST', `/v1/tickets/${await newTicket()}/resolve`, { resolution, addToKnowledge: true }),
  },
  'a comment': {
    limit: 2_000,
    send: async (comment) => desk.call('POST', `/v1/tickets/${await newTicket()}/feedback`, { helpful: true, comment }),
  },
  'a document': {
    limit: 20_000,
    send: (body) => desk.call('POST', '/v1/knowledge/documents', { title: body.slice(0, 300), body }),
  },
  'a search': { limit: 2_000, send: (query) => desk.call('POST', '/v1/knowledge/search', { query }) },
  'a prediction': {
    limit: 20_000,
    send: (body) => desk.call('POST', '/v1/models/ticket-triage/predict', { body }),
  },
  'an explanation': {
    limit: 20_000,
    send: (body) => desk.call('POST', '/v1/models/ticket-triage/explain', { body }),
  },
  'an import': {
    limit: 20_000,
    send: (body) =>
      desk.call('POST', '/v1/imports/tickets', {
        tickets: [{ externalId: `worst-${body.length}-${body.slice(1, 9)}`, body, labels: { queue: 'network' } }],
      }),
  },
};

describe('no text of a stranger silences the desk', () => {
  it.each(Object.entries(entries))(
    'as %s',
    async (_what, { limit, send }) => {
      const silence = watchSilence();
      const replies = [];
      for (const text of texts(limit)) replies.push(await send(text));
      expect(replies.map(({ status }) => status).filter((status) => status < 200 || status >= 300)).toEqual([]);
      expect(await silence()).toBeLessThan(longestSilence);
    },
    240_000,
  );
});
