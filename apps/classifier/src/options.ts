/** Token of the classifier's options. */
export const CLASSIFIER_OPTIONS = Symbol('ClassifierOptions');

export interface ClassifierOptions {
  /** The model that classifies tickets. */
  readonly triageModel: string;
}

/** Token of the models there are: name → description, as their folders under `models/` say. */
export const MODEL_DESCRIPTIONS = Symbol('ModelDescriptions');
export type ModelDescriptions = ReadonlyMap<string, string>;
