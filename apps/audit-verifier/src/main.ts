import { parseArgs } from 'node:util';
import { describeVerification } from './describe.js';
import { VerifierProblem } from './verifier-problem.js';
import { verifyExport } from './verify-export.js';

const usage =
  'Usage: npm run audit:verify -- export.jsonl [--public-key audit.pem]… [--log desk.log]\nThe export is what GET /v1/audit/export gave; the log is the desk’s own, as JSON lines.';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'public-key': { type: 'string', multiple: true }, log: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new VerifierProblem(usage);
  const verification = await verifyExport({ file, publicKeys: values['public-key'] ?? [], log: values.log });
  process.stdout.write(`${describeVerification(verification)}\n`);
  process.exitCode = verification.problems.length === 0 ? 0 : 1;
} catch (error) {
  const expected =
    error instanceof VerifierProblem || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${expected ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = 2;
}
