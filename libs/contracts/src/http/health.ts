import { z } from 'zod';
import { defineRoute } from './route.js';

const tag = 'health';
const checkSchema = z.object({ status: z.enum(['up', 'degraded', 'down']), detail: z.string().optional() });

export const healthSchema = z.object({
  status: z.enum(['up', 'degraded', 'down']),
  version: z.string(),
  checks: z.record(z.string(), checkSchema),
});
export type HealthCheck = z.infer<typeof checkSchema>;

export const live = defineRoute({
  id: 'live',
  method: 'GET',
  path: '/health/live',
  tag,
  summary: 'The process runs',
  responses: { 200: { description: 'Alive', schema: z.object({ status: z.literal('up') }) } },
});

export const ready = defineRoute({
  id: 'ready',
  method: 'GET',
  path: '/health/ready',
  tag,
  summary: 'Each part the service needs; `degraded` serves, but needs a look',
  responses: {
    200: { description: 'Ready, perhaps degraded', schema: healthSchema },
    503: { description: 'Not ready', schema: healthSchema },
  },
});

export const metrics = defineRoute({
  id: 'metrics',
  method: 'GET',
  path: '/metrics',
  tag,
  summary: 'Prometheus metrics',
  responses: { 200: { description: 'Metrics', contentType: 'text/plain' } },
});
