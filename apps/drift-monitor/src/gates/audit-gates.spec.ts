import { type GateResult, modelRejected } from '@driftdesk/contracts';
import { newEvent } from '@driftdesk/messaging';
import { describe, expect, it } from '@jest/globals';
import type { RolloutRecord } from '../rollouts/rollout-record.js';
import { gatesDecided } from './audit-gates.js';

const [id, run] = ['018f4f7e-0000-7000-8000-000000000001', '018f4f7e-0000-7000-8000-000000000002'];
const rollout = { id, model: 'triage', version: 'v-2' } as RolloutRecord;
const told = { model: 'triage', rolloutId: id, version: 'v-2', trainingRunId: run, reasons: [] };
const results = (passed: boolean): GateResult[] => [
  { gate: { kind: 'floor', head: 'queue', macroF1: 0.7 }, passed, sentence: 'a sentence with a label' },
  { gate: { kind: 'size', megabytes: 1 }, passed: true, sentence: 'another' },
];

describe('gatesDecided', () => {
  it('is an audit entry that the decision caused, with names and no sentences', () => {
    const news = newEvent(modelRejected, told, 'c-1');
    const entry = gatesDecided(news, rollout, results(false));
    expect(entry).toMatchObject({ topic: 'audit.recorded.v1', correlationId: 'c-1', causationId: news.id });
    expect(entry.payload).toEqual({
      action: 'model.gates-decided',
      outcome: 'refused',
      actor: { id: 'driftdesk', role: 'system' },
      subject: { kind: 'model', id: 'triage' },
      facts: { version: 'v-2', rollout: id, gates: 2, failed: 'floor:queue' },
    });
    expect(gatesDecided(news, rollout, results(true)).payload).toMatchObject({
      ...{ outcome: 'success', facts: { failed: '' } },
    });
  });
});
