import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What `npm start` runs Node with. */
const nodeOptions = JSON.parse(
  readFileSync(new URL('../../../apps/standalone/node-options.json', import.meta.url), 'utf8'),
) as string[];
const main = fileURLToPath(new URL('../../../apps/standalone/dist/main.js', import.meta.url));

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // A test says what it expects of the body; the contract test holds bodies to their schemas.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A log line of the desk, parsed. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A real desk in a process of its own on a free port of the loopback. */
export interface Desk {
  readonly url: string;
  readonly pid: number;
  readonly log: readonly LogLine[];
  readonly errors: readonly string[];
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** SIGTERM, as Ctrl-C does it; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** Runs the desk until it says that it is ready. @throws Error with what it wrote when it ends instead */
export async function startDesk(home: string, environment: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const started = spawnDesk(home, environment);
  const url = await Promise.race([started.ready, started.ended]);
  if (typeof url !== 'string')
    throw new Error(`The desk ended with ${url} before it was ready:\n${started.errors.join('')}`);
  const { child, log, errors, ended } = started;
  return {
    url,
    pid: child.pid ?? 0,
    log,
    errors,
    call: (method, path, body, headers) => call(`${url}${path}`, method, body, headers),
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs a desk that is expected to refuse its start. */
export async function refusedStart(home: string, environment: Readonly<Record<string, string>>) {
  const { ended, ready, errors, child } = spawnDesk(home, environment);
  const code = await Promise.race([ended, ready]);
  if (typeof code === 'string') {
    child.kill('SIGKILL');
    await ended;
  }
  return { code, errors: errors.join('') };
}

function spawnDesk(home: string, environment: Readonly<Record<string, string>>) {
  const child: ChildProcess = spawn(process.execPath, [...nodeOptions, main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DRIFTDESK_HOME: home, ...environment },
  });
  const log: LogLine[] = [];
  const errors: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const ready = new Promise<string>((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line) as LogLine;
      log.push(entry);
      if (entry['msg'] === 'ready') resolve(entry['url'] as string);
    });
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, log, errors, ready, ended };
}

async function call(url: string, method: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}
