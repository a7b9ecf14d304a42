import { type Author, getLlm, type LlmProvider, type LlmView, type RequestOf, switchLlm } from '@driftdesk/contracts';
import { AuthoredBy, conflict, HealthChecks, HttpRoute, Input } from '@driftdesk/platform';
import { Controller, type OnModuleInit } from '@nestjs/common';
import { checkLlm } from './check-llm.js';
import { MonthlyBudget } from './monthly-budget.js';
import { ProviderChoice } from './provider-choice.js';
import { Providers } from './providers.js';

/** What a provider needs to be configured. */
const variables: Readonly<Record<LlmProvider, string>> = {
  extractive: 'nothing',
  mistral: 'MISTRAL_API_KEY',
  'openai-compatible': 'OPENAI_BASE_URL and OPENAI_MODEL',
};

/** Who drafts answers: shown, switched, and part of readiness. */
@Controller()
export class LlmController implements OnModuleInit {
  constructor(
    private readonly choice: ProviderChoice,
    private readonly providers: Providers,
    private readonly budget: MonthlyBudget,
    private readonly health: HealthChecks,
  ) {}

  onModuleInit(): void {
    this.health.register('llm', async () => checkLlm(await this.describe()));
  }

  @HttpRoute(getLlm)
  get() {
    return this.describe();
  }

  @HttpRoute(switchLlm)
  async switch(@Input() { body: { provider } }: RequestOf<typeof switchLlm>, @AuthoredBy() author: Author) {
    if (provider !== null && this.providers.get(provider) === undefined) {
      throw conflict(
        'provider_not_configured',
        `${provider} is not configured. Set ${variables[provider]} and start llm-response again.`,
      );
    }
    await this.choice.switchTo(provider, author);
    return this.describe();
  }

  private async describe(): Promise<LlmView> {
    const { current, chosenBy, problem } = this.choice;
    return {
      provider: current.name as LlmProvider,
      model: current.model ?? null,
      external: current.external,
      chosenBy,
      ...(problem === undefined ? {} : { problem }),
      available: this.providers.names,
      breaker: current.breakerState?.() ?? 'closed',
      budget: await this.budget.report(),
    };
  }
}
