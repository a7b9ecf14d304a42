import { describe, expect, it } from '@jest/globals';
import { classification, passage, passages, ticket } from '../twins/requests.js';
import { answerability, rankDocuments } from './answerability.js';
import { readFeatures, ticketStems } from './features.js';
import { createPassageStems } from './passage-stems.js';

const stemsOf = createPassageStems();

function features(changes: Partial<typeof ticket> = {}, document = passages.slice(0, 2)) {
  const changed = { ...ticket, ...changes };
  return readFeatures({ ticket: changed, classification, stems: ticketStems(changed) }, document, stemsOf);
}

describe('readFeatures', () => {
  it('takes the nearest passage, and the words of the one that shares most', () => {
    // vpn, client, stop, connect, error, 809 of the ticket stand in the symptoms.
    expect(features()).toEqual({ similarity: 0.72, sharedWords: Math.log(7), queue: 0.5, foreign: 0 });
  });

  it('counts words of the title, each once', () => {
    const document = [passage('a', 'a-1', 'VPN', { text: 'Restart it. Restart the VPN.' })];
    expect(features({ subject: undefined, body: 'vpn restart VPN restart' }, document).sharedWords).toBeCloseTo(
      Math.log(3),
      10,
    );
  });

  it('takes the probability of the document’s queue', () => {
    const document = (queue: string) => [passage('a', 'a-1', 'VPN', { queue })];
    expect(features({}, document('network')).queue).toBe(0.93);
    expect(features({}, document('gardening')).queue).toBe(0);
  });

  it('knows nothing of the queue when the ticket is not routed', () => {
    const document = [passage('a', 'a-1', 'VPN', { queue: 'network' })];
    const asked = { ticket, classification: { ...classification, abstained: true }, stems: ticketStems(ticket) };
    expect(readFeatures(asked, document, stemsOf).queue).toBe(0.5);
  });

  it('tells English from the languages that the embedding model reads worse', () => {
    expect(features({ language: 'fr' }).foreign).toBe(1);
  });
});

describe('answerability', () => {
  const middling = { similarity: 0.5, sharedWords: Math.log(4), queue: 0.5, foreign: 0 };

  it('is a probability that grows with similarity, shared words and the queue, and shrinks in other languages', () => {
    const confidence = answerability(middling);
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThan(1);
    expect(answerability({ ...middling, similarity: 0.6 })).toBeGreaterThan(confidence);
    expect(answerability({ ...middling, sharedWords: Math.log(6) })).toBeGreaterThan(confidence);
    expect(answerability({ ...middling, queue: 0.9 })).toBeGreaterThan(confidence);
    expect(answerability({ ...middling, foreign: 1 })).toBeLessThan(confidence);
  });
});

describe('rankDocuments', () => {
  it('puts the document that most probably answers first, with its passages as they were found', () => {
    const found = [passages[2], passages[1], passages[0]].flatMap((one) => one ?? []);
    const ranked = rankDocuments({ ticket, classification, passages: found }, stemsOf);
    expect(ranked.map(({ passages: own }) => own.map(({ passageId }) => passageId))).toEqual([
      ['vpn-2', 'vpn-1'],
      ['printer-1'],
    ]);
    const [first = 0, second = 0] = ranked.map(({ confidence }) => confidence);
    expect(first).toBeGreaterThan(second);
  });

  it('ranks nothing when nothing was found', () => {
    expect(rankDocuments({ ticket, classification, passages: [] }, stemsOf)).toEqual([]);
  });
});
