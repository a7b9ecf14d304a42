import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const source = 'libs/ml/kernels/logistic-loss.ts';
const target = 'libs/ml/src/logistic-loss.wasm.ts';

/** The module that the kernel's source gives, as TypeScript: pure code reads no files. */
async function compile() {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-kernels-'));
  try {
    const file = join(folder, 'kernel.wasm');
    const options = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert', '--use', 'abort='];
    await run(process.execPath, ['node_modules/assemblyscript/bin/asc.js', source, ...options, '--outFile', file]);
    const base64 = (await readFile(file)).toString('base64');
    return [
      `/** ${source} compiled, base64; made by \`npm run kernels\`. */`,
      'export const logisticLossModule =',
      `  '${base64}';`,
      '',
    ].join('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const compiled = await compile();
if (process.argv.includes('--check')) {
  if ((await readFile(join(root, target), 'utf8')) !== compiled) {
    process.stderr.write(`${target} is not what ${source} compiles to; run npm run kernels.\n`);
    process.exit(1);
  }
} else {
  await writeFile(join(root, target), compiled);
}
