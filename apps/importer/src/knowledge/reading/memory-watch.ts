import { workerData } from 'node:worker_threads';

// Ends its process when that holds more memory than it may, or when the one that started it is gone.

const lookMs = 10;
const maxBytes = workerData as number;
const parent = process.ppid;

setInterval(() => {
  if (process.memoryUsage.rss() > maxBytes || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, lookMs);
