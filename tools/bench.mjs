import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { exitCode, root } from './run.mjs';

const [name, ...args] = process.argv.slice(2);
const script = `tests/dist/bench/${name}.bench.js`;
await build();
if (name === undefined || !/^[a-z-]+$/.test(name) || !existsSync(join(root, script))) {
  process.stderr.write('Usage: npm run bench -- throughput [--tickets N]\n');
  process.exit(1);
}
process.exit(await exitCode(process.execPath, ['--enable-source-maps', script, ...args]));
