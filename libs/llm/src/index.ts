export { withBreaker, type BreakerState, type BreakingProvider } from './breaker.js';
export { type Reservation, type TokenBudget } from './chat/token-budget.js';
export { answerability, rankDocuments, type RankedDocument } from './answerability/answerability.js';
export {
  answerabilityFeatureNames,
  isRouted,
  readFeatures,
  ticketStems,
  type AnswerabilityFeatures,
  type AnswerableTicket,
} from './answerability/features.js';
export { createPassageStems } from './answerability/passage-stems.js';
export { answerabilityWeights, defaultMinimumConfidence } from './answerability/weights.js';
export { answerTicket, type AnswerOptions, type AnswerRequest } from './answer-ticket.js';
export { type Problem } from './problems.js';
export { extractive } from './extractive/extractive.js';
export { findUnsupported, longestAnswer, type CitablePassage, type Sources } from './grounding.js';
export { mistral, type MistralOptions } from './mistral/mistral.js';
export { openAiCompatible, type OpenAiCompatibleOptions } from './openai-compatible/openai-compatible.js';
export {
  createPassageIndex,
  type Embed,
  type IndexedPassage,
  type PassageIndex,
  type Statement,
} from './passage-index.js';
export {
  ProviderError,
  ProviderUnavailable,
  type AnswerProvider,
  type Draft,
  type DraftContext,
  type DraftRequest,
  type NumberedPassage,
} from './provider.js';
export { splitSentences } from './text/sentences.js';
export { readSources } from './verify.js';
