import { exitCode } from './run.mjs';

/** Jest over the compiled tests. ES modules in Jest still need the flag. */
export function jest(args) {
  return exitCode(process.execPath, [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    ...args,
  ]);
}
