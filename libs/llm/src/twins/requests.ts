import { ticketText, type Classification, type Passage, type Ticket } from '@driftdesk/contracts';
import type { AnswerRequest } from '../answer-ticket.js';
import type { DraftContext } from '../provider.js';
import { vectorOf } from './bag-of-words.js';

const vpnId = '11111111-1111-4111-8111-111111111111';
const printerId = '22222222-2222-4222-8222-222222222222';

/** An article about the VPN, its symptoms and its steps, and one about printing without sections. */
export const passages: readonly Passage[] = [
  passage(vpnId, 'vpn-1', 'The VPN will not connect', {
    section: 'Symptoms',
    similarity: 0.72,
    text: '- The VPN client stops at **Connecting** and ends with a timeout.\n- Windows shows error 809 when it dials the VPN.',
  }),
  passage(vpnId, 'vpn-2', 'The VPN will not connect', {
    section: 'Steps',
    similarity: 0.35,
    text: [
      '1. Connect the laptop to a phone hotspot and try the VPN client again.',
      '2. Open **Settings → Time & language** and press **Sync now**.',
      '3. Run `ipconfig /flushdns` in a Windows terminal if the gateway is unknown.',
      '4. Restart the laptop and wait 30 seconds before you start the VPN client.',
      '5. Do not install a second VPN client.',
    ].join('\n'),
  }),
  passage(printerId, 'printer-1', 'Printing', {
    similarity: 0.2,
    text: 'The printer wakes up after one minute. Choose the printer in the print dialog.',
  }),
];

/** A passage in English; `changes` says the rest. */
export function passage(documentId: string, passageId: string, title: string, changes: Partial<Passage>): Passage {
  return { documentId, passageId, title, language: 'en', text: '', similarity: 0.5, score: 0.5, ...changes };
}

/** A ticket about the VPN that may be processed anywhere. */
export const ticket: Ticket = {
  id: '33333333-3333-4333-8333-333333333333',
  subject: 'VPN',
  body: 'The VPN client stops at connecting with error 809 on hotel Wi-Fi. What can I try?',
  language: 'en',
  channel: 'web',
  requester: { id: 'ada', role: 'requester' },
  consent: { externalProcessing: true, training: true },
  submittedAt: '2026-01-05T09:00:00.000Z',
};

/** A classifier's sure output. */
export const classification: Classification = {
  heads: {
    queue: { label: 'network', confidence: 0.93, probabilities: { network: 0.93, hardware: 0.07 } },
    urgency: { label: 'medium', confidence: 0.61, probabilities: { low: 0.2, medium: 0.61, high: 0.19 } },
  },
  abstained: false,
  outOfScope: false,
  model: { name: 'ticket-triage', version: '1', digest: 'a'.repeat(64) },
};

/** A request with changes to the ticket, the classification or the passages. */
export function request(
  changes: {
    ticket?: Partial<Ticket>;
    classification?: Partial<Classification>;
    passages?: readonly Passage[];
  } = {},
): AnswerRequest {
  const changed = { ...ticket, ...changes.ticket };
  return {
    ticket: changed,
    classification: { ...classification, ...changes.classification },
    embedding: vectorOf(ticketText(changed)),
    passages: changes.passages ?? passages,
  };
}

/** Five seconds, and nobody listens. */
export function draftContext(): DraftContext {
  return { signal: AbortSignal.timeout(5_000), deadline: performance.now() + 5_000, onText: () => undefined };
}
