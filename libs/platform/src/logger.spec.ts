import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const module = JSON.stringify(new URL('./logger.js', import.meta.url).href);
const program = `
  const { createLogger } = await import(${module});
  const logger = createLogger('full', 'info');
  for (let n = 0; n < 20; n += 1) {
    logger.info({ n }, 'a line');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  process.stderr.write('goes on');
  process.exit(3);`;

describe('a log on a full disk', () => {
  // A file of Linux whose disk is always full.
  (existsSync('/dev/full') ? it : it.skip)('stops nothing, holds no end up, and is told of once', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
      timeout: 10_000,
    });
    closeSync(full);
    expect([status, stderr.match(/The log cannot be written: ENOSPC/g)?.length]).toEqual([3, 1]);
    expect(stderr).toContain('goes on');
  });
});
