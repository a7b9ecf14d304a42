import { ClassifierModule } from '@driftdesk/classifier';
import { GatewayModule } from '@driftdesk/gateway';
import { LlmResponseModule, llmOptions } from '@driftdesk/llm-response';
import { RagModule } from '@driftdesk/rag';
import type { StandaloneEnvironment } from './environment.js';
import type { ModelPackage } from './first-start/model-packages.js';

export { provideDemoData } from './first-start/provide-demo-data.js';

/** The modules of all services, as the environment configures them. */
export function serviceModules(environment: StandaloneEnvironment, packages: readonly ModelPackage[]) {
  const triageModel = environment.TRIAGE_MODEL;
  const consentPolicy = {
    externalProcessing: environment.CONSENT_EXTERNAL_PROCESSING,
    training: environment.CONSENT_TRAINING,
  };
  return [
    GatewayModule.with({ consentPolicy, triageModel }),
    ClassifierModule.with({ triageModel }, new Map(packages.map(({ spec }) => [spec.name, spec.description]))),
    RagModule,
    LlmResponseModule.with(llmOptions(environment)),
  ];
}
