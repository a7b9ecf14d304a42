/** Why a label cannot be registered, as a sentence; `reason` is the machine-readable kind. */
export class LabelRefused extends Error {
  override readonly name = 'LabelRefused';

  constructor(
    readonly reason: 'unknown_head' | 'label_exists' | 'too_many_labels',
    message: string,
  ) {
    super(message);
  }
}
