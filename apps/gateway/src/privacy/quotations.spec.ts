import { describe, expect, it } from '@jest/globals';
import { erasedAnswer, withoutDocument } from './quotations.js';

const [gone, other] = ['018f4f7e-0000-7000-8000-000000000001', '018f4f7e-0000-7000-8000-000000000002'];
const passage = (documentId: string) => ({ documentId, text: `of ${documentId}` });
const answered = (documentId: string) => ({
  status: 'answered',
  answer: { text: 'Tell it to leave [1].', provider: 'extractive', citations: [{ n: 1, documentId, title: 't' }] },
});

describe('withoutDocument', () => {
  it('takes passages out of a ticket’s list and out of an event', () => {
    expect(withoutDocument([passage(gone), passage(other)], gone)).toEqual([passage(other)]);
    const event = { ticket: { id: 'x', body: 'b' }, embedding: 'AAAA', passages: [passage(other), passage(gone)] };
    expect(withoutDocument(event, gone)).toEqual({ ...event, passages: [passage(other)] });
  });

  it('takes the text of an answer that cites it, and leaves one that does not', () => {
    const event = { outcome: answered(gone), ticket: { id: 'x' } };
    expect(withoutDocument(event, gone)).toEqual({
      outcome: { status: 'answered', answer: { text: erasedAnswer, provider: 'extractive', citations: [] } },
      ticket: { id: 'x' },
    });
    const { answer } = answered(gone);
    expect(withoutDocument({ status: 'needs_human', suggestion: answer }, gone)).toEqual({
      status: 'needs_human',
      suggestion: { text: erasedAnswer, provider: 'extractive', citations: [] },
    });
    expect(withoutDocument(answered(other), gone)).toEqual(answered(other));
    expect(withoutDocument({ status: 'needs_human', reason: 'not_confident' }, gone)).toEqual({
      ...{ status: 'needs_human', reason: 'not_confident' },
    });
  });
});
