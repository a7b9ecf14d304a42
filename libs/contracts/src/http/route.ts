import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One constant is the whole route: the controller binds it, the OpenAPI document and the tests are made from it. */
export interface RouteDefinition<Params = unknown, Query = unknown, Body = unknown, Headers = unknown> {
  readonly id: string;
  readonly method: Method;
  /** With `:name` parameters and the `/v1` prefix where there is one. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly headers?: z.ZodType<Headers>;
  /** Status → what it means and its schema; none: no content. */
  readonly responses: Readonly<Record<number, ResponseDefinition>>;
}

export interface ResponseDefinition {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** Defaults to application/json. */
  readonly contentType?: string;
  /** Of server-sent events: name → what its data is as JSON. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
}

export function defineRoute<Params = undefined, Query = undefined, Body = undefined, Headers = undefined>(
  definition: RouteDefinition<Params, Query, Body, Headers>,
): RouteDefinition<Params, Query, Body, Headers> {
  return definition;
}

/** The parsed request of a route, for a handler's parameter. */
export type RequestOf<Route> =
  Route extends RouteDefinition<infer Params, infer Query, infer Body, infer Headers>
    ? { readonly params: Params; readonly query: Query; readonly body: Body; readonly headers: Headers }
    : never;
