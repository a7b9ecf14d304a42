import type { Alerts } from '@driftdesk/contracts';
import { notFound } from '@driftdesk/platform';
import type { TrustedKey } from '@driftdesk/registry';

/** Token of the classifier's options. */
export const CLASSIFIER_OPTIONS = Symbol('ClassifierOptions');

export interface ClassifierOptions {
  /** The model that classifies tickets. */
  readonly triageModel: string;
  /** A version serves only when one of these keys signed it. */
  readonly trustedKeys: readonly TrustedKey[];
  /** Which tickets go to a person by their words; undefined: none. */
  readonly alerts?: Alerts | undefined;
}

/** Token of the models there are: name → description, as their folders under `models/` say. */
export const MODEL_DESCRIPTIONS = Symbol('ModelDescriptions');
export type ModelDescriptions = ReadonlyMap<string, string>;

/** What a model's folder says of it. @throws HttpProblem 404 when there is no such model */
export function descriptionOf(descriptions: ModelDescriptions, name: string): string {
  const description = descriptions.get(name);
  if (description === undefined) throw notFound('model');
  return description;
}
