/** Token of the process's embedder. */
export const EMBEDDER = Symbol('Embedder');
