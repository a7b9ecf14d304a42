/** Token of the options of retrieval. */
export const RAG_OPTIONS = Symbol('RagOptions');

export interface RagOptions {
  /** The model that sorts tickets into queues. */
  readonly triageModel: string;
}
