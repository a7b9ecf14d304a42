/** A ticket of more problems is a text to read as a whole. */
const mostProblems = 5;
/** A part of fewer words of four letters and more is a greeting or goes with what stands before it. */
const leastWords = 2;
/** A greeting of so many words says more than hello. */
const longestGreeting = 4;

const item = /^\s*(?:\d{1,2}[.)]|[-*•–])\s+/u;
const cue =
  /^(?:and |et )?(?:also|another (?:thing|issue|problem|question)|other (?:thing|issue|problem)|secondly|second|thirdly|third|besides|in addition|additionally|one more (?:thing|question)|separately|furthermore|on another note|par ailleurs|de plus|en outre|autre (?:chose|probleme|question|point)|deuxiemement|troisiemement|second point|d autre part|egalement|sinon|et aussi|aussi|en plus|rien a voir|une autre (?:chose|question)|ps|p s|besides that|on top of that|oh and|completely unrelated|unrelated|ausserdem|zudem|ferner|ganz anderes thema|anderes thema|noch etwas|zweitens|drittens|ademas|tambien|otra cosa|por otra parte|por otro lado|por cierto|pd)\b/u;
const courtesy =
  /^(?:thank|thanks|many thanks|merci(?! de (?!votre|vos))|best regards|kind regards|regards|cordialement|bien a vous|bonne journee)\b/u;
const greeting = /^(?:hello|hi|hey|dear|good morning|good afternoon|bonjour|bonsoir|salut|cher|chere|chers)\b/u;
/** What somebody tried belongs to the problem that they tried it for. */
const attempt = /\b(?:already|tried|restarted|rebooted|reinstalled|deja|essaye|redemarre|reinstalle)\b/u;

/**
 * The problems that a ticket's body seems to hold: list items, paragraphs and sentences that begin with "also", "another
 * thing", "par ailleurs". One part when there is nothing of that, or too much of it. A guess: who searches for the parts finds out.
 */
export function splitProblems(body: string): string[] {
  const parts: string[] = [];
  for (const piece of piecesOf(body)) {
    const words = fold(piece);
    if (courtesy.test(words) || (greeting.test(words) && longWords(piece) < longestGreeting)) continue;
    const last = parts.at(-1);
    if (last !== undefined && (isShort(piece) || isShort(last) || attempt.test(words)))
      parts[parts.length - 1] = `${last} ${piece}`;
    else parts.push(piece);
  }
  return parts.length > mostProblems ? [body] : parts;
}

function piecesOf(body: string): string[] {
  const pieces: string[] = [];
  let begins = true;
  for (const line of body.split('\n')) {
    if (line.trim() === '') begins = true;
    for (const [at, sentence] of line
      .trim()
      .split(/(?<=[.!?])\s+/u)
      .entries()) {
      if (sentence === '' || /^(?:\d{1,2}[.)]|p\.?s\.?:?|pd:?)$/iu.test(sentence)) {
        begins ||= sentence !== '';
        continue;
      }
      const opens = begins || (at === 0 && item.test(line)) || cue.test(fold(sentence));
      const text = sentence.replace(item, '').trim();
      if (opens || pieces.length === 0) pieces.push(text);
      else pieces[pieces.length - 1] += ` ${text}`;
      begins = false;
    }
  }
  return pieces;
}

function isShort(text: string): boolean {
  return longWords(text) < leastWords;
}

function longWords(text: string): number {
  return (text.match(/\p{L}{4,}/gu) ?? []).length;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/gu, ' ').toLowerCase();
}
