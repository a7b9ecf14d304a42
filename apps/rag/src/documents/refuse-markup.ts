import { isHtml } from '@driftdesk/contracts';
import { HttpProblem } from '@driftdesk/platform';

/** Documents are Markdown or plain text. @throws HttpProblem 400 */
export function refuseMarkup(body: string): void {
  if (isHtml(body)) {
    throw new HttpProblem(400, 'html_not_supported', 'The document is HTML. Send Markdown or plain text.', [
      { field: 'body.body', message: 'contains HTML elements' },
    ]);
  }
}
