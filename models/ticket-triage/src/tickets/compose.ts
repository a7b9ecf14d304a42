import { createFiller, lowerFirst, slotsIn, upperFirst } from './fill.js';
import type { Family, Urgency } from './family.js';
import type { Persona } from './persona.js';
import { phrases } from './phrases.js';
import { pickWeighted, sample, type Random } from './random.js';

/** A ticket's text before its writer spoils it. */
export interface Draft {
  subject?: string;
  body: string;
}

/** What the draft is about: the first problem and its urgency, and perhaps another family's problem in passing. */
export interface Matter {
  family: Family<string>;
  urgency: Urgency;
  aside?: Family | undefined;
}

/** Writes one ticket as the persona would. */
export function compose(matter: Matter, persona: Persona, random: Random): Draft {
  return random.chance(persona.blunt) && !matter.aside ? blunt(matter, random) : full(matter, persona, random);
}

/** A headline and what it means for the writer: in one breath, or as subject and body. */
function blunt({ family, urgency }: Matter, random: Random): Draft {
  const fill = createFiller(family, random);
  const headline = fill(random.pick(family.subjects));
  const impact = fill(random.pick(family.impact[urgency]));
  const detail = random.chance(0.3) ? ` ${fill(random.pick(family.details))}` : '';
  if (random.chance(0.4)) return { subject: headline, body: impact + detail };
  const start = headline.replace(/[.!]$/, '');
  return random.chance(0.5) && !start.endsWith('?')
    ? { body: `${start}, ${lowerStart(impact)}` }
    : { body: `${/[?…]$/.test(start) ? start : `${start}.`} ${impact}${detail}` };
}

function full(matter: Matter, persona: Persona, random: Random): Draft {
  const { family } = matter;
  const words = phrases[family.language];
  const fill = createFiller(family, random);
  const problem = fill(random.pick(family.problems));
  const titled = leansOnSubject.test(problem) || random.chance(persona.subject);
  const subject = titled ? fill(random.pick(family.subjects)) : undefined;
  const story = tell(matter, problem, persona, random, fill, titled);
  const ask = random.chance(persona.ask) ? [random.pick(words.asks[persona.tone])] : [];
  const paragraphs = [
    random.chance(persona.greeting) ? random.pick(words.greetings[persona.tone]) : '',
    ...(random.chance(0.65) ? [[...story, ...ask].join(' ')] : [story.join(' '), ...ask]),
    random.chance(persona.signOff) ? signOff(family, persona, random) : '',
  ];
  const body = paragraphs.filter((paragraph) => paragraph !== '').join(random.pick(['\n', '\n\n', ' ']));
  return subject === undefined ? { body } : { subject, body };
}

/** Problems that begin with a pronoun make no sense before something named what they speak of. */
const leansOnSubject = /^(It|They|He|She|That|This|Its|Il|Ils|Elle|Elles|Ça|Cela|C’est)\b/;

/** The sentences between greeting and request, in an order that people use. */
function tell(
  { family, urgency, aside }: Matter,
  problem: string,
  persona: Persona,
  random: Random,
  fill: (text: string) => string,
  titled: boolean,
): string[] {
  const details = pickDetails(family, persona, random).map(fill);
  const impact = fill(random.pick(family.impact[urgency]));
  const orders = {
    usual: [problem, ...details, impact],
    impactEarly: [problem, impact, ...details],
    between: [problem, ...details.slice(0, 1), impact, ...details.slice(1)],
    impactFirst: [impact, problem, ...details],
  };
  const story = orders[pickWeighted(random, { usual: 55, impactEarly: 20, between: 15, impactFirst: titled ? 10 : 0 })];
  const fillers = phrases[family.language].fillers[persona.tone];
  if (fillers.length > 0 && random.chance(persona.filler)) {
    story.splice(random.chance(0.7) ? 0 : story.length, 0, random.pick(fillers));
  }
  return aside ? [...story, mention(aside, random)] : story;
}

/** Up to two details that do not say the same: two that share a slot usually do. */
function pickDetails(family: Family<string>, persona: Persona, random: Random): string[] {
  const [none, one, two] = persona.details;
  const [first, second] = sample(random, family.details, Number(pickWeighted(random, { 0: none, 1: one, 2: two })));
  if (first === undefined) return [];
  const moments = ['since', 'time'];
  const taken = slotsIn(first).flatMap((slot) => (moments.includes(slot) ? moments : [slot]));
  return second === undefined || slotsIn(second).some((slot) => taken.includes(slot)) ? [first] : [first, second];
}

function mention(aside: Family, random: Random): string {
  const words = phrases[aside.language];
  const brief = aside.problems.filter((problem) => problem.length < 130 && !leansOnSubject.test(problem));
  const problem = createFiller(aside, random)(random.pick(brief.length > 0 ? brief : aside.problems));
  return `${random.pick(words.asideOpeners)} ${lowerStart(problem)} ${random.pick(words.asideClosers)}`;
}

function signOff(family: Family<string>, persona: Persona, random: Random): string {
  const words = phrases[family.language];
  const closing = random.pick(words.signOffs[persona.tone]).replace(/,$/, '');
  return random.chance(0.6)
    ? `${closing}${random.pick([',\n', '\n', ' ', ', '])}${random.pick(words.names)}`
    : `${closing}.`;
}

/** A small first letter where the first word is an everyday one; names and abbreviations keep theirs. */
function lowerStart(text: string): string {
  const everyday =
    /^(The|A|An|My|Our|It|We|No|Not|Just|Only|All|This|That|There|Every|Half|Nothing|Nobody|Everything|Everyone|Since|After|Before|Each|You|When|Whenever|Some|Without|Until|If|For|At|He|She|They|Two|One|Le|La|Les|L’|Un|Une|Mon|Ma|Mes|Je|J’|C’|Ça|On|Nous|Il|Elle|Rien|Plus|Pas|Quand|Depuis|Toute?|Tous|Si|Sans)\b/;
  return everyday.test(text) ? lowerFirst(text) : upperFirst(text);
}
