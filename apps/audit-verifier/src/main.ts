import { parseArgs } from 'node:util';
import { runCommand } from '@driftdesk/command-line';
import { describeVerification } from './describe.js';
import { VerifierProblem } from './verifier-problem.js';
import { verifyExport } from './verify-export.js';

const usage = `Usage: npm run audit:verify -- export.jsonl [options]
  export.jsonl            what GET /v1/audit/export gave
  --public-key audit.pem  a key whose signatures count, also several times; the one that the export names when absent
  --log desk.log          the desk’s own log, as JSON lines
Exit code: 0 when all is as it was written, 1 when it is not, 2 when that cannot be told.`;

await runCommand(process.argv.slice(2), { usage, problems: [VerifierProblem], failureCode: 2 }, async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'public-key': { type: 'string', multiple: true }, log: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new VerifierProblem(usage);
  const verification = await verifyExport({ file, publicKeys: values['public-key'] ?? [], log: values.log });
  process.stdout.write(`${describeVerification(verification)}\n`);
  process.exitCode = verification.problems.length === 0 ? 0 : 1;
});
