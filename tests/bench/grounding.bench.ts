import { parseArgs } from 'node:util';
import { type Case, languages, parts, readCases } from './grounding/cases.js';
import { countKept, type Judged, judgeAll } from './grounding/measure.js';
import { printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';

const usage = 'Usage: npm run bench -- grounding [--part development|held-out|all]';

await runBench(usage, async () => {
  const { values } = parseArgs({ options: { part: { type: 'string', default: 'all' } } });
  const started = performance.now();
  const judged = await judgeAll(chooseCases(values.part));
  const milliseconds = performance.now() - started;
  for (const one of judged.filter(({ faithful, refusal }) => faithful === (refusal !== undefined))) printMistake(one);
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
    throw new UsageError(`--part must be development, held-out or all.`);
  }
  return readCases().filter((one) => part === 'all' || one.part === part);
}

function printMistake({ part, language, article, faithful, kind, draft, refusal }: Judged): void {
  const verdict = faithful ? `refused, ${refusal ?? ''}` : 'let through';
  process.stdout.write(`${part} ${language}/${article}, ${kind}: ${verdict}\n    ${draft.replaceAll('\n', '⏎')}\n`);
}

function confusion(part: string, language: string, judged: readonly Judged[]): Record<string, string | number> {
  const [faithful, tampered] = [countKept(judged, true), countKept(judged, false)];
  return {
    part,
    language,
    'faithful kept': `${faithful.kept} of ${faithful.of}`,
    '% kept': (100 * faithful.kept) / faithful.of,
    'tampered through': `${tampered.kept} of ${tampered.of}`,
    '% through': (100 * tampered.kept) / tampered.of,
  };
}
