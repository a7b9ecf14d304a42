import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reported, runImport } from '../support/importer.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { type SolvedTicket, solvedTickets, toCsv } from '../support/solved-tickets.js';
import { allTickets } from '../support/ticket-list.js';

const columns = [
  '--text',
  'title,text',
  '--queue',
  'team',
  '--urgency',
  'priority',
  '--answer',
  'answer',
  '--id',
  'id',
];

describe('importing solved tickets from a CSV file', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk()));
  afterAll(() => desk.remove());

  /** Writes a file and gives the importer's arguments for it. */
  async function file(name: string, content: string): Promise<string[]> {
    const path = join(desk.home, name);
    await writeFile(path, content);
    return ['tickets', '--file', path, '--url', desk.url];
  }
  const resolvedTickets = () => allTickets(desk, 'status=resolved');
  const ticketOf = async (id: string) => (await desk.call('GET', `/v1/tickets/${id}`)).body;

  const tickets = solvedTickets(400);

  it('a dry run counts, names new labels and stores nothing', async () => {
    const dry = await runImport([...(await file('hr.csv', toCsv(tickets))), ...columns, '--dry-run']);
    expect(dry.code).toBe(0);
    expect(reported(dry, 'to create')).toBe(400);
    expect(dry.output).toMatch(/^ {2}payroll +200 {2}new$/m);
    expect(dry.output).toMatch(/^ {2}high +200$/m);
    expect(await resolvedTickets()).toEqual([]);
  });

  it('stores each row as history that the machine does not touch', async () => {
    const first = await runImport([...(await file('hr.csv', toCsv(tickets))), ...columns]);
    expect([first.code, reported(first, 'created'), reported(first, 'rejected')]).toEqual([0, 400, 0]);
    const stored = await resolvedTickets();
    expect(stored).toHaveLength(400);
    const last = await ticketOf(stored[0]?.id ?? '');
    expect(last).toMatchObject({
      status: 'resolved',
      channel: 'import',
      externalId: 'HR-399',
      queue: { label: 'facilities' },
    });
    expect(last.replies.map(({ text }: { text: string }) => text)).toEqual(['We took care of case 399.']);
    expect(last.timeline.map(({ event }: { event: string }) => event)).toEqual(['received', 'imported']);
    const inQueue = await desk.call('GET', '/v1/tickets?queue=payroll&urgency=high&limit=200');
    expect(inQueue.body.items).toHaveLength(100);
  });

  it('changes nothing when the file comes again; labels that were corrected in it are taken over', async () => {
    const again = await runImport([...(await file('hr.csv', toCsv(tickets))), ...columns]);
    expect([again.code, reported(again, 'created'), reported(again, 'there already')]).toEqual([0, 0, 400]);

    const [byAgent, byFile] = (await resolvedTickets()).slice(-2);
    await desk.call('POST', `/v1/tickets/${byAgent?.id}/feedback`, { queue: 'hardware' });
    const moved = tickets.map((ticket, n) => (n < 2 ? { ...ticket, team: 'printing' } : ticket));
    const relabelled = await runImport([...(await file('moved.csv', toCsv(moved))), ...columns]);
    expect([relabelled.code, reported(relabelled, 'relabelled')]).toEqual([0, 2]);
    expect((await ticketOf(byFile?.id ?? '')).queue.label).toBe('printing');
    // What an agent has said since counts more than what the file says.
    expect((await ticketOf(byAgent?.id ?? '')).queue.label).toBe('hardware');
    expect(await resolvedTickets()).toHaveLength(400);
  });

  it('reads what a spreadsheet exports: semicolons, a byte order mark, CRLF, line breaks in quotes', async () => {
    const rows = [
      '\uFEFFNo;Subject;Text;Team',
      'S-1;"The ""big"" plotter";"It stopped; then\r\nit smoked.";Plotters',
      'S-2;Plotter;No ink, no paper;plotters',
      'S-3;Drucker;Er druckt nicht;PRINTING',
    ];
    const sheet = await file('sheet.csv', `${rows.join('\r\n')}\r\n`);
    const ending = await runImport([...sheet, '--text', 'Subject,Text', '--queue', 'Team', '--id', 'No']);
    expect([ending.code, reported(ending, 'created')]).toEqual([0, 3]);
    expect(ending.errors).toContain(`Desk: ${desk.url}, state in ${desk.home}\n`);
    // Which labels became one is said.
    expect(ending.output).toMatch(/^queue: 3 labels, 2 of them spelled otherwise than the desk does$/m);
    expect(ending.output).toMatch(/^ {2}Plotters +1 {2}new$/m);
    expect(ending.output).toMatch(/^ {2}plotters +1 {2}counts as Plotters$/m);
    expect(ending.output).toMatch(/^ {2}PRINTING +1 {2}counts as printing$/m);
    const { items } = (await desk.call('GET', '/v1/tickets?queue=Plotters')).body;
    expect(items.map(({ subject }: { subject: string }) => subject).sort()).toEqual(['Plotter', 'The "big" plotter']);
  });

  it('refuses an id that stands for another text', async () => {
    const other = [{ ...(tickets[0] as SolvedTicket), text: 'Something else altogether' }];
    const refused = await runImport([...(await file('other.csv', toCsv(other))), ...columns]);
    expect(refused.code).toBe(1);
    expect(refused.errors).toContain('row 2, column id: was imported before with another text');
  });

  it('goes on where it was killed', async () => {
    const many = solvedTickets(3_000).map((ticket) => ({ ...ticket, id: `again-${ticket.id}` }));
    const args = [...(await file('many.csv', toCsv(many))), ...columns];
    const before = (await resolvedTickets()).length;
    const killed = await runImport(args, (text, child) => {
      if (text.includes(' tickets')) child.kill('SIGKILL');
    });
    expect(killed.code).toBeNull();
    const stored = (await resolvedTickets()).length - before;
    expect(stored).toBeGreaterThan(0);
    const resumed = await runImport(args);
    expect([resumed.code, reported(resumed, 'rejected')]).toEqual([0, 0]);
    // What was on its way when it was killed may have arrived after it was counted.
    expect(reported(resumed, 'there already')).toBeGreaterThanOrEqual(stored);
    expect(reported(resumed, 'created')).toBeGreaterThan(0);
    expect(reported(resumed, 'there already') + reported(resumed, 'created')).toBe(3_000);
    expect((await resolvedTickets()).length - before).toBe(3_000);
  });

  it('rejects single rows with row, column and reason, and imports the others', async () => {
    const rows = [
      'text,team,language,id',
      'The kettle leaks,kitchen,en,1',
      ' ,kitchen,en,2',
      `${'x'.repeat(1_000_001)},kitchen,en,3`,
      'a\u0000b,kitchen,en,4',
      'The kettle sings,kitchen,klingon,5',
      'The kettle whistles,kitchen',
      'The kettle leaks,kitchen,en,1',
      'The kettle is cold,kitchen,en,1',
      'La bouilloire fuit,kitchen,fr,6',
      '"The ""kettle"", again\nand again",kitchen,,7',
      'Where is the kettle?,,en,8',
    ];
    const rejects = join(desk.home, 'rejects.csv');
    const args = ['--text', 'text', '--queue', 'team', '--language', 'language', '--id', 'id', '--rejects', rejects];
    const ending = await runImport([...(await file('kettle.csv', rows.join('\n'))), ...args]);
    expect(ending.code).toBe(1);
    expect(reported(ending, 'created')).toBe(3);
    expect(reported(ending, 'twice in the file')).toBe(1);
    const told = ending.errors.split('\n').filter((line) => line.startsWith('row '));
    expect(told).toEqual([
      'row 3, column text: must not be blank',
      expect.stringMatching(/^row 4, column text: .*1000000/),
      'row 5, column text: must not contain the NUL character',
      'row 6, column language: must be a two-letter ISO 639-1 code, such as en or fr',
      'row 7: has 2 fields, the header 4',
      'row 9, column id: is that of row 2, which says something else about it',
      'row 12, column team: must not be blank',
    ]);
    expect(ending.errors.trim().split('\n').at(-1)).toBe(
      '7 of 11 rows were rejected; correct them and run the same command again.',
    );
    expect((await readFile(rejects, 'utf8')).trim().split('\r\n')).toHaveLength(8);
    const kettles = await desk.call('GET', '/v1/tickets?queue=kitchen');
    expect(kettles.body.items.map(({ language }: { language: string }) => language).sort()).toEqual(['en', 'en', 'fr']);
  });

  it.each([
    ['a file that is not there', ['--file', 'gone.csv', '--text', 'a', '--queue', 'b'], /^There is no file gone\.csv/],
    ['no desk', ['--file', 'hr.csv', ...columns, '--url', 'http://127.0.0.1:9'], /^No desk answers at http:\/\/127/],
    ['a header alone', ['--file', 'header.csv', '--text', 'a', '--queue', 'b'], /header\.csv has a header and no rows/],
    [
      'a column twice',
      ['--file', 'twice.csv', '--text', 'a', '--queue', 'b'],
      /2 columns are named "b" \(columns 2, 3\)/,
    ],
    ['no such delimiter', ['--file', 'hr.csv', ...columns, '--delimiter', ';;'], /^--delimiter ;;: it must be one/],
    ['a column that is not there', ['--file', 'hr.csv', '--text', 'a', '--queue', 'b'], /there is no column "a", "b"/],
    ['no options', [], /^Usage: npm run import -- tickets --file/],
  ])('says in a sentence that there is %s', async (_, args, message) => {
    await file('header.csv', 'a,b\r\n');
    await file('twice.csv', 'a,b,b\n1,2,3\n');
    const named = args.map((arg) => (arg.endsWith('.csv') && arg !== 'gone.csv' ? join(desk.home, arg) : arg));
    const { code, errors, output } = await runImport(['tickets', ...named]);
    expect([code, output]).toEqual([1, '']);
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/^[ \t]+at .+:\d+/m);
  });
});
