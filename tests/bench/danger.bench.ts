import { parseArgs } from 'node:util';
import { createAlertFinder } from '@driftdesk/inference';
import { model } from '@driftdesk/ticket-triage';
import { printResult, printTable } from './report.js';
import { runBench } from './run-bench.js';
import { halfOf, halves, mistakesOf, readStrangers, shareOf } from './strangers.js';

const usage = 'Usage: npm run bench -- danger [--mistakes develop]';

/** A text of any office, and what in it is for people; `roundabout` texts avoid the usual words. */
interface WrittenText {
  readonly id: string;
  readonly language: string;
  readonly text: string;
  readonly rules: readonly string[];
  readonly style: 'plain' | 'roundabout' | 'near-miss' | 'ordinary';
}

/** The author's names of the desk's reasons. */
const named: Readonly<Record<string, string>> = {
  security_incident: 'security-incident',
  person_requested: 'wants-person',
};
const findAlert = createAlertFinder(model.spec.alerts);

await runBench(usage, () => {
  const { values } = parseArgs({ options: { mistakes: { type: 'string' } } });
  const shown = mistakesOf(values.mistakes);
  const judged = readStrangers<WrittenText>('danger').map((text) => {
    const reason = findAlert(text.text, text.language)?.reason;
    return { ...text, found: reason === undefined ? undefined : (named[reason] ?? reason) };
  });
  for (const { id, style, rules, found, text } of judged.filter(({ id }) => halfOf(id) === shown)) {
    if (rules.length > 0 !== (found !== undefined)) process.stdout.write(`${id} ${style}, ${rules.join()}: ${text}\n`);
  }
  const rows = [
    ...grouped(judged, 'style', ({ style }) => [style]),
    ...grouped(
      judged.filter(({ rules }) => rules.length > 0),
      'rule',
      ({ rules }) => rules,
    ),
    ...grouped(
      judged.filter(({ rules }) => rules.length > 0),
      'language',
      ({ language }) => [language],
    ),
  ];
  printTable(rows);
  const dangerous = judged.filter(({ rules, found }) => rules.length > 0 && found !== undefined);
  const byAnother = shareOf(dangerous.map(({ rules, found }) => !rules.includes(found ?? '')));
  process.stdout.write(`Found by another rule than the author’s: ${byAnother}\n`);
  printResult('danger', { rows, byAnother });
  return Promise.resolve();
});

type Judged = WrittenText & { readonly found: string | undefined };

/** Of each group the share that some rule found: recall of dangerous texts, false alarms of the others. */
function grouped(texts: readonly Judged[], by: string, groupsOf: (text: Judged) => readonly string[]) {
  return [...new Set(texts.flatMap(groupsOf))].sort().map((group) => {
    const own = texts.filter((text) => groupsOf(text).includes(group));
    const [develop, judge] = halves.map((half) =>
      shareOf(own.filter(({ id }) => halfOf(id) === half).map(({ found }) => found !== undefined)),
    );
    return { by, group, [`found, ${halves[0]}`]: develop ?? '', [`found, ${halves[1]}`]: judge ?? '' };
  });
}
