import type { Citation, Classification, NeedsHumanReason, Outcome, Passage, Ticket } from '@driftdesk/contracts';
import { draftInTime, type Drafted } from './draft-in-time.js';
import { answerProblems, type Problem } from './problems.js';
import { handOver } from './hand-over.js';
import { rankDocuments, type RankedDocument } from './answerability/answerability.js';
import { isRouted } from './answerability/features.js';
import { defaultMinimumConfidence } from './answerability/weights.js';
import { extractive } from './extractive/extractive.js';
import { findUnsupported, type Sources } from './grounding.js';
import { otherLanguage } from './language.js';
import type { PassageIndex } from './passage-index.js';
import type { AnswerProvider, Draft, DraftRequest } from './provider.js';
import { readablePassages, supportingPassages } from './support.js';
import { readSources } from './verify.js';

/** A classified ticket and what retrieval found for it, best first. */
export interface AnswerRequest {
  readonly ticket: Ticket;
  readonly classification: Classification;
  /** The ticket's embedding, unit length. */
  readonly embedding: Float32Array;
  readonly passages: readonly Passage[];
  /** The problems that the ticket seems to hold, when they are several; `passages` has theirs too. */
  readonly problems?: readonly Problem[] | undefined;
}

export interface AnswerOptions {
  readonly index: PassageIndex;
  /** A document must answer the ticket with at least this probability (0–1). */
  readonly minimumConfidence?: number;
  /** For the draft, whatever the provider does. */
  readonly timeoutMs?: number;
  /** Hears the draft while it is written; nothing of it is checked yet. */
  readonly onText?: (text: string) => void;
  /** Asked before every exchange with a provider outside: the consent that the ticket carries may be withdrawn by now. */
  readonly mayCall?: (ticket: Ticket, provider: AnswerProvider) => Promise<boolean>;
}

const defaultTimeoutMs = 30_000;

/**
 * Answers a ticket, or says why a person must; what a provider does wrong is a reason too, and nothing is made up.
 * @throws what the embedder throws: that is no fault of the ticket, and worth another try
 */
export async function answerTicket(
  request: AnswerRequest,
  provider: AnswerProvider,
  options: AnswerOptions,
): Promise<Outcome> {
  const { alert } = request.classification;
  if (alert === undefined) return answerProblems(request, (one) => answerOrHandOver(one, provider, options));
  // Quotations are enough for a suggestion: nobody waits for an LLM, and a ticket of this kind stays in the house.
  const { onText: _, ...quiet } = options;
  return handOver(alert, () => answerOrHandOver(request, extractive(options.index), quiet));
}

async function answerOrHandOver(
  request: AnswerRequest,
  provider: AnswerProvider,
  options: AnswerOptions,
): Promise<Outcome> {
  const { ticket, classification } = request;
  const documents = rankDocuments(request, options.index.stems);
  const minimum = options.minimumConfidence ?? defaultMinimumConfidence;
  const supporting = supportingPassages(request.passages, documents, { minimum, isRouted: isRouted(classification) });
  if (supporting.length === 0) return unanswered(classification, documents[0]);
  const passages = readablePassages(supporting, ticket.language);
  if (passages.length === 0) {
    return needsHuman(
      'language_not_supported',
      'The articles that fit are neither in the ticket’s language nor in English.',
    );
  }
  const draftRequest: DraftRequest = { ...request, passages };
  const sources = await readSources(passages, options.index);
  const { by, drafted } = await draftBy(provider, draftRequest, options);
  if ('draft' in drafted) return judge(drafted.draft, by, draftRequest, sources);
  return needsHuman('provider_failed', 'failed' in drafted ? drafted.failed : drafted.unavailable);
}

/** Who is not asked is replaced by quotations; who was asked and failed is not: a person sees to that (ADR 0013). */
async function draftBy(
  provider: AnswerProvider,
  request: DraftRequest,
  { index, timeoutMs = defaultTimeoutMs, onText = () => undefined, mayCall }: AnswerOptions,
): Promise<{ by: AnswerProvider; drafted: Drafted }> {
  if (mayDraft(provider, request)) {
    const ask = mayCall && (() => mayCall(request.ticket, provider));
    const drafted = await draftInTime(provider, request, timeoutMs, { onText, mayCall: ask });
    if (!('unavailable' in drafted)) return { by: provider, drafted };
  }
  const quoting = extractive(index);
  return { by: quoting, drafted: await draftInTime(quoting, request, timeoutMs, { onText }) };
}

/**
 * A provider outside needs the requester's consent. Who writes sentences of its own needs passages in the ticket's
 * language: what it writes in another language than its sources cannot be checked against them, so quotations are the
 * better answer there.
 */
function mayDraft({ external, generative }: AnswerProvider, { ticket, passages }: DraftRequest): boolean {
  if (external && !ticket.consent.externalProcessing) return false;
  return !generative || passages.every(({ passage }) => passage.language === ticket.language);
}

async function judge(
  draft: Draft,
  provider: AnswerProvider,
  { ticket, passages }: DraftRequest,
  sources: Sources,
): Promise<Outcome> {
  if ('declined' in draft) return needsHuman('no_supporting_passage', draft.declined);
  const language = provider.generative ? await otherLanguage(draft.text, ticket.language) : undefined;
  if (language) {
    return needsHuman(
      'language_not_supported',
      `${provider.name} answered in “${language}” instead of “${ticket.language}”.`,
    );
  }
  const unsupported = findUnsupported(draft.text, sources);
  if (unsupported) return needsHuman('ungrounded_answer', unsupported);
  const { lead = [], model, tokens } = draft;
  return {
    status: 'answered',
    answer: {
      text: [...lead, draft.text].join('\n'),
      citations: citationsOf(draft.cited, passages),
      provider: provider.name,
      grounded: true,
      ...(model === undefined ? {} : { model }),
      ...(tokens === undefined ? {} : { tokens }),
    },
  };
}

function citationsOf(cited: readonly number[], passages: DraftRequest['passages']): Citation[] {
  return passages
    .filter(({ n }) => cited.includes(n))
    .map(({ n, passage: { documentId, title, url } }) => ({ n, documentId, title, ...(url ? { url } : {}) }));
}

/** Why no article may answer: it was not routed, so an article would have had to be surer, or none fits. */
function unanswered(classification: Classification, best: RankedDocument | undefined): Outcome {
  if (classification.outOfScope) {
    return needsHuman('out_of_scope', 'The ticket is about nothing that the model was trained on.');
  }
  if (classification.abstained) return needsHuman('not_confident', unsureOf(classification));
  return needsHuman('no_supporting_passage', unsureOfDocument(best));
}

function unsureOfDocument(best: RankedDocument | undefined): string {
  const title = best?.passages[0]?.title;
  if (best === undefined || title === undefined) return 'Nothing in the knowledge base resembles the ticket.';
  return `The article that fits best, “${title}”, answers the ticket with a probability of only ${Math.round(best.confidence * 100)} %.`;
}

function unsureOf({ heads }: Classification): string {
  const [least] = Object.entries(heads).sort(([, a], [, b]) => a.confidence - b.confidence);
  if (!least) return 'The classifier is not sure about this ticket.';
  const [head, { label, confidence }] = least;
  return `The classifier is not sure of the ${head}: ${label} at ${Math.round(confidence * 100)} %.`;
}

function needsHuman(reason: NeedsHumanReason, detail: string): Outcome {
  return { status: 'needs_human', reason, detail };
}
