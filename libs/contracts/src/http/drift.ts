import { z } from 'zod';
import { slug, timestamp, uuid } from '../text.js';
import { languageSchema } from '../ticket.js';
import { pageOf, pageQuery, problems } from './common.js';
import { labelCounts } from './label-counts.js';
import { defineRoute } from './route.js';

const tag = 'drift';

/** too_few: nothing was tested; suspected: one window drifted, the next decides; cooldown: soon after an alarm. */
export const driftStatuses = ['too_few', 'no_drift', 'suspected', 'drift', 'cooldown'] as const;

const windowSchema = z.object({
  from: z.int().nonnegative().describe('sequence of the first observation'),
  to: z.int().nonnegative(),
  tickets: z.int().nonnegative(),
  since: timestamp.optional().describe('when the first of them was observed'),
  until: timestamp.optional(),
});

const testSchema = z.object({
  name: z.string(),
  statistic: z.number(),
  pValue: z.number(),
  threshold: z.number().describe('the p value below which it alarms'),
  drifted: z.boolean(),
  detail: z.record(z.string(), z.unknown()).describe('what stands behind the p value; differs by test'),
});

const movedLabelSchema = z.object({
  head: z.string(),
  label: z.string(),
  referenceShare: z.number(),
  currentShare: z.number(),
});

const rootCauseSchema = z.object({
  auc: z.number().describe('how well a classifier tells the two windows apart by their embeddings; 0.5 is not at all'),
  tickets: z
    .array(z.object({ ticketId: uuid, score: z.number().describe('probability of being from the current window') }))
    .describe('those that look newest, first'),
  terms: z.array(z.object({ term: z.string(), z: z.number(), currentCount: z.int(), referenceCount: z.int() })),
  labels: z.array(movedLabelSchema).describe('predicted labels whose share moved most'),
  withoutTickets: z
    .object({ removed: z.int(), drifted: z.boolean(), tests: z.array(testSchema) })
    .optional()
    .describe('the tests again, without the fewest tickets, newest-looking first, that carry the alarm'),
});

const feedbackSchema = z.object({
  labels: z.int().describe('labelled tickets of the champion that count: no author gives more than their share'),
  sample: z
    .enum(['blind', 'all'])
    .optional()
    .describe('blind: those drawn before anybody looked; all: too few of those are labelled; absent in old reports'),
  errorRate: z.number().optional(),
  statistic: z.number(),
  threshold: z.number(),
  drifted: z.boolean(),
});

export const driftReportSchema = z.object({
  id: uuid,
  model: z.string(),
  version: z.string().describe('the champion that classified both windows'),
  status: z.enum(driftStatuses),
  trigger: z.enum(['schedule', 'observations', 'labels', 'request']),
  summary: z.string(),
  createdAt: timestamp,
  milliseconds: z.number(),
  correlationId: z.string().optional().describe('of everything since the first drifted window'),
  alpha: z.number().describe('false-alarm probability of this evaluation'),
  firstDriftedAt: timestamp.optional(),
  reference: windowSchema,
  current: windowSchema,
  tests: z.array(testSchema),
  feedback: feedbackSchema.optional(),
  rootCause: rootCauseSchema.optional(),
  rolloutId: uuid.optional().describe('the way to a better model that it set off'),
});
export type DriftReport = z.infer<typeof driftReportSchema>;

export const evaluateDrift = defineRoute({
  id: 'evaluateDrift',
  method: 'POST',
  path: '/v1/drift/evaluations',
  tag,
  summary: 'Compare the tickets since the last evaluation with the reference now',
  body: z.strictObject({ model: slug.optional() }),
  responses: { 200: { description: 'What it found', schema: driftReportSchema }, ...problems(400, 404, 413, 415) },
});

export const listDriftReports = defineRoute({
  id: 'listDriftReports',
  method: 'GET',
  path: '/v1/drift/reports',
  tag,
  summary: 'Drift reports, newest first',
  query: z.strictObject({ ...pageQuery, status: z.enum(driftStatuses).optional() }),
  responses: { 200: { description: 'A page', schema: pageOf(driftReportSchema) }, ...problems(400) },
});

export const getDriftReport = defineRoute({
  id: 'getDriftReport',
  method: 'GET',
  path: '/v1/drift/reports/:id',
  tag,
  summary: 'One drift report: what moved, how much, since when',
  params: z.strictObject({ id: uuid }),
  responses: { 200: { description: 'The report', schema: driftReportSchema }, ...problems(400, 404) },
});

export const getDriftReportPage = defineRoute({
  id: 'getDriftReportPage',
  method: 'GET',
  path: '/v1/drift/reports/:id.html',
  tag,
  summary: 'One drift report as a page for people, without scripts and without anything from elsewhere',
  params: z.strictObject({ id: uuid }),
  responses: {
    200: { description: 'The page', schema: z.string(), contentType: 'text/html; charset=utf-8' },
    ...problems(400, 404),
  },
});

export const neededLabelReasons = ['blind', 'drifted', 'uncertain'] as const;

export const labelsNeeded = defineRoute({
  id: 'labelsNeeded',
  method: 'GET',
  path: '/v1/drift/labels-needed',
  tag,
  summary: 'How many labels the loop waits for, and the tickets whose labels would tell it most',
  query: z.strictObject({ model: slug.optional(), limit: pageQuery.limit }),
  responses: {
    200: {
      description: 'Most informative first',
      schema: z.object({
        model: z.string(),
        waiting: z.boolean().describe('whether a rollout waits for labels'),
        ...labelCounts,
        items: z.array(
          z.object({
            ticketId: uuid,
            reason: z
              .enum(neededLabelReasons)
              .describe(
                'blind: sampled at random among confident ones, so say the label before you look at the machine’s',
              ),
            language: languageSchema,
            text: z.string(),
          }),
        ),
      }),
    },
    ...problems(400, 404),
  },
});
