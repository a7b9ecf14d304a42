import { driftReportSchema } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import { driftReport } from './drift-report.fixture.js';
import { reportPage, type ReportPageTask } from './report-page.js';

const report = driftReport();
const pageOf = (more: Partial<ReportPageTask> = {}) =>
  reportPage({ report, history: [JSON.stringify(more.report ?? report)], ...more });
/** What is read on the page. */
const textOf = (page: string) =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page of a drift report', () => {
  it('says what moved, how much, since when and why', () => {
    expect(driftReportSchema.parse(report)).toEqual(report);
    const text = textOf(pageOf());
    expect(text).toContain('Drift report: ticket-triage');
    expect(text).toContain('100 tickets, no. 301 to 400, 2026-03-02 07:00 to 2026-03-02 12:00 UTC');
    expect(text).toContain('2 of 6 tests found a p-value at or below its threshold.');
    // Statistic, p, threshold, verdict.
    expect(text).toMatch(/Probabilities softmax: .*? 0\.400 3\.0e-7 0\.0075 drift/);
    expect(text).toMatch(/Unseen words unseen-words: .*? 0\.400 0\.50 5\.0e-4 quiet/);
    expect(text).toContain('Population stability index 0.89: a large change.');
    expect(text).toContain('words 41.3 12.5 words that half of the reference lacks 11 % 52 %');
    expect(text).toContain('The first drifted window was judged at 2026-03-02 06:30 UTC');
    expect(text).toContain(
      '143 tickets of this version have a label by people. The version is wrong on 24 % of the last ones.',
    );
    expect(text).toContain('Rise of the error rate Page–Hinkley 9.81 11.20 quiet');
    expect(text).toContain('an AUC of 0.87: they look different');
    expect(text).toContain('Without the 24 tickets that look newest, no test alarms. One ticket fewer is not enough.');
    expect(text).toContain('Probabilities 0.0075 3.0e-7 drift 0.0079 quiet');
    expect(text).toContain('5 more tickets');
    expect(text).toContain('queue rover 10 % 50 % +40.0');
  });

  it('draws tests, mixes, timeline and words', () => {
    const charts = [...pageOf().matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => textOf(svg));
    expect(charts).toHaveLength(5);
    const [tests, queue, language, timeline, words] = charts;
    expect(tests).toMatch(/Probabilities Topics .* p = 1 1e-2 .* 3\.0e-7 0 0\.20/);
    expect(queue).toMatch(/network rover .* 90 % 10 % 50 % 50 %/);
    expect(language).toContain('rover');
    expect(timeline).toMatch(/^ 100 1 0\.01 1e-4 1e-6 1e-8 1e-10 /);
    expect(words).toMatch(/^ rover vpn 3 → 41 37 → 5 $/);
  });

  it('links what it names', () => {
    const rollout = { id: report.rolloutId ?? '', status: 'rejected' as const, reason: 'queue: macro-F1 is 0.61.' };
    const page = pageOf({ rollout });
    for (const { ticketId } of report.rootCause?.tickets ?? []) {
      expect(page).toContain(`<a href="/v1/tickets/${ticketId}">${ticketId}</a>`);
    }
    expect(page).toContain(`<a href="/v1/drift/reports/${report.id}">`);
    expect(page).toContain(`<a href="/v1/rollouts/${rollout.id}">rollout ${rollout.id}</a>, which ended`);
    expect(textOf(page)).toContain('did not pass its gates. queue: macro-F1 is 0.61.');
    expect(pageOf({ rollout: { ...rollout, status: 'waiting_labels' } })).toContain('href="/v1/drift/labels-needed"');
    expect(pageOf()).not.toContain('/v1/rollouts/');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'/><svg onload=alert(1)>",
    ']]></style><script>alert(1)</script>',
    '{a|x} {value} &lt;script&gt; $& \\u003c',
  ])('is harmless with %s in terms, labels, languages and reasons', (word) => {
    const hostile = { ...driftReport(word), model: word, version: word, correlationId: word };
    hostile.tests.push({ ...hostile.tests[0], name: word } as (typeof hostile.tests)[number]);
    const rollout = { id: word, status: 'failed' as const, reason: word };
    const page = pageOf({ report: hostile, rollout });
    const tags = new Set([...page.matchAll(/<\/?([a-z!][\w-]*)/gi)].map(([, tag]) => tag));
    expect([...tags].filter((tag) => !known.has(tag ?? ''))).toEqual([]);
    expect(page.match(/<style/g)).toHaveLength(1);
    // Every quoted value ends where it should: what is left of the tags are attributes that run and load nothing.
    const left = [...page.matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag.replace(/"[^"]*"/g, ''));
    expect(left.filter((tag) => /["'`]|\s(?:on\w+|src)\s*=/.test(tag))).toEqual([]);
    const escaped = word.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(page.replaceAll('&quot;', '"').replaceAll('&#39;', "'")).toContain(`<td>${escaped}</td>`);
  });

  it('loads nothing and runs nothing', () => {
    const page = pageOf();
    expect(page.match(/https?:\/\/[^"]*/g)?.filter((url) => !url.startsWith('http://www.w3.org/'))).toEqual([]);
    expect(page).not.toMatch(/url\(|@import|javascript:/);
    const references = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, value]) => value ?? '');
    expect(references.filter((value) => !/^\/v1\/|^data:,$/.test(value))).toEqual([]);
  });

  it('is the same page each time', () => {
    expect(pageOf()).toBe(pageOf());
  });

  it('does with what there is', () => {
    const { rootCause: _, feedback: __, rolloutId: ___, firstDriftedAt: ____, ...least } = report;
    const nothing = { from: 0, to: 0, tickets: 0 };
    const page = pageOf({
      report: { ...least, status: 'too_few', tests: [], reference: nothing, current: nothing },
    });
    expect(textOf(page)).toContain('Compared with it no tickets');
    expect(textOf(page)).toContain('Nothing was compared.');
    expect(textOf(page)).toContain('Nobody has labelled a ticket of this version yet');
    expect(page).not.toContain('<svg');
    const older = report.tests.map((test) => ({ ...test, detail: { heads: 'as it was' } }));
    expect(textOf(pageOf({ report: { ...report, tests: older } }))).not.toContain('How much');
  });
});

const known = new Set(
  '!doctype html head meta title link style body main h1 h2 h3 p dl dt dd a time figure figcaption span small div table tr th td ol li details summary svg rect path text g'.split(
    ' ',
  ),
);
