import { parseArgs } from 'node:util';
import { loopRules, type LoopRules } from '@driftdesk/drift-monitor';
import { driftMonitorEnvironment } from '@driftdesk/drift-monitor/environment';
import { z } from 'zod';
import { UsageError } from '../run-bench.js';

export const usage = `Usage: npm run bench -- stream --file X.csv --text COL[,COL] --label COL [--start 0.3] [--label-share 0.3]
  [--label-delay 500] [--oracle-every 0.02] [--tickets-per-day 500] [--arms frozen,loop,oracle] [--set NAME=VALUE]
  [--seed 7] [--limit N] [--svg FILE] [--threads N] [--cache DIR]
  --start            share of the file, from its beginning, that the first champion learns
  --label-share      chance that a ticket gets its label from an agent
  --label-delay      tickets until it does
  --oracle-every     share of the file after which the oracle retrains
  --tickets-per-day  how fast the monitor's clock runs
  --set              a variable of the drift monitor, such as DRIFT_WINDOW=1000; may be repeated
  --limit            only the first N rows
  --svg              accuracy over time as a picture
  --cache            keeps embeddings for the next run`;

export const armNames = ['frozen', 'loop', 'oracle'] as const;
export type ArmName = (typeof armNames)[number];

export interface Settings {
  readonly file: string;
  readonly text: readonly string[];
  readonly label: string;
  readonly start: number;
  readonly labelShare: number;
  readonly labelDelay: number;
  readonly oracleEvery: number;
  readonly ticketsPerDay: number;
  readonly arms: readonly ArmName[];
  readonly rules: LoopRules;
  readonly seed: number;
  readonly limit: number;
  readonly svg: string | undefined;
  readonly threads: number;
  readonly cache: string | undefined;
}

const options = {
  file: { type: 'string' },
  text: { type: 'string' },
  label: { type: 'string' },
  start: { type: 'string', default: '0.3' },
  'label-share': { type: 'string', default: '0.3' },
  'label-delay': { type: 'string', default: '500' },
  'oracle-every': { type: 'string', default: '0.02' },
  'tickets-per-day': { type: 'string', default: '500' },
  arms: { type: 'string', default: armNames.join() },
  set: { type: 'string', multiple: true },
  seed: { type: 'string', default: '7' },
  limit: { type: 'string' },
  svg: { type: 'string' },
  threads: { type: 'string', default: '2' },
  cache: { type: 'string' },
} as const;

/** What the command line says. @throws UsageError */
export function readSettings(): Settings {
  const { values } = parseArgs({ options });
  const { file, text, label, svg, cache } = values;
  if (file === undefined || text === undefined || label === undefined) throw new UsageError(usage);
  const number = (name: 'start' | 'label-share' | 'oracle-every', least: number) => {
    const value = Number(values[name]);
    if (value >= least && value <= 1) return value;
    throw new UsageError(`--${name} is a number from ${least} to 1.\n${usage}`);
  };
  const whole = (name: 'label-delay' | 'tickets-per-day' | 'seed' | 'threads' | 'limit', least: number) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= least) return value;
    throw new UsageError(`--${name} is a whole number from ${least}.\n${usage}`);
  };
  return {
    ...{ file, text: text.split(','), label, svg, cache },
    start: number('start', 0.01),
    labelShare: number('label-share', 0),
    labelDelay: whole('label-delay', 0),
    oracleEvery: number('oracle-every', 0.001),
    ticketsPerDay: whole('tickets-per-day', 1),
    arms: readArms(values.arms),
    rules: readRules(values.set ?? []),
    seed: whole('seed', 0),
    limit: values.limit === undefined ? Infinity : whole('limit', 100),
    threads: whole('threads', 1),
  };
}

function readArms(given: string): ArmName[] {
  const arms = given.split(',');
  const unknown = arms.find((name) => !(armNames as readonly string[]).includes(name));
  if (unknown !== undefined) throw new UsageError(`--arms ${unknown}: there are ${armNames.join(', ')}.\n${usage}`);
  return armNames.filter((name) => arms.includes(name));
}

/** The loop's parameters: the product's defaults, unless a variable is set. */
function readRules(given: readonly string[]): LoopRules {
  const variables = Object.fromEntries(given.map((one) => [one.split('=')[0], one.split('=').slice(1).join('=')]));
  const parsed = z.strictObject(driftMonitorEnvironment).safeParse(variables);
  if (!parsed.success) throw new UsageError(`--set: ${z.prettifyError(parsed.error)}\n${usage}`);
  return loopRules(parsed.data);
}
