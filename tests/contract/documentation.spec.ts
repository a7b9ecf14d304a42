import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/workspaces.js';

describe('the documentation', () => {
  it('lists every variable as the schemas check it', async () => {
    const env = { ...process.env, NODE_OPTIONS: '' };
    const check = promisify(execFile)(process.execPath, ['tools/configuration.mjs', '--check'], { cwd: root, env });
    await expect(check).resolves.toMatchObject({ stderr: '' });
  });
});
