import type { DriftReport } from '@driftdesk/contracts';
import { drawMix } from '../charts/mix-chart.js';
import { key } from '../key.js';
import { type Markup, markup } from '../markup.js';
import { percentText } from '../numbers.js';
import { measureOf, type Mix, mixesOf } from '../read-detail.js';

/** Categories of a mix that are drawn. */
const mostShares = 12;

/** The mixes and the text measures, before and after. */
export function howMuch({ tests }: Pick<DriftReport, 'tests'>): Markup | undefined {
  const mixes = mixesOf(tests).filter(({ shares }) => shares.length > 1);
  const length = measureOf(tests, 'text-length');
  const unseen = measureOf(tests, 'unseen-words');
  if (mixes.length === 0 && length === undefined && unseen === undefined) return undefined;
  return markup`<h2>How much</h2>
${mixes.length === 0 ? undefined : markup`<p class="soft">${key('before', 'reference')}${key('after', 'now')}</p>`}
${mixes.map(mix)}
<h3>Texts</h3>
<table>
<tr><th>Mean of the tickets</th><th class="number">Reference</th><th class="number">Now</th></tr>
${length && measure('words', length.before.toFixed(1), length.after.toFixed(1))}
${unseen && measure('words that half of the reference lacks', percentText(unseen.before), percentText(unseen.after))}
</table>`;
}

function mix({ title, psi, shares }: Mix): Markup {
  const left = shares.length - mostShares;
  const rest = left > 0 ? ` The ${mostShares} that moved most of ${shares.length}.` : '';
  return markup`<h3>${title}</h3>
<figure>${drawMix(shares.slice(0, mostShares))}
<figcaption>Population stability index ${psi.toFixed(2)}: ${sizeOf(psi)}.${rest}</figcaption></figure>`;
}

/** The customary reading of the index. */
function sizeOf(psi: number): string {
  if (psi < 0.1) return 'hardly a change';
  return psi < 0.25 ? 'a moderate change' : 'a large change';
}

const measure = (name: string, before: string, after: string) =>
  markup`<tr><td>${name}</td><td class="number">${before}</td><td class="number">${after}</td></tr>
`;
