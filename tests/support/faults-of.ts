import type { Row } from './bad-requests.js';
import type { RawReply } from './raw-request.js';

/** What is not as it must be in the reply to a bad request. */
export function faultsOf(
  { status, headers, text }: RawReply,
  expected: Pick<Row, 'status' | 'code' | 'says' | 'allow'>,
): string[] {
  const problem = (headers['content-type'] ?? '').startsWith('application/problem+json') ? JSON.parse(text) : {};
  const missing = (expected.says ?? []).filter((word) => !text.includes(word));
  const allow = (headers.allow ?? '').split(', ').sort();
  return [
    ...(status === expected.status ? [] : [`status ${status}, not ${expected.status}: ${text.slice(0, 200)}`]),
    ...(problem.status === status
      ? []
      : [`no problem of that status: ${headers['content-type']} ${text.slice(0, 200)}`]),
    ...(expected.code === undefined || problem.code === expected.code
      ? []
      : [`code ${problem.code}, not ${expected.code}: ${text.slice(0, 200)}`]),
    ...(/\bat .+:\d+/.test(text) || text.includes('node_modules') ? [`a stack trace: ${text.slice(0, 200)}`] : []),
    ...missing.map((word) => `does not say ${word}: ${text.slice(0, 300)}`),
    ...(expected.allow === undefined || allow.join() === [...expected.allow].sort().join()
      ? []
      : [`Allow: ${headers.allow}`]),
  ];
}
