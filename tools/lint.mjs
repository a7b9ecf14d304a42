import { install } from './install.mjs';
import { run } from './run.mjs';

/**
 * Nx's boundary rule reads the project graph from its cache; without one it warns, skips itself and passes. So the
 * graph is made first.
 */
export async function lint(paths = ['.']) {
  await install();
  await run(process.execPath, ['tools/kernels.mjs', '--check']);
  const env = { NX_DAEMON: 'false' };
  await run(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'graph', '--file=.nx/graph.json'], env);
  await run(process.execPath, ['node_modules/eslint/bin/eslint.js', '--max-warnings=0', ...paths], env);
  await run(process.execPath, ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', ...paths]);
}

if (process.argv[1]?.endsWith('tools/lint.mjs'))
  await lint(process.argv.slice(2).length > 0 ? process.argv.slice(2) : undefined);
