import { z } from 'zod';

/** How far a retraining is from enough labels. */
export const labelCounts = {
  have: z.int().describe('fresh labels that count'),
  need: z.int(),
  given: z.int().describe('fresh labels, with those beyond what one author may give (`LOOP_AUTHOR_SHARE`)'),
  withheld: z.string().optional().describe('why labels do not count, and what to do; absent when all count'),
};
