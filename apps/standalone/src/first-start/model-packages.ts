import { readdir } from 'node:fs/promises';
import { type Example, type ModelSpec, modelSpecSchema } from '@driftdesk/contracts';

/** What a folder under `models/` exports as `model`. */
export interface ModelPackage {
  readonly spec: ModelSpec;
  readonly demo: {
    readonly tickets: () => Example[];
    /** Folder of Markdown articles, a subfolder a language. */
    readonly knowledge: URL;
  };
}

const modelsFolder = new URL('../../../../models/', import.meta.url);

/** Finds the models by their folders: no app knows one by name. */
export async function findModelPackages(): Promise<ModelPackage[]> {
  const entries = await readdir(modelsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const { model } = (await import(new URL(`${name}/dist/index.js`, modelsFolder).href)) as { model: ModelPackage };
      return { ...model, spec: modelSpecSchema.parse(model.spec) };
    }),
  );
}
