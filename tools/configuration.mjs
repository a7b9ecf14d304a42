import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './run.mjs';

const page = 'docs/configuration.md';
/** A table each: its title, the compiled module that declares its variables, and the name of the constant there. */
const tables = [
  ['Every process', 'libs/platform/dist/environment.js', 'processEnvironment'],
  ['Access control', 'libs/governance/dist/access/environment.js', 'accessEnvironment'],
  ['Calls to other servers', 'libs/egress/dist/environment.js', 'egressEnvironment'],
  ['Gateway', 'apps/gateway/dist/environment.js', 'gatewayEnvironment'],
  ['LLM response', 'apps/llm-response/dist/environment.js', 'llmEnvironment'],
  ['Drift monitor', 'apps/drift-monitor/dist/environment.js', 'driftMonitorEnvironment'],
  ['Embedded desk', 'apps/standalone/dist/environment.js', 'standaloneEnvironment'],
];

/** The page of all variables, made of the schemas that check them; each variable stands in the first table that has it. */
async function render() {
  const told = new Set();
  const sections = [];
  for (const [title, module, constant] of tables) {
    const declared = (await import(join(root, module)))[constant];
    const fresh = Object.entries(declared.shape ?? declared).filter(([name]) => !told.has(name));
    for (const [name] of fresh) told.add(name);
    const rows = fresh.map(([name, schema]) => `| \`${name}\` | ${defaultOf(schema)} | ${meaningOf(schema)} |`);
    const source = module.replace('/dist/', '/src/').replace(/\.js$/, '.ts');
    sections.push(
      [
        `## ${title}`,
        '',
        `Declared in \`${source}\`.`,
        '',
        '| Variable | Default | Meaning |',
        '|---|---|---|',
        ...rows,
      ].join('\n'),
    );
  }
  const head = [
    '# Configuration',
    '',
    'The desk reads its environment once, when it starts. A bad value stops the start with a sentence for every bad variable.',
    'An empty value counts as absent. `npm run configuration` makes this page from the schemas; do not edit it by hand.',
  ];
  return `${head.join('\n')}\n\n${sections.join('\n\n')}\n`;
}

function defaultOf(schema) {
  const { byDefault } = schema.meta() ?? {};
  if (byDefault !== undefined) return byDefault;
  for (let at = schema; at !== undefined; at = at.def.innerType) {
    if (at.def.type === 'default') return `\`${at.def.defaultValue}\``;
  }
  return '';
}

function meaningOf(schema) {
  const text = schema.description ?? '';
  const values = valuesOf(schema);
  const choice = values.length === 0 ? '' : `; one of ${values.map((value) => `\`${value}\``).join(', ')}`;
  return `${text}${choice}`.replaceAll('|', '\\|');
}

/** The words that a variable may be, when it is a choice between words. */
function valuesOf({ def }) {
  if (def.type === 'enum') return Object.values(def.entries);
  const inner = def.innerType ?? def.in;
  return inner === undefined ? [] : valuesOf(inner);
}

async function format(text) {
  const prettier = await import('prettier');
  return prettier.format(text, { ...(await prettier.resolveConfig(join(root, page))), filepath: page });
}

const check = process.argv.includes('--check');
if (!check) await build();
const wanted = await format(await render());
const found = await readFile(join(root, page), 'utf8').catch(() => '');
if (wanted === found) process.exit(0);
if (check) {
  process.stderr.write(`${page} is stale. Run: npm run configuration\n`);
  process.exit(1);
}
await writeFile(join(root, page), wanted);
process.stderr.write(`${page} is written anew.\n`);
