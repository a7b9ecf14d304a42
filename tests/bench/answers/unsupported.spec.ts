import { describe, expect, it } from '@jest/globals';
import type { Passage } from '@driftdesk/contracts';
import { countUnsupported } from './unsupported.js';

const documentId = '11111111-1111-4111-8111-111111111111';
const passage: Passage = {
  documentId,
  passageId: 'a',
  title: 'Printing',
  language: 'en',
  text: '1. Open **Settings** and wait 30 seconds.\n2. Print a test page.',
  similarity: 0.6,
  score: 0.6,
};

function count(provider: string, text: string) {
  const citations = [{ n: 1, documentId, title: 'Printing' }];
  return countUnsupported({ answer: { text, citations, provider, grounded: true }, passages: [passage] });
}

describe('countUnsupported', () => {
  it('takes quotations to the letter, and leaves out the lines before them', () => {
    expect(count('extractive', 'Word for word:\n- Open Settings and wait 30 seconds. [1]')).toEqual({
      sentences: 1,
      unsupported: [],
    });
    const changed = '- Open Settings and wait 20 seconds. [1]';
    expect(count('extractive', changed).unsupported).toEqual([changed]);
  });

  it('lets others use their own words, but not new ones and not new numbers', () => {
    expect(count('mistral', 'Open the settings [1]. Then print a test page and wait 30 seconds [1].')).toEqual({
      sentences: 2,
      unsupported: [],
    });
    expect(count('mistral', 'Wait 40 seconds [1]. Uninstall the driver [1].').unsupported).toHaveLength(2);
  });

  it('counts nothing where nothing was answered', () => {
    expect(countUnsupported({ passages: [passage] })).toEqual({ sentences: 0, unsupported: [] });
  });
});
