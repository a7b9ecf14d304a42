import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { exitCode, root } from './run.mjs';

await build(['apps/standalone', 'apps/trainer', 'models/ticket-triage']);
// Traces point at TypeScript; a larger nursery saves a tenth of the time at full load for some 60 MB.
const nodeOptions = JSON.parse(readFileSync(join(root, 'apps/standalone/node-options.json'), 'utf8'));
process.exit(await exitCode(process.execPath, [...nodeOptions, 'apps/standalone/dist/main.js']));
