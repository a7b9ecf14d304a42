import { parseArgs } from 'node:util';
import { ticketText } from '@driftdesk/contracts';
import { embeddingColumns } from '@driftdesk/ml';
import { model } from '@driftdesk/ticket-triage';
import { createFitPool, fitModel, type ModelChoice, trainingRows } from '@driftdesk/trainer';
import { embedCached } from './embedding-cache.js';
import { printReport } from './report.js';
import { runBench, UsageError } from './run-bench.js';

/** Tickets of the generator are longer: the text is cut to so many words. */
const wordsPerTicket = 40;

// One fit of the queue on tickets whose embeddings are there: what a loop pays each time it looks for a better model.
const usage = `Usage: npm run bench -- fit [--rows 30000] [--cache DIR]
  --rows   tickets that are learned from
  --cache  keeps embeddings for the next run`;

await runBench(usage, async () => {
  const { values } = parseArgs({
    options: { rows: { type: 'string', default: '30000' }, cache: { type: 'string' } },
  });
  const count = Number(values.rows);
  if (!Number.isInteger(count) || count < 100) throw new UsageError('--rows is a whole number from 100.');
  const { spec } = model;
  const examples = model.demo.tickets({ seed: 5, count }).map((ticket) => {
    const body = ticketText(ticket).split(/\s+/).slice(0, wordsPerTicket).join(' ');
    return { ...ticket, subject: undefined, body };
  });
  const options = { precision: 'int8', threads: 2, cache: values.cache } as const;
  const { embeddings } = await embedCached(examples.map(ticketText), options);
  const [head] = spec.heads;
  if (head === undefined) throw new Error('a model without a head');
  const choice: ModelChoice = {
    heads: [{ spec: head, l2: 0.3, embeddingFactor: 1, temperature: 1, threshold: 0 }],
    scopeThreshold: undefined,
    trainingRows: 0,
    calibrationRows: 0,
  };
  const rows = trainingRows(examples, embeddings, spec.features);
  process.stderr.write('fitting…\n');
  const pool = createFitPool();
  const started = performance.now();
  const { vocabulary } = await fitModel(rows, choice, spec, pool, () => undefined);
  const fitSeconds = (performance.now() - started) / 1000;
  await pool.close();
  printReport('fit', {
    rows: count,
    columns: vocabulary.idf.length + embeddingColumns(spec.features),
    classes: head.labels.length,
    fitSeconds,
    peakMemoryMb: process.resourceUsage().maxRSS / 1024,
  });
});
