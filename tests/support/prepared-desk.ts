import { type Desk, startDesk } from './desk.js';
import { copyPreparedHome } from './prepared-home.js';

type Environment = Readonly<Record<string, string>>;

interface Options {
  /** Variables of each start that names no others. */
  readonly environment?: Environment;
  /** Whether it runs when it is handed over; false leaves time to change the home. */
  readonly started?: boolean;
}

/** A desk on a home of its own, over all its starts: url, pid, log and errors are those of the last one. */
export interface PreparedDesk extends Desk {
  readonly home: string;
  /** Starts it for the first time, or again after its end. */
  start(environment?: Environment): Promise<void>;
  /** Stops it unless it was stopped or killed, and removes its home. @throws Error when it did not end with 0 */
  remove(): Promise<void>;
}

/** A desk on a copy of the home that the global set-up started once, model trained. Who asked for it removes it. */
export async function preparedDesk({ environment = {}, started = true }: Options = {}): Promise<PreparedDesk> {
  const { home, remove } = await copyPreparedHome();
  const desk = deskOn(home, environment, remove);
  if (!started) return desk;
  try {
    await desk.start();
    return desk;
  } catch (error) {
    await remove();
    throw error;
  }
}

function deskOn(home: string, usual: Environment, removeHome: () => Promise<void>): PreparedDesk {
  let last: Desk | undefined;
  let killed = false;
  const desk = () => {
    if (last === undefined) throw new Error('This desk has not been started yet.');
    return last;
  };
  return {
    home,
    get url() {
      return desk().url;
    },
    get pid() {
      return desk().pid;
    },
    get log() {
      return desk().log;
    },
    get errors() {
      return desk().errors;
    },
    call: (...request) => desk().call(...request),
    stop: () => desk().stop(),
    async kill() {
      killed = true;
      await desk().kill();
    },
    async start(environment = usual) {
      last = await startDesk(home, environment);
      killed = false;
    },
    async remove() {
      const code = last === undefined || killed ? 0 : await last.stop();
      await removeHome();
      if (code !== 0) throw new Error(`The desk ended with ${code}:\n${last?.errors.join('')}`);
    },
  };
}
