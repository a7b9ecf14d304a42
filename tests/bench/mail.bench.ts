import { parseArgs } from 'node:util';
import { judgeMail, readMails } from './mail/judge-mail.js';
import { printResult, printTable } from './report.js';
import { runBench } from './run-bench.js';
import { halfOf, halves, mistakesOf, shareOf } from './strangers.js';

const usage = 'Usage: npm run bench -- mail [--mistakes develop]';

await runBench(usage, () => {
  const { values } = parseArgs({ options: { mistakes: { type: 'string' } } });
  const shown = mistakesOf(values.mistakes);
  const judged = readMails().map((mail) => judgeMail(mail));
  for (const { id, lost, leaked, automatic, wasAutomatic } of judged.filter(({ id }) => halfOf(id) === shown)) {
    if (lost.length + leaked.length > 0 || automatic !== wasAutomatic)
      process.stdout.write(`${id}: ${JSON.stringify({ lost, leaked, automatic, wasAutomatic })}\n`);
  }
  const rows = halves.map((half) => {
    const own = judged.filter(({ id }) => halfOf(id) === half);
    const people = own.filter(({ wasAutomatic }) => !wasAutomatic);
    return {
      half,
      'read right': shareOf(people.map(({ lost, leaked }) => lost.length + leaked.length === 0)),
      'new words kept': shareOf(people.map(({ lost }) => lost.length === 0)),
      'old words out': shareOf(people.map(({ leaked }) => leaked.length === 0)),
      'automatic found': shareOf(own.filter((one) => one.wasAutomatic).map(({ automatic }) => automatic)),
      'falsely automatic': shareOf(people.map(({ automatic }) => automatic)),
    };
  });
  printTable(rows);
  printResult('mail', { rows });
  return Promise.resolve();
});
