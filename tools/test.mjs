import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { jest } from './jest.mjs';
import { lint } from './lint.mjs';
import { root } from './run.mjs';

const args = process.argv.slice(2);
await build();
// Named tests alone are for the moment's work; the whole suite includes the rules.
process.exit(args.length > 0 ? await jest(args) : await everything());

async function everything() {
  await lint();
  const home = mkdtempSync(join(tmpdir(), 'driftdesk-home-'));
  try {
    const { prepareHome } = await import(join(root, 'tests/dist/support/prepare-home.js'));
    await prepareHome(home);
    process.env.DRIFTDESK_TEST_PREPARED_HOME = home;
    // Files side by side on both cores; then alone what measures how long a restart takes.
    const together = await jest(['--maxWorkers=2', '--testPathIgnorePatterns=/faults/']);
    const alone = await jest(['--runInBand', 'tests/dist/faults/']);
    return together || alone;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
