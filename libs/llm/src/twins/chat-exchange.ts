import type { IncomingMessage, ServerResponse } from 'node:http';

/** Whose dialect of chat completions the server speaks. */
export type WireFormat = 'mistral' | 'openai-compatible';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly url: string;
  readonly authorization: string;
  readonly body: {
    readonly model: string;
    readonly temperature: number;
    readonly stream?: boolean;
    readonly stream_options?: { readonly include_usage?: boolean };
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
  /** The two messages. */
  readonly system: string;
  readonly user: string;
}

/** A request in hand. */
export interface Exchange {
  readonly format: WireFormat;
  readonly request: SeenRequest;
  readonly raw: IncomingMessage;
  readonly response: ServerResponse;
}

/** What the server does with one request. */
export type Reply = (exchange: Exchange) => void | Promise<void>;
