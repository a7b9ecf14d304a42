import { defaultIdentity } from '@driftdesk/governance';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TicketStatus } from '@driftdesk/contracts';
import { OutcomeWaiter } from './outcome-waiter.js';
import type { TicketChanges } from './ticket-changes.js';
import type { TicketReader } from './ticket-reader.js';

describe('waiting for the outcome of a ticket', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** One ticket in a status that the test sets. */
  function setUp(initial: TicketStatus) {
    const watchers = new Set<() => void>();
    let status = initial;
    let failure: Error | undefined;
    const changes = {
      watch(_id: string, onChange: () => void) {
        watchers.add(onChange);
        return () => void watchers.delete(onChange);
      },
    };
    const tickets = { status: () => (failure === undefined ? Promise.resolve(status) : Promise.reject(failure)) };
    return {
      waiter: new OutcomeWaiter(changes as unknown as TicketChanges, tickets as unknown as TicketReader),
      watchers,
      async become(next: TicketStatus) {
        status = next;
        for (const notify of watchers) notify();
        await jest.advanceTimersByTimeAsync(0);
      },
      failWith: (error: Error) => void (failure = error),
    };
  }

  it.each(['answered', 'needs_human', 'failed', 'resolved'] as const)('%s needs no wait', async (status) => {
    const { waiter, watchers } = setUp(status);
    expect(await waiter.wait('t', 30, defaultIdentity)).toBe(true);
    expect([watchers.size, jest.getTimerCount()]).toEqual([0, 0]);
  });

  it('ends with the outcome, not with the stages before it', async () => {
    const { waiter, watchers, become } = setUp('received');
    const ended = jest.fn();
    const waiting = waiter.wait('t', 30, defaultIdentity).then(ended);
    await become('classified');
    expect(ended).not.toHaveBeenCalled();
    await become('answered');
    await waiting;
    expect(ended).toHaveBeenCalledWith(true);
    expect([watchers.size, jest.getTimerCount()]).toEqual([0, 0]);
  });

  it('ends when the time is over', async () => {
    const { waiter, watchers } = setUp('received');
    const waiting = waiter.wait('t', 30, defaultIdentity);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(await waiting).toBe(false);
    expect(watchers.size).toBe(0);
  });

  it('ends at once when the status cannot be read, be it now or after a change', async () => {
    const { waiter, watchers, become, failWith } = setUp('received');
    const waiting = expect(waiter.wait('t', 30, defaultIdentity)).rejects.toThrow('store closed');
    await jest.advanceTimersByTimeAsync(0);
    failWith(new Error('store closed'));
    await become('classified');
    await waiting;
    expect([watchers.size, jest.getTimerCount()]).toEqual([0, 0]);
    await expect(waiter.wait('t', 30, defaultIdentity)).rejects.toThrow('store closed');
    expect([watchers.size, jest.getTimerCount()]).toEqual([0, 0]);
  });
});
