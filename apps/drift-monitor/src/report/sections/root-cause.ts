import type { DriftReport } from '@driftdesk/contracts';
import { drawTerms } from '../charts/term-chart.js';
import { key } from '../key.js';
import { type Markup, markup } from '../markup.js';
import { countText, percentText, pText } from '../numbers.js';
import { wordsOfTest } from '../test-words.js';
import { says } from './what-moved.js';

type RootCause = NonNullable<DriftReport['rootCause']>;
type Tests = DriftReport['tests'];

/** Tickets that are named at once; the others unfold. */
const namedAtOnce = 20;

/** Which tickets, terms and labels moved, and that the alarm goes away without the tickets. */
export function rootCause({ rootCause: cause, tests }: DriftReport): Markup | undefined {
  if (cause === undefined) return undefined;
  const { auc, tickets, terms, labels, withoutTickets } = cause;
  return markup`<h2>Root cause</h2>
<p>A classifier that sees only the embeddings tells the new tickets from the reference with an AUC of ${auc.toFixed(2)}: ${toldApart(auc)}.</p>
${withoutTickets === undefined ? undefined : without(withoutTickets, tests)}
${ticketList(tickets)}
${terms.length === 0 ? undefined : termFigure(terms)}
${labels.length === 0 ? undefined : labelTable(labels)}`;
}

function toldApart(auc: number): string {
  if (auc < 0.6) return 'they look alike';
  return auc < 0.8 ? 'they overlap' : 'they look different';
}

function without({ removed, drifted, tests: left }: NonNullable<RootCause['withoutTickets']>, tests: Tests): Markup {
  const rows = left.map(({ name, threshold, pValue, drifted: still }) => {
    const all = tests.find((test) => test.name === name);
    const before = all && markup`<td class="number">${pText(all.pValue)}</td>${says(all.drifted)}`;
    return markup`<tr><td>${wordsOfTest(name).title}</td><td class="number">${pText(threshold)}</td>${before ?? markup`<td></td><td></td>`}<td class="number">${pText(pValue)}</td>${says(still)}</tr>
`;
  });
  return markup`<h3>Without ${countText(removed, 'ticket')}</h3>
<p>${
    drifted
      ? 'The alarm stays without the tickets that look newest.'
      : `Without the ${countText(removed, 'ticket')} that ${removed === 1 ? 'looks' : 'look'} newest, no test alarms. One ticket fewer is not enough.`
  }</p>
<div class="scroll"><table>
<tr><th>Test</th><th class="number">Threshold</th><th class="number">p, all</th><th></th><th class="number">p, without</th><th></th></tr>
${rows}
</table></div>`;
}

function ticketList(tickets: RootCause['tickets']): Markup {
  const items = (some: RootCause['tickets']) =>
    markup`<ol class="tickets">${some.map(
      ({ ticketId, score }) =>
        markup`<li><a href="/v1/tickets/${ticketId}">${ticketId}</a> ${score.toFixed(2)}</li>
`,
    )}</ol>`;
  const more = tickets.slice(namedAtOnce);
  return markup`<h3>Tickets</h3>
<p>Those that look newest, with the probability of not being from the reference.</p>
${items(tickets.slice(0, namedAtOnce))}
${more.length === 0 ? undefined : markup`<details><summary>${countText(more.length, 'more ticket')}</summary>${items(more)}</details>`}`;
}

function termFigure(terms: RootCause['terms']): Markup {
  return markup`<h3>Words</h3>
<figure>${drawTerms(terms)}
<figcaption>${key('after', 'commoner now')}${key('before', 'rarer now')}The longer the bar, the surer; beside it, how many tickets have the word: reference → now.</figcaption></figure>`;
}

function labelTable(labels: RootCause['labels']): Markup {
  return markup`<h3>Labels</h3>
<table>
<tr><th>Head</th><th>Predicted label</th><th class="number">Reference</th><th class="number">Now</th><th class="number">Change in points</th></tr>
${labels.map(
  ({ head, label, referenceShare, currentShare }) =>
    markup`<tr><td>${head}</td><td>${label}</td><td class="number">${percentText(referenceShare)}</td><td class="number">${percentText(currentShare)}</td><td class="number">${points(currentShare - referenceShare)}</td></tr>
`,
)}</table>`;
}

function points(change: number): string {
  const rounded = (100 * Math.abs(change)).toFixed(1);
  return rounded === '0.0' ? '0' : `${change > 0 ? '+' : '−'}${rounded}`;
}
