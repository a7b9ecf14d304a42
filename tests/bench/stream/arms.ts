import type { ModelSpec } from '@driftdesk/contracts';
import { progress } from '../embedding-cache.js';
import type { Arm, Retraining } from './arm.js';
import { cpuSeconds } from './cpu-seconds.js';
import { openFrozenArm } from './frozen-arm.js';
import { openLoopArm } from './loop-arm.js';
import { openOracleArm } from './oracle-arm.js';
import { play } from './play.js';
import type { ArmName, Settings } from './settings.js';
import type { Stream } from './tickets.js';
import { specOf, trainerProgram, trainFirst } from './trainer.js';

/** How an arm played the stream. */
export interface ArmRun {
  readonly name: ArmName;
  /** One label a played ticket. */
  readonly predicted: readonly string[];
  readonly retrainings: readonly Retraining[];
  /** Of each evaluation of the loop: how long the event loop was held at most, in milliseconds. */
  readonly holds: readonly number[];
  /** Of this process and the trainers that it started, from the first ticket to the last. */
  readonly cpuSeconds: number;
  readonly seconds: number;
}

/** Trains the first champion and lets each arm begin with it, one arm after the other. */
export async function runArms(stream: Stream, settings: Settings): Promise<ArmRun[]> {
  const { beginning, played } = stream;
  const program = trainerProgram(settings);
  const spec = specOf([...beginning, ...played].map(({ label }) => label));
  process.stderr.write('training the first champion\n');
  const champion = await trainFirst(program, spec, beginning);
  try {
    const runs: ArmRun[] = [];
    for (const name of settings.arms) {
      const retrainings: Retraining[] = [];
      const holds: number[] = [];
      const onRetraining = (retraining: Retraining) => {
        retrainings.push(retraining);
        process.stderr.write(`${name}, ticket ${retraining.at}: retrained, ${retraining.outcome}\n`);
      };
      const onEvaluation = (longestHoldMs: number) => void holds.push(longestHoldMs);
      const setting = { champion: champion.directory, spec, onRetraining, onEvaluation };
      const started = { at: performance.now(), cpu: cpuSeconds() };
      const arm = await open(name, stream, settings, setting);
      try {
        const predicted = await play(arm, played, settings.labelDelay, progress(name));
        const seconds = (performance.now() - started.at) / 1000;
        runs.push({ name, predicted, retrainings, holds, cpuSeconds: cpuSeconds() - started.cpu, seconds });
      } finally {
        await arm.close();
      }
    }
    return runs;
  } finally {
    await champion.remove();
  }
}

interface ArmSetting {
  readonly champion: string;
  readonly spec: ModelSpec;
  readonly onRetraining: (retraining: Retraining) => void;
  readonly onEvaluation: (longestHoldMs: number) => void;
}

function open(name: ArmName, { beginning, played }: Stream, settings: Settings, setting: ArmSetting): Promise<Arm> {
  const program = trainerProgram(settings);
  const end = beginning.length + played.length;
  switch (name) {
    case 'frozen':
      return openFrozenArm(setting.champion);
    case 'oracle':
      return openOracleArm({ ...setting, beginning, program, every: Math.ceil(settings.oracleEvery * end), end });
    case 'loop':
      return openLoopArm({
        ...{ ...setting, beginning, program, rules: settings.rules, timeOf: evenly(settings.ticketsPerDay) },
        onMessage: (at, message) => process.stderr.write(`loop, ticket ${at}: ${message}\n`),
      });
  }
}

const dayMs = 24 * 3_600_000;
/** Any day will do: only what passes counts. */
const firstDay = Date.UTC(2026, 0, 1);

/** A clock that runs with the tickets. */
function evenly(ticketsPerDay: number): (at: number) => Date {
  return (at) => new Date(firstDay + (at / ticketsPerDay) * dayMs);
}
