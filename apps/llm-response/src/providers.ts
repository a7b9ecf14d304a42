import type { LlmProvider } from '@driftdesk/contracts';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import {
  type AnswerProvider,
  type BreakerState,
  createPassageIndex,
  extractive,
  mistral,
  openAiCompatible,
  type PassageIndex,
  withBreaker,
} from '@driftdesk/llm';
import { LOGGER, type Logger, METRICS, type Metrics } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { MonthlyBudget } from './monthly-budget.js';
import { LLM_OPTIONS, type LlmOptions } from './options.js';

/** A provider that is configured. */
export interface ConfiguredProvider extends AnswerProvider {
  /** Absent: it cannot fail for reasons of its own. */
  breakerState?(): BreakerState;
}

/** The providers that the environment configures, each with a breaker of its own. */
@Injectable()
export class Providers {
  /** Shared by the quotations and the grounding check. */
  readonly index: PassageIndex;
  private readonly configured: ReadonlyMap<LlmProvider, ConfiguredProvider>;

  constructor(
    @Inject(EMBEDDER) embedder: Embedder,
    @Inject(LLM_OPTIONS) private readonly options: LlmOptions,
    budget: MonthlyBudget,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {
    this.index = createPassageIndex((texts) => embedder.embed(texts));
    const configured = new Map<LlmProvider, ConfiguredProvider>([['extractive', extractive(this.index)]]);
    if (options.mistral) configured.set('mistral', this.breaking(mistral(options.mistral, budget)));
    if (options.openAiCompatible)
      configured.set('openai-compatible', this.breaking(openAiCompatible(options.openAiCompatible, budget)));
    this.configured = configured;
  }

  get names(): LlmProvider[] {
    return [...this.configured.keys()];
  }

  /** A provider, or nothing when it is not configured. */
  get(name: LlmProvider): ConfiguredProvider | undefined {
    return this.configured.get(name);
  }

  /** Who drafts unless an operator chose somebody else. */
  get default(): ConfiguredProvider {
    // The environment was checked: what it names is configured.
    return this.configured.get(this.options.provider) ?? extractive(this.index);
  }

  private breaking(provider: AnswerProvider): ConfiguredProvider {
    const { name } = provider;
    const onChange = (state: BreakerState) => {
      this.metrics.llmBreakerOpen.set({ provider: name }, state === 'closed' ? 0 : 1);
      this.logger.warn({ provider: name, breaker: state }, breakerSentences[state]);
    };
    this.metrics.llmBreakerOpen.set({ provider: name }, 0);
    return withBreaker(provider, { ...this.options.breaker, onChange });
  }
}

const breakerSentences: Readonly<Record<BreakerState, string>> = {
  open: 'the LLM provider keeps failing: answers are quotations for a while',
  half_open: 'the LLM provider is tried again',
  closed: 'the LLM provider works again',
};
