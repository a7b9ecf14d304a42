import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a command ended, and what it wrote. */
export interface CommandEnding {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface CommandListeners {
  readonly onOutput?: (text: string, child: ChildProcess) => void;
  readonly onErrors?: (text: string, child: ChildProcess) => void;
}

/** Runs the command that is an app, in a process of its own. */
export function runCommand(
  app: 'importer' | 'demo' | 'audit-verifier',
  args: readonly string[],
  { onOutput = () => undefined, onErrors = () => undefined }: CommandListeners = {},
): Promise<CommandEnding> {
  const main = fileURLToPath(new URL(`../../../apps/${app}/dist/main.js`, import.meta.url));
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.push(text);
    onOutput(text, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors.push(text);
    onErrors(text, child);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: output.join(''), errors: errors.join('') }));
  });
}
