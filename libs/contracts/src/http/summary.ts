import { z } from 'zod';
import { timestamp, uuid } from '../text.js';
import { ticketStatusSchema } from '../ticket.js';
import { driftStatuses } from './drift.js';
import { labelCounts } from './label-counts.js';
import { autonomies, rolloutStations, rolloutStatuses } from './loop.js';
import { defineRoute } from './route.js';

const secondsSchema = z.object({ p50: z.number(), p95: z.number() });

const clockSchema = z
  .object({
    rollouts: z.int().describe('whose version came to serve, among the newest 1,000'),
    driftedToServing: secondsSchema.optional().describe('seconds from the first drifted window'),
    detectedToServing: secondsSchema.optional().describe('seconds from the alarm, waits for labels included'),
  })
  .describe('the drift-to-serving clock; p50 and p95 are of single rollouts (nearest rank)');

const modelLoopSchema = z.object({
  model: z.string(),
  champion: z
    .object({
      version: z.string(),
      servesSince: timestamp.optional().describe('when the last process took it up; absent while one has not'),
    })
    .optional(),
  lastReport: z
    .object({ id: uuid, status: z.enum(driftStatuses), createdAt: timestamp, summary: z.string() })
    .optional(),
  rollouts: z
    .array(
      z.object({
        id: uuid,
        status: z.enum(rolloutStatuses),
        stations: z.partialRecord(z.enum(rolloutStations), timestamp),
      }),
    )
    .describe('that have something to do yet, oldest first: one before its promotion and one under watch at most'),
  labels: z
    .object({
      waiting: z.boolean().describe('whether a rollout waits for labels'),
      ...labelCounts,
    })
    .describe('what a retraining needs'),
  clock: clockSchema,
});

export const driftSummarySchema = z.object({
  autonomy: z.enum(autonomies),
  paused: z.boolean(),
  models: z.array(modelLoopSchema),
});
export type DriftSummary = z.infer<typeof driftSummarySchema>;
export type ModelLoop = z.infer<typeof modelLoopSchema>;

const answeredSchema = z.object({
  finished: z.int().describe('tickets submitted then that the machine has finished'),
  answered: z.int().describe('of them, those that it answered; people have the others'),
  share: z.number().optional().describe('answered of finished'),
});

const ticketCountsSchema = z.object({
  byStatus: z.record(ticketStatusSchema, z.int()),
  lastDay: answeredSchema,
  lastWeek: answeredSchema,
});
export type TicketCounts = z.infer<typeof ticketCountsSchema>;

export const summarySchema = z.object({
  tickets: ticketCountsSchema,
  loop: driftSummarySchema.optional().describe('what /v1/drift/summary says; absent while it is missing'),
  missing: z
    .array(z.object({ part: z.enum(['loop']), reason: z.string() }))
    .describe('parts that did not reply in time, or not as they should, each with the reason'),
});
export type Summary = z.infer<typeof summarySchema>;

export const getSummary = defineRoute({
  id: 'getSummary',
  method: 'GET',
  path: '/v1/summary',
  tag: 'summary',
  summary: 'The desk at a glance: tickets, and what the loop does',
  responses: { 200: { description: 'The summary', schema: summarySchema } },
});

export const getDriftSummary = defineRoute({
  id: 'getDriftSummary',
  method: 'GET',
  path: '/v1/drift/summary',
  tag: 'drift',
  summary: 'The loop at a glance: champions, last reports, rollouts, labels, the drift-to-serving clock',
  responses: { 200: { description: 'The summary', schema: driftSummarySchema } },
});
