import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The ONNX files transformers.js knows and a CPU runs well, by its name for their precision; the first found is used. */
const onnxFiles = {
  q8: 'onnx/model_quantized.onnx',
  int8: 'onnx/model_int8.onnx',
  uint8: 'onnx/model_uint8.onnx',
  fp32: 'onnx/model.onnx',
} as const;
const otherFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

/** An embedding model on disk, laid out as transformers.js expects. */
export interface ModelFolder {
  /** Absolute: transformers.js takes a relative path for a name on the Hugging Face hub. */
  readonly directory: string;
  readonly onnxFile: string;
  readonly dtype: keyof typeof onnxFiles;
}

/** Looks at the folder, without loading it. @throws Error naming every file that is missing. */
export async function findModel(path: string): Promise<ModelFolder> {
  const directory = resolve(path);
  if (!(await exists(directory))) {
    throw new Error(`The embedding model folder ${directory} does not exist. Prepare it first, or correct the path.`);
  }
  const dtypes = Object.keys(onnxFiles) as (keyof typeof onnxFiles)[];
  const found = await Promise.all(dtypes.map((dtype) => exists(join(directory, onnxFiles[dtype]))));
  const dtype = dtypes.find((_, i) => found[i]);
  const present = await Promise.all(otherFiles.map((file) => exists(join(directory, file))));
  const missing = otherFiles.filter((_, i) => !present[i]);
  if (!dtype) missing.push(Object.values(onnxFiles).join(' or '));
  if (!dtype || missing.length > 0) {
    throw new Error(
      `The embedding model folder ${directory} lacks ${missing.join(', ')}. ` +
        'It must be a feature-extraction model in the layout of transformers.js.',
    );
  }
  return { directory, onnxFile: join(directory, onnxFiles[dtype]), dtype };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
