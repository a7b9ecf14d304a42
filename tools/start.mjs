import { build } from './build.mjs';
import { exitCode } from './run.mjs';

process.stderr.write('Building…\n');
await build(['apps/standalone', 'apps/trainer', 'models/ticket-triage']);
process.exit(await exitCode(process.execPath, ['--enable-source-maps', 'apps/standalone/dist/main.js']));
