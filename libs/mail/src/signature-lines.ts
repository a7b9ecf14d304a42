/** A longer “signature” is text that somebody wrote below two dashes. */
const longestSignature = 15;

const device =
  /^\s*(?:sent from (?:my|mail|outlook|yahoo|proton)\b|get outlook for\b|envoyé (?:de|depuis) mon\b|envoyé à partir d|obtenez outlook pour\b|télécharger outlook pour\b|provenance : courrier)/i;
const disclaimer =
  /^\s*(?:confidentiality notice|disclaimer\s*:|this (?:e-?mail|message)\b.{0,120}\bconfidential|ce (?:message|courriel|mail)\b.{0,120}\bconfidentiel|avis de confidentialité)/i;

/** What a company's mail server sets above mail from outside. */
const banner =
  /^\W{0,3}(?:external|extern|externe|caution|warning|attention|achtung|cuidado|precaución)\b.{0,60}\b(?:outside|originated|external|extérieur|externe?r?|außerhalb|externo)\b/i;
/** Without one of these it is about something else that is outside, such as a smell. */
const bannerAbout =
  /\b(?:e-?mail|mail|message|sender|expéditeur|courriel|absender|nachricht|remitente|correo|mensaje)\b/i;

export function isBanner(line: string): boolean {
  const beginning = line.slice(0, 300);
  return banner.test(beginning) && bannerAbout.test(beginning);
}

/** Ways to reach somebody, as they stand in a signature: “T: +353 1 555 0172”, “www.example.org”. */
const contact =
  /^\W{0,3}(?:t|f|m|p|tel|tél|telefon|téléphone|phone|mobile?|mob|fax|móvil|portable|e-?mail|web)\b\.?\s?[:.]|^(?:https?:\/\/|www\.)\S+$|[|•·]\s?(?:t[eé]l|phone|mob|fax)?\b\D{0,8}\+?\d[\d ().-]{6,}$/i;
const longestContactLine = 90;
const mostContactLines = 8;

/**
 * Where a block of names and ways to reach somebody begins at the end of lines: the last paragraph, in short lines that are no
 * sentences, one of which says how to reach them. It stays when it is all there is.
 */
function contactBlockStart(lines: readonly string[], end: number): number {
  let to = end;
  while (to > 0 && lines[to - 1]!.trim() === '') to -= 1;
  let from = to;
  while (from > 0 && to - from <= mostContactLines && isShortLine(lines[from - 1]!)) from -= 1;
  const isBlock = from > 0 && lines[from - 1]!.trim() === '' && to - from <= mostContactLines;
  return isBlock && lines.slice(from, to).some((line) => contact.test(line.trim())) ? from : end;
}

function isShortLine(line: string): boolean {
  const text = line.trim();
  return text !== '' && line.length <= longestContactLine && !/[.?!:;,]$/.test(text.replace(/^\W+/, ''));
}

/** Where a signature begins in lines of one writer, up to their end; `lines.length` when there is none. */
export function signatureStart(lines: readonly string[]): number {
  return contactBlockStart(lines, markedStart(lines));
}

function markedStart(lines: readonly string[]): number {
  const begin = Math.max(0, lines.length - 40);
  for (let at = begin; at < lines.length; at += 1) {
    const line = lines[at]!;
    const rest = lines.length - at;
    if (/^--\s?$/.test(line) && rest <= longestSignature) return at;
    if (line.length <= 2_000 && device.test(line) && rest <= longestSignature) return at;
    if (disclaimer.test(line.slice(0, 300))) return at;
  }
  return lines.length;
}
