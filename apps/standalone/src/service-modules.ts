import { join } from 'node:path';
import { ClassifierModule } from '@driftdesk/classifier';
import { DriftMonitorModule, loopRules } from '@driftdesk/drift-monitor';
import { GatewayModule } from '@driftdesk/gateway';
import { LlmResponseModule, llmOptions } from '@driftdesk/llm-response';
import { RagModule } from '@driftdesk/rag';
import type { AuditKey } from '@driftdesk/governance';
import type { TrustedKey } from '@driftdesk/registry';
import type { StandaloneEnvironment } from './environment.js';
import type { ModelPackage } from './first-start/model-packages.js';
import { trainerProgram } from './trainer-program.js';

export { provideDemoData } from './first-start/provide-demo-data.js';

/** Where the services of this process keep their files, and whose signature counts. */
interface Installation {
  readonly home: string;
  readonly embeddingModel: string;
  readonly signingKey: TrustedKey;
  readonly auditKey: AuditKey;
}

/** The modules of all services, as the environment configures them. */
export function serviceModules(
  environment: StandaloneEnvironment,
  packages: readonly ModelPackage[],
  { home, embeddingModel, auditKey, signingKey: { keyId, publicKey } }: Installation,
) {
  const triageModel = environment.TRIAGE_MODEL;
  const consentPolicy = {
    externalProcessing: environment.CONSENT_EXTERNAL_PROCESSING,
    training: environment.CONSENT_TRAINING,
  };
  return [
    GatewayModule.with({
      ...{ consentPolicy, triageModel, home, auditKey },
      ticketsPerDay: environment.TICKETS_PER_DAY,
      eventStreams: { perCaller: environment.EVENT_STREAMS_PER_CALLER, total: environment.EVENT_STREAMS },
    }),
    ClassifierModule.with(
      { triageModel, trustedKeys: [{ keyId, publicKey }], alerts: alertsOf(triageModel, packages) },
      new Map(packages.map(({ spec }) => [spec.name, spec.description])),
    ),
    RagModule.with({ triageModel }),
    LlmResponseModule.with(llmOptions(environment)),
    DriftMonitorModule.with({
      models: new Map(packages.map((model) => [model.spec.name, trainable(model, environment)])),
      trainer: trainerProgram(environment, { home, embeddingModel }),
      rules: loopRules(environment),
      webhookUrl: environment.DRIFT_WEBHOOK_URL,
      allowedHosts: environment.EGRESS_ALLOWED_HOSTS,
      publicUrl: environment.PUBLIC_URL,
      trainingFolder: join(home, 'training'),
      retentionDays: environment.RETENTION_DAYS,
    }),
  ];
}

function alertsOf(model: string, packages: readonly ModelPackage[]) {
  return packages.find(({ spec }) => spec.name === model)?.spec.alerts;
}

function trainable({ spec, demo }: ModelPackage, { DEMO_DATA }: StandaloneEnvironment) {
  return { spec, demoExamples: () => (DEMO_DATA ? demo.tickets() : []) };
}
