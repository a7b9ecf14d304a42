import { availableParallelism, loadavg } from 'node:os';

/** What else the machine did: a time on a loaded one says little. `load`: processes that wanted to run in the last minute. */
export function machineLoad(): { readonly load: number; readonly cores: number } {
  return { load: loadavg()[0] ?? Number.NaN, cores: availableParallelism() };
}
