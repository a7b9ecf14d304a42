import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type FromReader, type ReadReply, type ReadRequest, ready } from './messages.js';

/** What a file may cost. */
export interface ReadLimits {
  readonly seconds: number;
  /** Of the whole process that reads it, 80 MB of which are the program itself. */
  readonly megabytes: number;
}

/** The slowest honest file we know, a PDF of 10,000 pages without a tree, takes 10 s and 260 MB. */
const defaultLimits: ReadLimits = { seconds: 30, megabytes: 600 };
const longestStartMs = 60_000;

/** Reads files in a process of their own, which is ended when a file takes it too much time or memory. */
export interface DocumentReader {
  /** One file at a time. @throws Error when the reader itself is at fault */
  read(request: ReadRequest): Promise<Exclude<ReadReply, { failed: string }>>;
  close(): void;
}

interface ReaderProcess {
  readonly child: ChildProcess;
  /** How many files it was given. */
  files: number;
}

/** The process is started by the first file, and anew after one that it died of. */
export function createDocumentReader(limits: ReadLimits = defaultLimits): DocumentReader {
  let running: ReaderProcess | undefined;
  const end = () => {
    running?.child.kill('SIGKILL');
    running = undefined;
  };
  const read: DocumentReader['read'] = async (request) => {
    const current = (running ??= start(limits));
    // A file pays for its own reading, not for the start of the process on a busy machine.
    if (current.files === 0 && (await replyOf(current.child, longestStartMs)) !== ready) {
      end();
      throw new Error('The process that reads files did not start. Is the machine out of memory?');
    }
    current.files += 1;
    current.child.send(request);
    const ending = await replyOf(current.child, limits.seconds * 1_000);
    if (typeof ending === 'object') {
      if ('failed' in ending) throw new Error(`${request.path} cannot be read: ${ending.failed}`);
      return ending;
    }
    end();
    // Files before it may have filled the memory: it is judged by a process that read nothing else.
    if (ending === 'died' && current.files > 1) return read(request);
    return { rejected: ending === 'late' ? tooSlow(limits) : tooLarge(limits) };
  };
  return { read, close: end };
}

function start({ megabytes }: ReadLimits): ReaderProcess {
  const script = fileURLToPath(new URL('./reader-process.js', import.meta.url));
  const child = fork(script, [String(megabytes)], {
    execArgv: [`--max-old-space-size=${Math.floor(megabytes / 2)}`],
    // V8 prints pages when its heap is full.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return { child, files: 0 };
}

/** What the process says next; `late` when nothing came in time, `died` when the process ended instead. */
function replyOf(child: ChildProcess, timeoutMs: number): Promise<FromReader | 'late' | 'died'> {
  return new Promise((resolve) => {
    const settle = (ending: FromReader | 'late' | 'died') => {
      clearTimeout(deadline);
      child.removeAllListeners();
      // What still comes of a process that is being ended concerns nobody.
      child.on('error', () => undefined);
      resolve(ending);
    };
    const deadline = setTimeout(settle, timeoutMs, 'late');
    child.once('message', (message) => settle(message as FromReader));
    child.once('exit', () => settle('died'));
    child.once('error', () => settle('died'));
  });
}

function tooSlow({ seconds }: ReadLimits): string {
  return `takes more than ${seconds} s to read; it is damaged or far too intricate. Save its text as Markdown or plain text`;
}

function tooLarge({ megabytes }: ReadLimits): string {
  return `needs more than ${megabytes} MB of memory to be read; it is damaged or holds far more than text. Save its text as Markdown or plain text`;
}
