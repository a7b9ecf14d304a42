import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const names = [
  'logistic-loss',
  'vectors',
  'near-duplicates',
  'outer-products',
  'inner-products',
  'row-sums',
  'cell-sums',
];
const sourceOf = (name) => `libs/ml/kernels/${name}.ts`;
const targetOf = (name) => `libs/ml/src/${name}.wasm.ts`;

/** The module that a kernel's source gives, as TypeScript: pure code reads no files. */
async function compile(name) {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-kernels-'));
  try {
    const file = join(folder, 'kernel.wasm');
    const options = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert', '--use', 'abort='];
    const compiler = 'node_modules/assemblyscript/bin/asc.js';
    await run(process.execPath, [compiler, sourceOf(name), ...options, '--outFile', file]);
    const base64 = (await readFile(file)).toString('base64');
    const constant = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    return [
      `/** ${sourceOf(name)} compiled, base64; made by \`npm run kernels\`. */`,
      `export const ${constant}Module =`,
      `  '${base64}';`,
      '',
    ].join('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

for (const name of names) {
  const compiled = await compile(name);
  const target = targetOf(name);
  if (!process.argv.includes('--check')) {
    await writeFile(join(root, target), compiled);
  } else if ((await readFile(join(root, target), 'utf8')) !== compiled) {
    process.stderr.write(`${target} is not what ${sourceOf(name)} compiles to; run npm run kernels.\n`);
    process.exit(1);
  }
}
