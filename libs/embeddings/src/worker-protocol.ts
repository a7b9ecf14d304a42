/** To a worker. Texts of a unit are encoded in order; `close` comes after every unit that is still to run. */
export type WorkerRequest = { readonly type: 'encode'; readonly texts: readonly string[] } | { readonly type: 'close' };

/** From a worker: once `ready` or `unusable`, then one reply a unit, in the order of the requests. */
export type WorkerReply =
  | { readonly type: 'ready'; readonly dimensions: number }
  | { readonly type: 'unusable'; readonly reason: string }
  | { readonly type: 'vectors'; readonly vectors: readonly Float32Array[] }
  | { readonly type: 'refused'; readonly reason: string };
