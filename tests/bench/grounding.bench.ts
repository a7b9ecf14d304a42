import { parseArgs } from 'node:util';
import { groupBy } from '@driftdesk/ml';
import { type Case, languages, parts, readCases } from './grounding/cases.js';
import { countKept, intervalOf, type Judged, judgeAll, type Kept } from './grounding/measure.js';
import { printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';

const usage = `Usage: npm run bench -- grounding [--part ${[...parts, 'all'].join('|')}] [--kinds]`;

await runBench(usage, async () => {
  const { values } = parseArgs({ options: { part: { type: 'string', default: 'all' }, kinds: { type: 'boolean' } } });
  const started = performance.now();
  const judged = await judgeAll(chooseCases(values.part));
  const milliseconds = performance.now() - started;
  for (const one of judged.filter(isMistake)) printMistake(one);
  if (values.kinds) printKinds(judged);
  const rows = parts.flatMap((part) =>
    [...languages, 'both'].map((language) => ({
      part,
      language,
      of: judged.filter((one) => one.part === part && (language === 'both' || one.language === language)),
    })),
  );
  printTable(rows.filter(({ of }) => of.length > 0).map(({ part, language, of }) => confusion(part, language, of)));
  const [faithful, tampered] = [countKept(judged, true), countKept(judged, false)];
  printResult('grounding', { part: values.part, faithful, tampered, milliseconds });
});

function chooseCases(part: string): Case[] {
  if (part !== 'all' && !parts.some((name) => name === part)) {
    throw new UsageError(`--part must be one of ${parts.join(', ')} or all.`);
  }
  return readCases().filter((one) => part === 'all' || one.part === part);
}

function isMistake({ faithful, refusal }: Judged): boolean {
  return faithful === (refusal !== undefined);
}

/** What is held out stays unread: `--kinds` tells how many of a kind. */
function printMistake({ part, language, article, faithful, kind, draft, refusal }: Judged): void {
  if (part.endsWith('held-out')) return;
  const verdict = faithful ? `refused, ${refusal ?? ''}` : 'let through';
  process.stdout.write(`${part} ${language}/${article}, ${kind}: ${verdict}\n    ${draft.replaceAll('\n', '⏎')}\n`);
}

function confusion(part: string, language: string, judged: readonly Judged[]): Record<string, string | number> {
  const [faithful, tampered] = [countKept(judged, true), countKept(judged, false)];
  return {
    part,
    language,
    'faithful kept': `${faithful.kept} of ${faithful.of}`,
    '% kept (95 %)': percent(faithful),
    'tampered through': `${tampered.kept} of ${tampered.of}`,
    '% through (95 %)': percent(tampered),
  };
}

function percent(counted: Kept): string {
  const [low, high] = intervalOf(counted);
  return `${(100 * counted.kept) / counted.of}`.slice(0, 4) + ` (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;
}

function printKinds(judged: readonly Judged[]): void {
  const groups = groupBy(judged, ({ part, faithful, kind }) => `${part}\t${faithful ? '+' : '-'}\t${kind}`);
  printTable(
    [...groups].map(([name, of]) => {
      const [part = '', sign = '', kind = ''] = name.split('\t');
      const { kept } = countKept(of, sign === '+');
      return { part, kind: `${sign} ${kind}`, passed: `${kept} of ${of.length}` };
    }),
  );
}
