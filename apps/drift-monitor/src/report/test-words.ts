import type { TestName } from '@driftdesk/drift';

/** A test for people: what it compares, and how. */
export interface TestWords {
  readonly title: string;
  readonly about: string;
}

const words: Readonly<Record<TestName, TestWords>> = {
  softmax: {
    title: 'Probabilities',
    about: 'what the model gives each label (Kolmogorov–Smirnov, corrected for their number)',
  },
  'embedding-cells': {
    title: 'Topics',
    about:
      'how many texts each region of the embeddings has; one counts the more, the less sure the model is of it (isolation kernel, by permutation)',
  },
  'embedding-mean': { title: 'Mean meaning', about: 'the mean of the texts’ embeddings (linear MMD, by permutation)' },
  'label-mix': { title: 'Predicted labels', about: 'how often each label is predicted (χ²)' },
  'language-mix': { title: 'Languages', about: 'how often each language occurs (χ²)' },
  'text-length': { title: 'Text length', about: 'words in a ticket (Kolmogorov–Smirnov)' },
  'unseen-words': {
    title: 'Unseen words',
    about: 'share of a ticket’s words that the reference lacks (Kolmogorov–Smirnov)',
  },
};

/** A report may be older than a test's name. */
export function wordsOfTest(name: string): TestWords {
  return words[name as TestName] ?? { title: name, about: '' };
}
