import { Presets, SingleBar } from 'cli-progress';

/** How often a step that goes on says so where there is no terminal, in milliseconds. */
const lineEveryMs = 5_000;

/** Shows one long step after another: bars on a terminal, elsewhere a line at its begin, every few seconds, and at its end. */
export interface Progress {
  step(title: string): (done: number, total: number) => void;
  finish(): void;
}

export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? bars(stream) : lines(stream);
}

function bars(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | undefined;
  const finish = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    finish,
    step(title) {
      finish();
      const options = { format: `${title.padEnd(34)} {bar} {percentage}%`, hideCursor: true, stream };
      const current = new SingleBar(options, Presets.shades_classic);
      current.start(1, 0);
      bar = current;
      return (done, total) => {
        current.setTotal(total);
        current.update(done);
      };
    },
  };
}

function lines(stream: NodeJS.WriteStream): Progress {
  let finish: () => void = () => undefined;
  return {
    finish: () => finish(),
    step(title) {
      finish();
      const started = Date.now();
      const seconds = () => Math.round((Date.now() - started) / 1000);
      let share = '';
      stream.write(`${title}…\n`);
      const timer = setInterval(() => stream.write(`${title}…${share} ${seconds()} s\n`), lineEveryMs);
      finish = () => {
        clearInterval(timer);
        stream.write(`${title} done in ${seconds()} s\n`);
        finish = () => undefined;
      };
      return (done, total) => void (share = total > 0 ? ` ${Math.floor((100 * done) / total)} %,` : '');
    },
  };
}

/** A step that shows only if it has something to report. */
export function stepOnFirst(progress: Progress, title: string): (done: number, total: number) => void {
  let show: ((done: number, total: number) => void) | undefined;
  return (done, total) => (show ??= progress.step(title))(done, total);
}
