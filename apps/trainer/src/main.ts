import { run } from './run.js';

const [requestPath] = process.argv.slice(2);
if (requestPath) {
  process.exitCode = await run(requestPath, (progress) => process.stdout.write(`${JSON.stringify(progress)}\n`));
} else {
  process.stderr.write('Usage: node dist/main.js <path of request.json>\n');
  process.exitCode = 2;
}
