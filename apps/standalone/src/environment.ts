import { availableParallelism } from 'node:os';
import { checkDriftMonitorEnvironment, driftMonitorEnvironment } from '@driftdesk/drift-monitor/environment';
import { accessEnvironment } from '@driftdesk/governance';
import { gatewayEnvironment } from '@driftdesk/gateway/environment';
import { checkLlmEnvironment, llmEnvironment } from '@driftdesk/llm-response/environment';
import { flag, integer, processEnvironment } from '@driftdesk/platform';
import { z } from 'zod';

/** Every variable of the embedded default. */
export const standaloneEnvironment = z
  .object({
    ...processEnvironment,
    ...accessEnvironment,
    ...gatewayEnvironment,
    ...llmEnvironment,
    ...driftMonitorEnvironment,
    DRIFTDESK_HOME: z.string().default('.driftdesk').describe('folder of all state'),
    DISK_RESERVE_MB: integer(0, 1_000_000)
      .default(64)
      .describe('free space below which nothing is written, and the desk only reads'),
    DEMO_DATA: flag
      .default(true)
      .describe('whether a fresh home gets the bundled knowledge base and a model trained on demo tickets'),
    TRIAGE_MODEL: z.string().default('ticket-triage').describe('the model that classifies tickets'),
    EMBEDDING_MODEL: z
      .string()
      .optional()
      .describe('folder of an embedding model in transformers.js layout; the bundled all-MiniLM-L6-v2 when absent'),
    EMBEDDING_THREADS: integer(1, 64)
      .default(Math.min(64, availableParallelism()))
      .meta({ description: 'threads that embed texts', byDefault: 'one per core, at most 64' }),
    ARTEFACT_STORE: z
      .enum(['folder', 'database'], { error: 'must be folder or database' })
      .default('folder')
      .describe('where the files of model versions are kept'),
    MODEL_VERSIONS_KEPT: integer(1, 10_000)
      .default(20)
      .describe('newest versions of a model that stay; those that served once stay in any case'),
    MODEL_SIGNING_KEY_FILE: z
      .string()
      .optional()
      .describe('Ed25519 key in PEM that signs model versions; one in DRIFTDESK_HOME when absent'),
    AUDIT_SIGNING_KEY_FILE: z
      .string()
      .optional()
      .describe('Ed25519 key in PEM that signs the audit; one in DRIFTDESK_HOME when absent'),
    RETENTION_DAYS: integer(1, 36_500)
      .default(30)
      .describe('age at which handled events, idempotency keys and old observations are deleted'),
  })
  // Checked although another variable is bad: all are named at once.
  .superRefine(checkLlmEnvironment, { when: () => true })
  .superRefine(checkDriftMonitorEnvironment, { when: () => true });
export type StandaloneEnvironment = z.output<typeof standaloneEnvironment>;
