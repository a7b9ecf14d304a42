import type { ModelSpec } from '@driftdesk/contracts';
import type { TrainerProgram } from '@driftdesk/delivery';
import type { Arm, Retraining } from './arm.js';
import { labelsOf, Serving } from './serving.js';
import { trainVersion } from './trainer.js';
import type { StreamTicket } from './tickets.js';

export interface OracleTask {
  readonly champion: string;
  readonly beginning: readonly StreamTicket[];
  readonly program: TrainerProgram;
  readonly spec: ModelSpec;
  /** Tickets from one training to the next. */
  readonly every: number;
  /** Tickets of the whole file: nothing is trained when all have come. */
  readonly end: number;
  readonly onRetraining: (retraining: Retraining) => void;
}

/** Retrains all the time, on whatever labels have come, and serves the result at once: no drift, no gates. */
export async function openOracleArm({
  champion,
  beginning,
  program,
  spec,
  every,
  end,
  onRetraining,
}: OracleTask): Promise<Arm> {
  const serving = await Serving.of(champion);
  const examples = beginning.map(({ example }) => example);
  let due = beginning.length + every;
  return {
    serve: async (tickets) => labelsOf(await serving.predict(tickets)),
    async label(tickets) {
      examples.push(...tickets.map(({ example }) => ({ ...example, source: 'agent' as const })));
    },
    async settle(next) {
      if (next < due || next >= end) return;
      due += every;
      const { directory, remove } = await trainVersion(program, spec, examples);
      await serving.swap(directory);
      await remove();
      onRetraining({ at: next, outcome: `${examples.length} examples` });
    },
    close: () => serving.release(),
  };
}
