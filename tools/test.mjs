import { build } from './build.mjs';
import { jest } from './jest.mjs';
import { lint } from './lint.mjs';

const args = process.argv.slice(2);
await build();
// Named tests alone are for the moment's work; the whole suite includes the rules.
if (args.length === 0) await lint();
process.exit(await jest(args));
