import { type CommandEnding, runCommand } from './command.js';

/** Runs `npm run demo -- …args` as a user does; `onOutput` hears of its lines and may end it. */
export function runDemo(
  args: readonly string[],
  onOutput: (text: string, end: () => void) => void = () => undefined,
): Promise<CommandEnding> {
  return runCommand('demo', args, {
    onOutput: (text, child) => onOutput(text, () => void child.kill('SIGINT')),
  });
}
