import { describe, expect, it } from '@jest/globals';
import { spellLabels } from './import-labels.js';

const ticket = (queue: string, urgency?: string) => ({ externalId: queue, body: 'x', labels: { queue, urgency } });
const known = { queue: ['hardware', 'network'], urgency: ['low', 'high'] };

describe('spellLabels', () => {
  it('keeps the model’s spelling, and the first spelling of what is new', () => {
    const { tickets, newLabels, respelled } = spellLabels(
      [ticket('Hardware', 'HIGH'), ticket('Payroll'), ticket('PAYROLL')],
      known,
    );
    expect(tickets.map(({ labels }) => labels)).toEqual([
      { queue: 'hardware', urgency: 'high' },
      { queue: 'Payroll' },
      { queue: 'Payroll' },
    ]);
    expect(newLabels).toEqual({ queue: ['Payroll'] });
    expect(respelled).toEqual([
      { head: 'queue', label: 'Hardware', as: 'hardware' },
      { head: 'urgency', label: 'HIGH', as: 'high' },
      { head: 'queue', label: 'PAYROLL', as: 'Payroll' },
    ]);
  });

  it('finds everything new while there is no model', () => {
    expect(spellLabels([ticket('network', 'low')], {}).newLabels).toEqual({ queue: ['network'], urgency: ['low'] });
  });
});
