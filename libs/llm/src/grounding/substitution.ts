import type { Alignment } from './alignment.js';
import type { Token } from './reading.js';

/** What is pressed, opened or typed, the next step of a menu, and where something comes from: another word there is another step. */
const slots = new Set([
  '=choose',
  '=press',
  '=open',
  '=type',
  '=choisir',
  '=cliquer',
  '=ouvrir',
  '=saisir',
  'from',
  '→',
]);

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
      if (
        rivals.length > 0 &&
        rivals.every(
          (rival) => rival.key !== token.key && isLost(rival, token, clause.tokens.slice(i + 1, i + 3), claimed),
        )
      ) {
        return `the passage says “${rivals[0]?.text ?? ''}” where this says “${token.text}”`;
      }
    }
  }
  return undefined;
}

/**
 * What a thing comes from is never its own opposite; elsewhere the other word may stand in another place. "From the
 * phone's mail app" still comes from the mail app.
 */
function isLost(rival: Token, token: Token, next: readonly Token[], claimed: ReadonlySet<string>): boolean {
  if (token.governor === 'from')
    return next.every(({ key, governor }, i) => key !== rival.key || governor !== (i === 0 ? token.key : next[0]?.key));
  return !claimed.has(rival.key);
}
