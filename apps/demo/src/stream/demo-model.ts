import { access } from 'node:fs/promises';
import type { Example } from '@driftdesk/contracts';

interface Seeded {
  readonly seed: number;
  readonly count: number;
}

/** What the demo plays of a folder under `models/`. */
export interface DemoModel {
  readonly name: string;
  /** Tickets as the model knows them. */
  tickets(options: Seeded): Example[];
  /** A topic that it does not know, and the label of a head under which it belongs. */
  readonly unseen: { readonly head: string; readonly label: string; tickets(options: Seeded): Example[] };
}

const modelsFolder = new URL('../../../../models/', import.meta.url);

/** The first of these models that comes with demo tickets and an unseen topic: no app knows a model by name. */
export async function findDemoModel(names: readonly string[]): Promise<DemoModel | undefined> {
  for (const name of names) {
    const file = new URL(`${name}/dist/index.js`, modelsFolder);
    const missing = await access(file).then(
      () => false,
      () => true,
    );
    if (missing) continue;
    const { model } = (await import(file.href)) as { model: { demo: Partial<Omit<DemoModel, 'name'>> } };
    const { tickets, unseen } = model.demo;
    if (tickets !== undefined && unseen !== undefined) return { name, tickets, unseen };
  }
  return undefined;
}
