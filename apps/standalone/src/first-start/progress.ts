import { Presets, SingleBar } from 'cli-progress';

/** Shows one long step after another: bars on a terminal, elsewhere a line at each step's end. */
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
  let pending: string | undefined;
  const finish = () => {
    if (pending !== undefined) stream.write(`${pending} done\n`);
    pending = undefined;
  };
  return {
    finish,
    step(title) {
      finish();
      pending = title;
      return () => undefined;
    },
  };
}

/** A step that shows only if it has something to report. */
export function stepOnFirst(progress: Progress, title: string): (done: number, total: number) => void {
  let show: ((done: number, total: number) => void) | undefined;
  return (done, total) => (show ??= progress.step(title))(done, total);
}
