import { createHash } from 'node:crypto';

/** Whether a ticket is in a sample of this share: the same for the same ticket, and not foreseeable from its text. */
export function inBlindSample(ticketId: string, share: number): boolean {
  return createHash('sha256').update(`blind ${ticketId}`).digest().readUInt32BE(0) < share * 2 ** 32;
}
