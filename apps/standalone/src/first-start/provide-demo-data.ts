import { join } from 'node:path';
import type { TrainingProgress } from '@driftdesk/contracts';
import { KnowledgeBase } from '@driftdesk/rag';
import type { StandaloneEnvironment } from '../environment.js';
import type { Resources } from '../resources.module.js';
import { trainerProgram } from '../trainer-program.js';
import type { ModelPackage } from './model-packages.js';
import { type Progress, stepOnFirst } from './progress.js';

interface FirstStart {
  readonly environment: StandaloneEnvironment;
  readonly home: string;
  readonly embeddingModel: string;
  readonly packages: readonly ModelPackage[];
  readonly resources: Resources;
  readonly progress: Progress;
}

/** What the start tells of the data it runs on. */
export interface DemoState {
  readonly trainedOnDemo: boolean;
}

/** Gives a fresh home what it lacks: the knowledge base, and a first version of each model. */
export async function provideDemoData(start: FirstStart): Promise<DemoState> {
  const { environment, packages, resources, progress } = start;
  const knowledge = new KnowledgeBase(resources.database, resources.embedder);
  await knowledge.reembed(stepOnFirst(progress, 'Embedding the knowledge base again'));
  if (environment.DEMO_DATA) {
    for (const model of packages) {
      await provideKnowledge(model, knowledge, start);
      await provideModel(model, start);
    }
  }
  const champion = await resources.registry.resolve(environment.TRIAGE_MODEL, 'champion');
  return { trainedOnDemo: champion?.card.trainedOn === 'demo data' };
}

// A demo article that somebody deleted must not come back: only a store that never had one is filled.
async function provideKnowledge({ demo }: ModelPackage, knowledge: KnowledgeBase, { resources, progress }: FirstStart) {
  const { prisma } = resources.database;
  const loaded = await prisma.setting.findUnique({ where: { name: 'demo-knowledge' } });
  if (loaded !== null) return;
  // Only a first start needs what reads articles and trains; every later one is quicker without.
  const { loadKnowledge } = await import('./load-knowledge.js');
  await loadKnowledge(knowledge, demo.knowledge, progress.step('Loading the knowledge base'));
  await prisma.setting.create({ data: { name: 'demo-knowledge', value: 'loaded' } });
}

async function provideModel(
  model: ModelPackage,
  { environment, home, embeddingModel, resources, progress }: FirstStart,
) {
  const { registry } = resources;
  if ((await registry.resolve(model.spec.name, 'champion')) !== undefined) return;
  const place = {
    program: trainerProgram(environment, { home, embeddingModel }),
    folder: join(home, 'training', model.spec.name),
  };
  const { trainFirstVersion } = await import('./train-first-version.js');
  await trainFirstVersion(model, registry, place, showTraining(progress));
}

const stageTitles: Readonly<Record<TrainingProgress['stage'], string>> = {
  validate: 'Training: reading demo tickets',
  embed: 'Training: embedding demo tickets',
  search: 'Training: choosing penalties',
  fit: 'Training: fitting the model',
  evaluate: 'Training: measuring on unseen families',
  export: 'Training: writing the version',
};

function showTraining(progress: Progress): (update: TrainingProgress) => void {
  let stage: TrainingProgress['stage'] | undefined;
  let show: (done: number, total: number) => void = () => undefined;
  return (update) => {
    if (update.stage !== stage) show = progress.step(stageTitles[update.stage]);
    stage = update.stage;
    show(update.done, update.total);
  };
}
