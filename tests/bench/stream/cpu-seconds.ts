import { readFileSync } from 'node:fs';

/** Linux counts CPU time of ended children in hundredths of a second, whatever its kernel ticks in. */
const ticksPerSecond = 100;

/** CPU seconds of this process and of its ended children; children only where the system is Linux. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + childrenSeconds();
}

/** Fields 16 and 17 of /proc/self/stat, after the name, which may hold spaces (proc(5)). */
function childrenSeconds(): number {
  if (process.platform !== 'linux') return 0;
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}
