import { printTable } from '../report.js';
import type { Verdict } from './judge.js';
import { areaUnder, pointAt, type RiskPoint, riskCoverage } from './risk-coverage.js';
import { countReasons, summarise, type Summary } from './summary.js';

/** What one provider did with the questions: as the desk is configured, and with every threshold on confidence at 0. */
export interface Run {
  readonly provider: string;
  readonly configured: readonly Verdict[];
  readonly open: readonly Verdict[];
}

/** Numbers of a run by language; `all` for all of them. */
export type RunResult = Readonly<Record<string, Summary & { readonly areaUnderRiskCoverage: number }>>;

const pointsOfTable = 10;

/** The languages that are asked in, and all together. */
function scopes(verdicts: readonly Verdict[]): string[] {
  return [...new Set(verdicts.map(({ question }) => question.language)), 'all'];
}

function within(scope: string, verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter(({ question }) => scope === 'all' || question.language === scope);
}

/** Risk over coverage for each language and for all. */
export function curvesOf({ open }: Run): (readonly [string, RiskPoint[]])[] {
  return scopes(open).map((scope) => {
    const asked = within(scope, open);
    return [
      scope,
      riskCoverage(
        asked.filter(({ answered }) => answered),
        asked.length,
      ),
    ] as const;
  });
}

/** Prints a run as tables. */
export function reportRun(run: Run): RunResult {
  process.stdout.write(`${run.provider}\n\n`);
  const curves = new Map(curvesOf(run));
  const result = Object.fromEntries(
    scopes(run.configured).map((scope) => [
      scope,
      {
        ...summarise(within(scope, run.configured)),
        areaUnderRiskCoverage: areaUnder(curves.get(scope) ?? []),
      },
    ]),
  );
  printTable(
    Object.keys(Object.values(result)[0] ?? {}).map((measure) => ({
      measure,
      ...column(result, measure as keyof Summary),
    })),
  );
  for (const scope of scopes(run.configured)) {
    const reasons = countReasons(within(scope, run.configured));
    if (reasons.length > 0)
      printTable(reasons.map(({ reason, ...counts }) => ({ [`${scope}: for a person`]: reason, ...counts })));
  }
  printTable(
    Array.from({ length: pointsOfTable }, (_, index) => {
      const coverage = (index + 1) / pointsOfTable;
      return { coverage, ...riskAt(curves, coverage) };
    }),
  );
  return result;
}

function column(result: RunResult, measure: keyof Summary): Record<string, number> {
  return Object.fromEntries(Object.entries(result).map(([scope, summary]) => [scope, summary[measure]]));
}

function riskAt(curves: ReadonlyMap<string, readonly RiskPoint[]>, coverage: number): Record<string, string | number> {
  return Object.fromEntries(
    [...curves].map(([scope, curve]) => [`risk ${scope}`, pointAt(curve, coverage)?.risk ?? 'not reached']),
  );
}
