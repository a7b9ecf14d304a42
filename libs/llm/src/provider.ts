import type { Classification, Passage, Ticket } from '@driftdesk/contracts';

/** A passage under the number by which an answer cites it: its place in the retrieved passages, from 1. */
export interface NumberedPassage {
  readonly n: number;
  readonly passage: Passage;
}

/** What a provider sees: a ticket and the passages that support an answer to it, best first. */
export interface DraftRequest {
  readonly ticket: Ticket;
  readonly classification: Classification;
  /** The ticket's embedding, unit length. */
  readonly embedding: Float32Array;
  readonly passages: readonly NumberedPassage[];
}

/** What a provider made of a request; nothing of it is trusted before the grounding check. */
export type Draft =
  | {
      /** The answer, with [n] after every statement. */
      readonly text: string;
      /** Numbers of the cited passages, ascending. */
      readonly cited: readonly number[];
      /** Sentences about the answer, written by the program and not by a model; they precede the text, unchecked. */
      readonly lead?: readonly string[];
      readonly model?: string;
      readonly tokens?: number;
    }
  | { readonly declined: string };

/** Something that drafts answers. */
export interface AnswerProvider {
  readonly name: string;
  /** Whether a ticket leaves this installation. */
  readonly external: boolean;
  /** @throws ProviderError when no draft could be had. */
  draft(request: DraftRequest, signal: AbortSignal): Promise<Draft>;
}

/** Why a provider gave no draft: one sentence for an agent, without secrets and without the provider's own words. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
}
