/** A ticket of more problems is a text to read as a whole. */
const mostProblems = 5;
/** A part of fewer words of four letters and more is a greeting or goes with what stands before it. */
const leastWords = 2;
/** A greeting of so many words says more than hello. */
const longestGreeting = 4;

const item = /^\s*(?:\d{1,2}[.)]|[-*•–])\s+/u;
const cue =
  /^(?:and then |and |et puis |et |und |y )?(?:also|by the way|btw|while (?:i ve got you|i have you|i m at it|we re at it|you re at it)|and then the|another (?:thing|issue|problem|question)|other (?:thing|issue|problem)|secondly|second|thirdly|third|besides|in addition|additionally|one more (?:thing|question)|separately|furthermore|on another note|par ailleurs|au passage|tant que j y suis|pendant que j y suis|a part ca|dans la meme (?:salle|foulee)|de plus|en outre|autre (?:chose|probleme|question|point)|deuxiemement|troisiemement|second point|d autre part|egalement|sinon|et aussi|aussi|en plus|rien a voir|une autre (?:chose|question)|ps|p s|besides that|on top of that|oh and|completely unrelated|unrelated|ausserdem|zudem|ferner|ganz anderes thema|anderes thema|noch etwas|ubrigens|nebenbei|wo ich schon|dann ware da noch|zweitens|drittens|ademas|tambien|otra cosa|ya que estamos|aparte\b|de paso|por otra parte|por otro lado|por cierto|pd)\b/u;
/** Where one sentence holds what could be two: before such a cue. */
const seam =
  /,\s+(?=(?:and |et |und |y )?(?:by the way|btw|while i|unrelated|au passage|tant que j|übrigens|nebenbei|por cierto|ya que estamos|de paso)\b)/iu;
/** A number or a letter pair that announces what follows it. */
const marker = /^(?:\d{1,2}[.)]|p\.?s\.?:?|pd:?)$/iu;
/** A question of so many words of four letters and more can have a subject of its own. */
const ownSubject = 3;
/** A question with one of these is about what stands before it. */
const pointsBack =
  /\b(?:it|its|this|that|they|them|these|those|he|she|so|then|ca|cela|ceci|celui|celle|lui|elle|ils|elles|y|en|es|das|dies|diese|dieser|dann|da|esto|eso|ello|lo|normal|help|aider|helfen|ayudar|what should i|what can i|que faire|que dois|qu est ce que je|was soll|was kann|que hago|que puedo)\b/u;
const courtesy =
  /^(?:thank|thanks|many thanks|merci(?! de (?!votre|vos))|best regards|kind regards|regards|(?:bien )?cordialement|bien a vous|mit freundlichen|viele gru|mfg|vielen dank|danke|gracias|un saludo|saludos|bonne journee)\b/u;
/** In few words it asks for help, and names no problem. */
const plea =
  /^(?:what (?:would|do|can) you (?:suggest|recommend|advise|do)|please (?:advise|help)|let me know|tell me what|any (?:idea|help|advice)|dites moi|que me conseillez)\b/u;
const longestPlea = 5;
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
    if (isCourtesy(piece, words)) continue;
    const last = parts.at(-1);
    if (last !== undefined && (isShort(piece) || isShort(last) || attempt.test(words)))
      parts[parts.length - 1] = `${last} ${piece}`;
    else parts.push(piece);
  }
  return parts.length > mostProblems ? [body] : parts;
}

function isCourtesy(piece: string, words: string): boolean {
  if (courtesy.test(words)) return true;
  return (
    (greeting.test(words) && longWords(piece) < longestGreeting) || (plea.test(words) && longWords(piece) < longestPlea)
  );
}

function piecesOf(body: string): string[] {
  const pieces: string[] = [];
  let begins = true;
  for (const line of body.split('\n')) {
    if (line.trim() === '') begins = true;
    for (const [at, { sentence, isParted }] of sentencesOf(line).entries()) {
      if (marker.test(sentence)) {
        begins = true;
        continue;
      }
      const isItem = at === 0 && item.test(line);
      const opens = begins || isItem || isParted || opensProblem(sentence, pieces.at(-1));
      const text = sentence.replace(item, '').trim();
      if (opens || pieces.length === 0) pieces.push(text);
      else pieces[pieces.length - 1] += ` ${text}`;
      begins = false;
    }
  }
  return pieces;
}

/** Whether a sentence says by how it begins, or as a question with a subject of its own, that it is about something else. */
function opensProblem(sentence: string, before: string | undefined): boolean {
  const words = fold(sentence);
  if (cue.test(words)) return true;
  return sentence.endsWith('?') && before !== undefined && longWords(sentence) >= ownSubject && !pointsBack.test(words);
}

/** The sentences of a line; those with a seam in two or more, which are then parted from the one before. */
function sentencesOf(line: string): { sentence: string; isParted: boolean }[] {
  const sentences = line.trim().split(/(?<=[.!?])\s+/u);
  return sentences
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => {
      const clauses = sentence.split(seam);
      if (clauses.some(isShort)) return [{ sentence, isParted: false }];
      return clauses.map((clause, n) => ({ sentence: clause, isParted: n > 0 }));
    });
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
