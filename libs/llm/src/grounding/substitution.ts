import type { Alignment } from './alignment.js';
import type { Token } from './reading.js';

/** What is pressed, opened or typed, and where something comes from: another word there is another step. */
const slots = new Set(['=choose', '=press', '=open', '=type', '=choisir', '=cliquer', '=ouvrir', '=saisir', 'from']);

/**
 * A word in a place that the passage fills with another, which the answer does not name: "choose Delete" where it says
 * "look in Deleted Items and choose Move".
 */
export function findSubstitution(alignments: readonly Alignment[], claimed: ReadonlySet<string>): string | undefined {
  for (const { clause, source, matches } of alignments) {
    for (const [i, token] of clause.tokens.entries()) {
      const match = matches[i];
      if (!match || token.soft || !slots.has(token.governor) || match.governor === token.governor) continue;
      const rivals = source.reading.tokens.filter(({ governor }) => governor === token.governor);
      if (rivals.length > 0 && rivals.every((rival) => rival.key !== token.key && isLost(rival, token, claimed))) {
        return `the passage says “${rivals[0]?.text ?? ''}” where this says “${token.text}”`;
      }
    }
  }
  return undefined;
}

/** What a thing comes from is never its own opposite; elsewhere the other word may stand in another place. */
function isLost(rival: Token, token: Token, claimed: ReadonlySet<string>): boolean {
  return token.governor === 'from' || !claimed.has(rival.key);
}
