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

/** How long a draft may take, and who listens meanwhile. */
export interface DraftContext {
  /** Aborted at the deadline. */
  readonly signal: AbortSignal;
  /** On the clock of `performance.now()`: for everything together, attempts, pauses and bodies. */
  readonly deadline: number;
  /** Hears the text so far, whole words of it, whenever there is more; a new attempt begins anew. */
  readonly onText: (text: string) => void;
  /** Asked before every exchange with a server outside; false: the ticket may not go there (any more). */
  readonly mayCall?: (() => Promise<boolean>) | undefined;
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
  /** Whether it writes sentences of its own, in whatever language; otherwise it quotes. */
  readonly generative: boolean;
  /** The model it is told to use, when it has one. */
  readonly model?: string;
  /** Settles once what every draft needs is loaded: the deadline of a draft begins after that. */
  readonly loaded?: Promise<unknown>;
  /**
   * @throws ProviderError when no draft could be had
   * @throws ProviderUnavailable when it was not asked at all
   */
  draft(request: DraftRequest, context: DraftContext): Promise<Draft>;
}

/** Why a provider gave no draft: one sentence for an agent, without secrets and without the provider's own words. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  /** Whether the next ticket is likely to meet the same: the provider and not this request is at fault. */
  readonly faulty: boolean;
  /** How long the provider asks to be left alone, in milliseconds, when it says so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { faulty = false, retryAfterMs }: { faulty?: boolean; retryAfterMs?: number } = {}) {
    super(message);
    this.faulty = faulty;
    this.retryAfterMs = retryAfterMs;
  }
}

/** A provider was not asked: it is failing, or its budget is spent. Nothing is known against the ticket. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}
