import type { Prompt } from './prompt.js';

/** The longest answer, in tokens; six sentences need about 250. */
export const maxTokens = 600;

/** A piece of a streamed chat completion, whatever the wire format. */
export interface ChatChunk {
  readonly text?: string | undefined;
  /** Why the model stopped; the last piece of a whole answer says it. */
  readonly finishReason?: string | undefined;
  readonly model?: string | undefined;
  /** Of the whole exchange, prompt included. */
  readonly tokens?: number | undefined;
}

/** A wire format: sends the two messages and yields what comes back, as it comes. */
export type Complete = (prompt: Prompt, signal: AbortSignal) => AsyncIterable<ChatChunk>;
