import { rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startDesk } from '../support/desk.js';
import { prepareHome } from '../support/prepare-home.js';
import { copyPreparedHome, emptyHome, preparedHomeVariable } from '../support/prepared-home.js';
import { readArticlePaths } from './answers/articles.js';
import { askAll, type Reply } from './answers/ask.js';
import { calibrate } from './answers/calibrate.js';
import { judge } from './answers/judge.js';
import { partOf, type Question, readQuestions } from './answers/questions.js';
import { curvesOf, reportRun, type Run } from './answers/report.js';
import { drawCurves } from './answers/svg.js';
import { printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';

const usage =
  'Usage: npm run bench -- answers [--provider extractive|configured] [--part test|development|all] [--svg FILE] [--calibrate]';

/** Who the desk may have draft answers; `configured` is what the environment says, as for npm start. */
const providers = ['extractive', 'configured'] as const;
type Provider = (typeof providers)[number];

/** Variables that make the desk use an LLM. */
const llmVariables = ['MISTRAL_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_API_KEY'];
/** Variables of a desk that a benchmark chooses itself. */
const ownVariables = new Set(['HOST', 'PORT', 'LOG_LEVEL', 'DRIFTDESK_HOME', 'DEMO_DATA']);
/** Tickets in flight: enough for the desk's batches, few enough for the limits of an LLM's provider. */
const atOnce = { extractive: 16, configured: 4 };

const paths = readArticlePaths();

await runBench(usage, async () => {
  const { values } = parseArgs({
    options: {
      provider: { type: 'string' },
      part: { type: 'string', default: 'test' },
      svg: { type: 'string' },
      calibrate: { type: 'boolean', default: false },
    },
  });
  const chosen = chooseProviders(values.provider);
  const questions = chooseQuestions(values.calibrate ? 'development' : values.part);
  const { home, remove } = await openHome();
  try {
    if (values.calibrate) return await printCalibration(home, questions);
    const runs: Run[] = [];
    for (const provider of chosen) runs.push(await measure(home, provider, questions));
    const results = runs.map((run) => [run.provider, reportRun(run)] as const);
    if (values.svg !== undefined) await writeFile(values.svg, drawCurves(namedCurves(runs)));
    printResult('answers', { part: values.part, ...Object.fromEntries(results) });
  } finally {
    await remove();
  }
});

function chooseProviders(wanted: string | undefined): Provider[] {
  const hasLlm = llmVariables.some((name) => (process.env[name] ?? '') !== '');
  if (wanted === undefined) return hasLlm ? [...providers] : ['extractive'];
  const provider = providers.find((name) => name === wanted);
  if (provider === undefined) throw new UsageError(`--provider must be extractive or configured.\n${usage}`);
  if (provider === 'configured' && !hasLlm) {
    throw new UsageError(`No LLM is configured: set one of ${llmVariables.join(', ')}.`);
  }
  return [provider];
}

function chooseQuestions(part: string): Question[] {
  if (!['test', 'development', 'all'].includes(part)) {
    throw new UsageError(`--part must be test, development or all.\n${usage}`);
  }
  return readQuestions().filter((question) => part === 'all' || partOf(question) === part);
}

/** A copy of the home that a test run prepared, or a first start. */
async function openHome(): Promise<{ home: string; remove: () => Promise<void> }> {
  if (process.env[preparedHomeVariable] !== undefined) return copyPreparedHome();
  const home = await emptyHome();
  process.stderr.write('Preparing a desk (first start)…\n');
  await prepareHome(home);
  return { home, remove: () => rm(home, { recursive: true, force: true }) };
}

async function measure(home: string, provider: Provider, questions: readonly Question[]): Promise<Run> {
  const configured = await askDesk(home, provider, questions);
  const open = await askDesk(home, provider, questions, { ANSWER_MINIMUM_CONFIDENCE: '0' });
  const verdicts = (replies: readonly Reply[]) => replies.map((reply) => judge(reply, paths));
  return { provider, configured: verdicts(configured), open: verdicts(open) };
}

async function askDesk(
  home: string,
  provider: Provider,
  questions: readonly Question[],
  changes: Record<string, string> = {},
): Promise<Reply[]> {
  process.stderr.write(`${provider}${Object.keys(changes).length > 0 ? ', every threshold at 0' : ''}: asking…\n`);
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || ownVariables.has(name) ? [] : [[name, value] as const],
  );
  const desk = await startDesk(home, {
    ...Object.fromEntries(inherited),
    ...(provider === 'extractive' ? { LLM_PROVIDER: 'extractive' } : {}),
    ...changes,
  });
  try {
    return await askAll(desk, questions, atOnce[provider]);
  } finally {
    await desk.stop();
  }
}

/** Prints what libs/llm/src/answerability/weights.ts should say. */
async function printCalibration(home: string, questions: readonly Question[]): Promise<void> {
  const { weights, ...thresholds } = calibrate(await askDesk(home, 'extractive', questions), paths);
  const constants = { ...weights, ...thresholds };
  printTable(Object.entries(constants).map(([constant, value]) => ({ constant, value })));
  printResult('answers', { calibration: constants });
}

function namedCurves(runs: readonly Run[]) {
  return runs.flatMap((run) => curvesOf(run).map(([scope, curve]) => [`${run.provider}, ${scope}`, curve] as const));
}
