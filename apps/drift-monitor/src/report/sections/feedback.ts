import type { DriftReport } from '@driftdesk/contracts';
import { type Markup, markup } from '../markup.js';
import { countText, percentText } from '../numbers.js';
import { says } from './what-moved.js';

/** What people's labels say about the champion's errors. */
export function feedbackError(feedback: DriftReport['feedback']): Markup {
  if (feedback === undefined) {
    return markup`<h2>Feedback</h2><p>Nobody has labelled a ticket of this version yet, so its errors are not known.</p>`;
  }
  const { labels, sample, errorRate, statistic, threshold, drifted } = feedback;
  const of = sample === 'blind' ? ' They are those of the blind sample, drawn before anybody looked.' : '';
  return markup`<h2>Feedback</h2>
<p>${countText(labels, 'ticket')} of this version ${labels === 1 ? 'has' : 'have'} a label by people.${of}${errorRate === undefined ? undefined : ` The version is wrong on ${percentText(errorRate)} of the last ones.`}</p>
<table>
<tr><th>Detector</th><th class="number">Statistic</th><th class="number">Threshold</th><th>Says</th></tr>
<tr><td>Rise of the error rate<small>Page–Hinkley</small></td><td class="number">${statistic.toFixed(2)}</td><td class="number">${threshold.toFixed(2)}</td>${says(drifted)}</tr>
</table>`;
}
