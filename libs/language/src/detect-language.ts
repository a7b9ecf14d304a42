import { eld } from 'eld/small';

/** Languages that the knowledge base and the demo data are written in, the default first. */
export const supportedLanguages = ['en', 'fr'] as const;

/** How much better than the best supported language another one must score (0–1) to be believed. */
const margin = 0.15;

/**
 * ISO 639-1 code of a text's language. Short texts score close to several languages; then a supported one wins,
 * and a text that tells nothing counts as the default.
 */
export function detectLanguage(text: string): string {
  const scores = eld.detect(text.slice(0, 2_000)).getScores();
  const [top, topScore] = best(Object.entries(scores)) ?? [supportedLanguages[0], 0];
  const [supported, supportedScore] =
    best(supportedLanguages.map((language) => [language, scores[language] ?? 0])) ?? [];
  return supported !== undefined && (supportedScore ?? 0) >= topScore - margin ? supported : top;
}

function best(scores: readonly (readonly [string, number])[]): readonly [string, number] | undefined {
  return scores.reduce<readonly [string, number] | undefined>(
    (leader, entry) => (leader === undefined || entry[1] > leader[1] ? entry : leader),
    undefined,
  );
}
