import type { Arm } from './arm.js';
import { labelsOf, Serving } from './serving.js';

/** The first champion serves for ever. */
export async function openFrozenArm(champion: string): Promise<Arm> {
  const serving = await Serving.of(champion);
  return {
    serve: async (tickets) => labelsOf(await serving.predict(tickets)),
    label: async () => undefined,
    settle: async () => undefined,
    close: () => serving.release(),
  };
}
