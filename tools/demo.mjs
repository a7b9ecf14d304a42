import { join } from 'node:path';
import { build } from './build.mjs';
import { callersFolder, exitCode, root } from './run.mjs';

await build(['apps/demo', 'models/ticket-triage']);
const main = join(root, 'apps/demo/dist/main.js');
const args = ['--enable-source-maps', main, ...process.argv.slice(2)];
process.exit(await exitCode(process.execPath, args, {}, callersFolder));
