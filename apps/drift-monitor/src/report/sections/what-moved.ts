import type { DriftReport } from '@driftdesk/contracts';
import { drawTests } from '../charts/test-chart.js';
import { key } from '../key.js';
import { type Markup, markup } from '../markup.js';
import { pText } from '../numbers.js';
import { wordsOfTest } from '../test-words.js';

type Tests = DriftReport['tests'];

/** Every test's p-value against its threshold. */
export function whatMoved(tests: Tests): Markup {
  if (tests.length === 0) return markup`<h2>What moved</h2><p>Nothing was compared.</p>`;
  const drifted = tests.filter((test) => test.drifted).length;
  return markup`<h2>What moved</h2>
<p>${drifted === 0 ? 'No test' : `${drifted} of ${tests.length} tests`} found a p-value at or below its threshold.</p>
<figure>${drawTests(tests)}
<figcaption>${key('alarm', 'alarms')}${key('before', 'does not')}${key('mark', 'threshold')}The longer the bar, the smaller p.</figcaption></figure>
<div class="scroll"><table>
<tr><th>Test</th><th class="number">Statistic</th><th class="number">p</th><th class="number">Threshold</th><th>Says</th></tr>
${tests.map(row)}
</table></div>`;
}

function row({ name, statistic, pValue, threshold, drifted }: Tests[number]): Markup {
  const { title, about } = wordsOfTest(name);
  return markup`<tr><td>${title}<small>${name}: ${about}</small></td><td class="number">${statistic.toPrecision(3)}</td><td class="number">${pText(pValue)}</td><td class="number">${pText(threshold)}</td>${says(drifted)}</tr>
`;
}

/** A cell with a test's verdict. */
export function says(drifted: boolean): Markup {
  return drifted ? markup`<td class="alarm">drift</td>` : markup`<td class="quiet">quiet</td>`;
}
