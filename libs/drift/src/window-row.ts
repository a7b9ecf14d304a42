/** A classified ticket as the tests see it. Every row of both windows has the same heads with the same labels. */
export interface WindowRow {
  /** [dimensions], unit length. */
  readonly embedding: Float32Array;
  /** Head → probabilities, in the order of the head's labels. */
  readonly probabilities: Readonly<Record<string, Float32Array>>;
  /** Head → the predicted label. */
  readonly labels: Readonly<Record<string, string>>;
  readonly text: string;
  /** ISO 639-1. */
  readonly language: string;
}
