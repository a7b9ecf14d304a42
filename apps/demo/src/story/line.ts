/** One line of the demo: which step of the loop it is about, and what happened. */
export interface Line {
  readonly step: string;
  readonly text: string;
}

export type Tell = (step: string, text: string) => void;

const stepWidth = 10;

/** Writes lines with the minutes and seconds since the start. */
export function createTeller(stream: NodeJS.WritableStream, started = performance.now()): Tell {
  return (step, text) => {
    const seconds = Math.floor((performance.now() - started) / 1000);
    const clock = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
    stream.write(`${clock}  ${step.padEnd(stepWidth)}  ${text}\n`);
  };
}
