/** A ticket as another system has it, a column a field. */
export interface SolvedTicket {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly team: string;
  readonly priority: string;
  readonly answer: string;
}

const topics = {
  payroll: [
    'my payslip is missing',
    'the salary of last month is wrong',
    'overtime was not paid',
    'my bank account changed',
  ],
  facilities: ['the heating is broken', 'the lift is stuck', 'a window does not close', 'the lights flicker'],
} as const;
const places = ['Lyon', 'Leeds', 'Ghent', 'Turin', 'Porto', 'Graz', 'Basel', 'Cork', 'Nantes', 'Malmo', 'Brno', 'Vigo'];
const urgent = ['please hurry, people cannot work', 'this is urgent for the whole team'];
const calm = ['there is no hurry', 'whenever you find the time'];

/** `count` tickets of two queues that no demo ticket has, no text twice. */
export function solvedTickets(count: number): SolvedTicket[] {
  const teams = Object.keys(topics) as (keyof typeof topics)[];
  return Array.from({ length: count }, (_, n) => {
    const team = teams[n % 2] as keyof typeof topics;
    const problem = topics[team][(n >> 1) % 4] as string;
    const pressing = (n >> 3) % 2 === 0;
    const tone = (pressing ? urgent : calm)[(n >> 4) % 2] as string;
    return {
      id: `HR-${n}`,
      title: `${problem} in ${places[(n >> 5) % places.length]}`,
      text: `Hello, ${problem}, case ${n} of floor ${n % 9}; ${tone}.`,
      team,
      priority: pressing ? 'high' : 'low',
      answer: n % 3 === 0 ? `We took care of case ${n}.` : '',
    };
  });
}

/** The tickets as a CSV file with a header. */
export function toCsv(tickets: readonly SolvedTicket[]): string {
  const rows = tickets.map(({ id, title, text, team, priority, answer }) =>
    [id, title, text, team, priority, answer].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
  );
  return ['id,title,text,team,priority,answer', ...rows, ''].join('\n');
}
