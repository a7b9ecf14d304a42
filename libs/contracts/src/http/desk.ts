import { z } from 'zod';
import { problems } from './common.js';
import { defineRoute } from './route.js';

/** What tells one desk from another. */
export const deskSchema = z.object({
  home: z.string().describe('the folder of all its state, on its own machine'),
  model: z.string().describe('the model that sorts its tickets'),
  queues: z.array(z.string()).describe('that the model knows or will learn'),
});
export type DeskDescription = z.infer<typeof deskSchema>;

export const getDesk = defineRoute({
  id: 'getDesk',
  method: 'GET',
  path: '/v1/desk',
  tag: 'summary',
  summary: 'Which desk this is: where its state is, and which queues it has',
  responses: { 200: { description: 'The desk', schema: deskSchema }, ...problems(503) },
});
