/** What a file says of a document. */
export interface DocumentDraft {
  /** None when the file has no title: its name will do. */
  readonly title?: string | undefined;
  /** Markdown or plain text. */
  readonly body: string;
  readonly language?: string | undefined;
  readonly queue?: string | undefined;
  readonly url?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}
