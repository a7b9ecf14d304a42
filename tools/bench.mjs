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
  process.stderr.write(`Usage: npm run bench -- NAME [options]; NAME is one of ${benches.join(', ')}\n`);
  process.exit(1);
}
await build();
const script = join(root, `tests/dist/bench/${name}.bench.js`);
process.exit(await exitCode(process.execPath, ['--enable-source-maps', script, ...args], {}, callersFolder));
