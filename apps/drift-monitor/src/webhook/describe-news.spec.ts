import { describe, expect, it } from '@jest/globals';
import {
  describeDrift,
  describeFailure,
  describePromotion,
  describeProposal,
  describeRejection,
  describeRollback,
} from './describe-news.js';

const id = '018f4f7e-0000-7000-8000-000000000001';
const author = { id: 'driftdesk', role: 'system' } as const;

describe('what a webhook is told', () => {
  it('is a sentence and a link', () => {
    const drift = {
      model: 'triage',
      version: 'v-1',
      reportId: id,
      summary: 'Drift in 500 tickets: softmax (p = 1e-9).',
    };
    expect(describeDrift(drift, 'https://desk.example.com/')).toBe(
      `triage: Drift in 500 tickets: softmax (p = 1e-9). Report: https://desk.example.com/v1/drift/reports/${id}.html`,
    );
    const change = { model: 'triage', version: 'v-2', from: 'v-1', author };
    expect(describePromotion({ ...change, rolloutId: id, reason: 'every gate passed' }, undefined)).toBe(
      `triage: version v-2 serves now instead of v-1, promoted by the desk itself: every gate passed. Rollout: /v1/rollouts/${id}`,
    );
    expect(describePromotion({ ...change, author: { id: 'ada', role: 'admin' }, reason: 'by hand!' }, undefined)).toBe(
      'triage: version v-2 serves now instead of v-1, promoted by ada (admin): by hand!',
    );
    expect(describeRollback({ ...change, version: 'v-1', from: 'v-2', reason: 'It errs more.' }, undefined)).toBe(
      'triage: version v-1 serves again instead of v-2, promoted by the desk itself: It errs more.',
    );
    expect(describePromotion({ ...change, from: null, reason: 'first start' }, undefined)).toBe(
      'triage: version v-2 serves now, promoted by the desk itself: first start.',
    );
    const failed = { model: 'triage', version: 'v-2', rolloutId: id, reason: 'Its version could not be validated' };
    expect(describeFailure(failed, undefined)).toBe(
      `triage: the rollout of version v-2 ended without a verdict: Its version could not be validated. Rollout: /v1/rollouts/${id}`,
    );
    const validated = { model: 'triage', version: 'v-2', trainingRunId: id, rolloutId: id };
    expect(describeProposal(validated, 'http://desk:3000')).toBe(
      `triage: version v-2 passed every gate and waits to be promoted by hand. Rollout: http://desk:3000/v1/rollouts/${id}`,
    );
    const rejected = { model: 'triage', version: 'v-2', trainingRunId: id, rolloutId: id };
    expect(describeRejection({ ...rejected, reasons: ['Floor missed.', 'Slow.'] }, 'http://desk:3000/base')).toBe(
      `triage: version v-2 was rejected: Floor missed. Slow. Rollout: http://desk:3000/base/v1/rollouts/${id}`,
    );
  });

  it('cannot be made a command by a ticket', () => {
    const summary = 'Most moved: queue <!channel>, <https://evil.example|sign in> & more.';
    expect(describeDrift({ model: 'triage', version: 'v-1', reportId: id, summary }, undefined)).toContain(
      'queue &lt;!channel&gt;, &lt;https://evil.example|sign in&gt; &amp; more.',
    );
  });
});
