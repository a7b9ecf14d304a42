import type { ChildProcess } from 'node:child_process';
import { type CommandEnding, runCommand } from './command.js';

/** Runs `npm run import -- …args` as a user does; `onErrors` hears of its progress. */
export function runImport(
  args: readonly string[],
  onErrors: (text: string, child: ChildProcess) => void = () => undefined,
): Promise<CommandEnding> {
  return runCommand('importer', args, { onErrors });
}

/** A count that the importer's report names, such as `created`. */
export function reported({ output }: CommandEnding, title: string): number {
  return Number(new RegExp(`^ {2}${title} +(\\d+)$`, 'm').exec(output)?.[1]);
}
