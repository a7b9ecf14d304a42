/** Longest line that can begin a quotation; longer ones are text, and are not looked at. */
const longestHeader = 300;
const headerLines = 3;
const farthestIntroduction = 30;

const separator =
  /^\s*-{3,}\s*(?:original message|message d['’]origine|message original|ursprüngliche nachricht|mensaje original)\s*-{3,}\s*$/i;
const forwarded =
  /^\s*(?:-{3,}\s*(?:forwarded message|message transféré|message transmis|weitergeleitete nachricht|mensaje reenviado)\s*-{3,}|begin forwarded message\s*:|début du message (?:transféré|réexpédié)\s*:)\s*$/i;
const from = /^\s*\*?(?:From|De|Von)\s?:\*?\s+\S/;
const otherField =
  /^\s*\*?(?:Sent|Date|To|Cc|Subject|Envoyé(?: le)?|À|A|Objet|Gesendet|Datum|An|Betreff|Enviado(?: el)?|Fecha|Para|Asunto)\s?:/;

/** “… schrieb Ada Lovelace”: the name comes last; whoever tells what they wrote says “schrieb ich”. */
const schrieb = /\sschrieb\s(?!(?:ich|wir|er|sie|man|mir|uns)\b)[^\s]/;

const short = (line: string | undefined): line is string => line !== undefined && line.length <= longestHeader;

export const isQuoted = (line: string) => /^\s{0,3}>/.test(line);
export const beginsForward = (line: string) => short(line) && forwarded.test(line);

/** “Answers inline:” announces quotations with answers between them. */
const announcesAnswers = /\b(?:answer|repl(?:y|ies)|comment|inline|réponse|antwort|respuesta)/i;

/** Whether these lines with `>` are what the writer shows, such as lines of a log: a line that ends with a colon is above them. */
export function isIntroduced(lines: readonly string[], at: number): boolean {
  const above = lines.slice(Math.max(0, at - farthestIntroduction), at);
  const line = above.findLast((one) => one.trim() !== '' && !isQuoted(one));
  return short(line) && line.trimEnd().endsWith(':') && !announcesAnswers.test(line);
}

/** How many lines from `at` on say “On … wrote:”, which clients wrap; 0 when they do not. */
export function attributionAt(lines: readonly string[], at: number): number {
  const first = lines[at];
  if (!short(first) || !/^\s*(?:On|Le|Am|El)\s|@/.test(first)) return 0;
  let joined = '';
  for (let count = 1; count <= headerLines; count += 1) {
    const line = lines[at + count - 1];
    if (!short(line) || line.trim() === '' || isQuoted(line)) return 0;
    joined += ` ${line}`;
    if (endsAttribution(line) || /^\s*(?:écrit)\s*:\s*$/.test(line)) return startsAttribution(joined) ? count : 0;
  }
  return 0;
}

/** Whether the block of headers begins here that Outlook sets above the mail that it answers. */
export function headerBlockAt(lines: readonly string[], at: number): boolean {
  const line = lines[at];
  if (!short(line)) return false;
  if (separator.test(line)) return true;
  if (!from.test(line)) return false;
  const below = lines.slice(at + 1, at + 6).filter((next) => short(next) && otherField.test(next));
  return below.length >= 2;
}

/** “On 3 May …”, “Le 3 mai …”, “Am 3. Mai …”, “El 3 may …”, or a name and its address. */
function startsAttribution(line: string): boolean {
  const text = line.trimStart();
  if (/^(?:On|Le|Am|El)\s/.test(text)) return /\d/.test(text);
  const at = text.indexOf('<');
  return at > 0 && at <= 80 && /^<[^\s<>@]+@[^\s<>]+>/.test(text.slice(at));
}

function endsAttribution(line: string): boolean {
  const text = line.trimEnd();
  if (!text.endsWith(':')) return false;
  const verb = text.slice(0, -1).trimEnd().normalize('NFKC');
  return ['wrote', 'a écrit', 'escribió'].some((end) => verb.endsWith(end)) || schrieb.test(verb);
}
