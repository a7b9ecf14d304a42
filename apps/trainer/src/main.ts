import { Worker } from 'node:worker_threads';
import { run } from './run.js';

// What is written holds tickets: it is for this user alone.
process.umask(0o077);

const [requestPath, option] = process.argv.slice(2);
if (requestPath) {
  if (option === '--end-with-stdin') new Worker(new URL('./watch-parent.js', import.meta.url)).unref();
  process.exitCode = await run(requestPath, (progress) => process.stdout.write(`${JSON.stringify(progress)}\n`));
} else {
  process.stderr.write('Usage: node dist/main.js <path of request.json> [--end-with-stdin]\n');
  process.exitCode = 2;
}
