import { parseArgs } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { runCommand } from './run-command.js';

class Problem extends Error {}

describe('a command', () => {
  let [output, errors] = ['', ''];
  beforeEach(() => {
    [output, errors] = ['', ''];
    process.exitCode = undefined;
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((output += String(text))));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((errors += String(text))));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });
  const run = (args: string[], work: () => void) =>
    runCommand(args, { usage: 'Usage: x', problems: [Problem], failureCode: 2 }, async () => work());

  it.each([['--help'], ['-h']])('shows its usage at %s, and does nothing', async (flag) => {
    await run(['--file', 'x', flag], () => expect('nothing').toBe('done'));
    expect([output, errors, process.exitCode]).toEqual(['Usage: x\n', '', undefined]);
  });

  it.each([
    ['a problem as a sentence', () => void problem(), /^No\.\n$/],
    [
      'an argument that is none',
      () => void parseArgs({ args: ['--x'], options: {} }),
      /^Unknown option '--x'.*\n--help/,
    ],
    ['any other error with its stack', () => void fault(), /^Error: broken\n {4}at /],
  ])('says %s', async (_, work, message) => {
    await run([], work);
    expect([output, errors, process.exitCode]).toEqual(['', expect.stringMatching(message), 2]);
  });
});

function problem(): never {
  throw new Problem('No.');
}

function fault(): never {
  throw new Error('broken');
}
