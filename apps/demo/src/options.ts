import { parseArgs } from 'node:util';
import { defaultDeskUrl } from '@driftdesk/desk-client';
import { DemoProblem } from './demo-problem.js';

export const usage = `Usage: npm run demo -- [regression] [options]
  regression           a version that became worse is found and taken back; without it, drift is found and mended
  --url URL            the desk; ${defaultDeskUrl} when absent
  --key-file FILE      holds an API key of an admin, for a desk with access control
  --label-share SHARE  share of the tickets that an agent labels; 0.3 when absent`;

export interface DemoOptions {
  readonly scenario: 'drift' | 'regression';
  readonly url: string;
  /** Holds an API key of an admin, for a desk with access control. */
  readonly keyFile?: string | undefined;
  /** Share of the tickets that an agent labels. */
  readonly labelShare: number;
}

/** @throws DemoProblem when an argument is none */
export function readOptions(args: readonly string[]): DemoOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string', default: defaultDeskUrl },
      'key-file': { type: 'string' },
      'label-share': { type: 'string', default: '0.3' },
    },
  });
  const [scenario = 'drift', ...others] = positionals;
  if ((scenario !== 'drift' && scenario !== 'regression') || others.length > 0) throw new DemoProblem(usage);
  const labelShare = Number(values['label-share']);
  if (!(labelShare > 0 && labelShare <= 1)) {
    throw new DemoProblem(`--label-share ${values['label-share']}: it must be above 0 and at most 1, such as 0.3.`);
  }
  return { scenario, url: values.url, keyFile: values['key-file'], labelShare };
}
