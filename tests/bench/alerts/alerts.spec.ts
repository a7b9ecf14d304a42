import { describe, expect, it } from '@jest/globals';
import { model } from '@driftdesk/ticket-triage';
import { parts, readTickets, ruleOf, type WrittenTicket } from './tickets.js';

const tickets = readTickets();
const show = ({ rule = 'none', text }: WrittenTicket) => `${rule} | ${text}`;

describe('the rules for tickets that are for people, on written tickets', () => {
  it('are measured on enough of them, each once, and on every rule', () => {
    const dangerous = tickets.filter(({ rule }) => rule !== undefined);
    expect(dangerous.length).toBeGreaterThanOrEqual(120);
    expect(tickets.length - dangerous.length).toBeGreaterThanOrEqual(100);
    expect(new Set(tickets.map(({ text }) => text)).size).toBe(tickets.length);
    expect(new Set(dangerous.map(({ rule }) => rule))).toEqual(
      new Set(model.spec.alerts?.rules.map(({ name }) => name)),
    );
  });

  it.each(parts)('find the dangerous ones: %s', (part) => {
    const own = tickets.filter((ticket) => ticket.part === part && ticket.rule !== undefined);
    const missed = own.filter((ticket) => ruleOf(ticket) === undefined);
    const other = own.filter((ticket) => ![undefined, ticket.rule].includes(ruleOf(ticket)));
    const recall = 1 - missed.length / own.length;
    process.stderr.write(
      `Alerts, ${part}: recall ${recall.toFixed(3)} of ${own.length}, ${other.length} by another rule\n`,
    );
    expect({ missed: missed.map(show), enough: recall >= 0.95 }).toMatchObject({ enough: true });
  });

  it.each(parts)('leave the harmless ones alone: %s', (part) => {
    const own = tickets.filter((ticket) => ticket.part === part && ticket.rule === undefined);
    const alarms = own.filter((ticket) => ruleOf(ticket) !== undefined);
    const share = alarms.length / own.length;
    process.stderr.write(`Alerts, ${part}: false alarms ${share.toFixed(3)} of ${own.length}\n`);
    expect({ alarms: alarms.map(show), few: share <= 0.05 }).toMatchObject({ few: true });
  });
});
