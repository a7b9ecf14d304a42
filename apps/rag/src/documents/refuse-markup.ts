import { HttpProblem } from '@driftdesk/platform';

const htmlPage = /^\s*(?:<!doctype\s+html|<html[\s>])/i;
const htmlElement = /<\/(?:html|body|head|div|p|span|table|tr|td|ul|ol|li|section|article|script|style|a|h[1-6])\s*>/i;

/** Documents are Markdown or plain text: HTML would be searched and quoted with its tags. @throws HttpProblem 400 */
export function refuseMarkup(body: string): void {
  const prose = body.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  if (htmlPage.test(body) || htmlElement.test(prose)) {
    throw new HttpProblem(400, 'html_not_supported', 'The document is HTML. Send Markdown or plain text.', [
      { field: 'body.body', message: 'contains HTML elements' },
    ]);
  }
}
