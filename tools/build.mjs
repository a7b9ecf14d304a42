import { install } from './install.mjs';
import { run, withProgress } from './run.mjs';

/** Compiles projects and what they reference; all of them when none is named. Unchanged ones cost nothing. */
export async function build(projects = []) {
  await install();
  const args = ['node_modules/typescript/bin/tsc', '--build', ...projects];
  await withProgress('Compiling', () => run(process.execPath, args));
}

if (import.meta.main ?? process.argv[1]?.endsWith('tools/build.mjs')) await build(process.argv.slice(2));
