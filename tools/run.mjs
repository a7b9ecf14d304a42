import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the root with its output shown; ends this process with its exit code when it fails. */
export async function run(command, args, env = {}) {
  const code = await exitCode(command, args, env);
  if (code !== 0) process.exit(code);
}

/** Runs a command with its output shown, in the root unless another folder is named. Signals reach it too; this process waits for its end. */
export function exitCode(command, args, env = {}, cwd = root) {
  const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
  let asked = false;
  const forward = (signal) => {
    asked = true;
    child.kill(signal);
  };
  // A terminal sends Ctrl-C to the child itself; from elsewhere this process may be the only one that gets the signal.
  const ignore = () => (asked = true);
  process.on('SIGINT', process.stdin.isTTY ? ignore : forward);
  process.on('SIGTERM', forward);
  // npm's shell dies of the signal that it gets and passes none on. The child is asked once: a second signal cuts its end short.
  const parent = process.ppid;
  const orphaned = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(orphaned);
    if (!asked) forward('SIGTERM');
  }, 500);
  orphaned.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', process.stdin.isTTY ? ignore : forward);
      process.off('SIGTERM', forward);
      clearInterval(orphaned);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** Says every five seconds that `work` still goes on: it may take minutes and print nothing. */
export async function withProgress(title, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  process.stderr.write(`${title}…\n`);
  const timer = setInterval(() => process.stderr.write(`${title}… ${seconds()} s\n`), 5_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Where whoever called npm stands: the files he names are meant from there. */
export const callersFolder = process.env.INIT_CWD ?? process.cwd();
