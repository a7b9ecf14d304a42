import { describe, expect, it } from '@jest/globals';
import { type Author, submitTicket } from '@driftdesk/contracts';
import { unauthorized } from '@driftdesk/platform';
import { TicketsController } from './tickets.controller.js';

const ada: Author = { id: 'ada', role: 'requester' };
const request = { headers: { prefer: 'wait=30' }, body: submitTicket.body?.parse({ body: 'x', language: 'en' }) };

/** What a submission that waits is told when the machine has finished. */
async function submit(waited: boolean | undefined, allowed: boolean) {
  const headers: Record<string, string> = {};
  const reply = { header: (name: string, value: string) => (headers[name] = value), status: () => undefined };
  const controller = new TicketsController(
    { submit: () => Promise.resolve({ id: 't', repeated: false }) } as never,
    { get: () => Promise.resolve({ id: 't', status: 'answered' }) } as never,
    { wait: () => Promise.resolve(waited) } as never,
    {} as never,
    {} as never,
    { still: () => (allowed ? Promise.resolve() : Promise.reject(unauthorized('not any more'))) } as never,
    {} as never,
    { consentPolicy: { externalProcessing: true, training: true } } as never,
  );
  const body = await controller.submit(request as never, ada, {} as never, reply as never);
  return [body, headers['preference-applied']];
}

describe('a submission that waits for the outcome', () => {
  it('shows it to who may still see it, and to nobody else', async () => {
    expect(await submit(true, true)).toEqual([{ id: 't', status: 'answered' }, 'wait=30']);
    expect(await submit(true, false)).toEqual([{ id: 't', status: 'received' }, 'wait=30']);
  });

  it('is accepted at once when too many wait already', async () => {
    expect(await submit(undefined, true)).toEqual([{ id: 't', status: 'received' }, undefined]);
    expect(await submit(false, true)).toEqual([{ id: 't', status: 'received' }, 'wait=30']);
  });
});
