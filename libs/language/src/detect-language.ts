/** Languages that the knowledge base and the demo data are written in; the first is what an unsure guess becomes. */
export const supportedLanguages = ['en', 'fr'] as const;

/** How much better than the best supported language another one must score (0–1) to be believed. */
const margin = 0.15;
/**
 * Letters below which no other language that is written in Latin letters is believed: "adobe acrobat" looks Slovene and
 * "reset pw" Norwegian.
 */
const fewestLetters = 20;

/** Loaded by the first text: a start would take a fifth of a second longer. */
let detector: Promise<typeof import('eld/small')> | undefined;

/**
 * ISO 639-1 code of a text's language. Short texts, and texts of names and codes, score close to several languages or
 * to an odd one; then a supported one that scores as well wins, and a text that tells nothing counts as the default.
 */
export async function detectLanguage(text: string): Promise<string> {
  const { eld } = await (detector ??= import('eld/small'));
  const read = text.slice(0, 2_000);
  const scores = eld.detect(read).getScores();
  const [top, topScore] = best(Object.entries(scores)) ?? [supportedLanguages[0], 0];
  const [supported, supportedScore] = best(supportedLanguages.map((language) => [language, scores[language] ?? 0])) ?? [
    supportedLanguages[0],
    0,
  ];
  if (supportedScore > 0 && supportedScore >= topScore - margin) return supported;
  return saysEnough(read) ? top : supportedLanguages[0];
}

/** Whether a text is long enough to be believed; another script is never an accident. */
function saysEnough(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters >= fewestLetters || latin < letters / 2;
}

function best(scores: readonly (readonly [string, number])[]): readonly [string, number] | undefined {
  return scores.reduce<readonly [string, number] | undefined>(
    (leader, entry) => (leader === undefined || entry[1] > leader[1] ? entry : leader),
    undefined,
  );
}
