import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { callersFolder, exitCode, root } from './run.mjs';

const [name, ...args] = process.argv.slice(2);
const suffix = '.bench.ts';
const benches = readdirSync(join(root, 'tests/bench'))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length));
if (!benches.includes(name)) {
  const asked = name === '--help' || name === '-h';
  const usage = `Usage: npm run bench -- NAME [options]; NAME is one of ${benches.join(', ')}; NAME --help shows its options\n`;
  (asked ? process.stdout : process.stderr).write(usage);
  process.exit(asked ? 0 : 1);
}
await build();
const script = join(root, `tests/dist/bench/${name}.bench.js`);
process.exit(await exitCode(process.execPath, ['--enable-source-maps', script, ...args], {}, callersFolder));
