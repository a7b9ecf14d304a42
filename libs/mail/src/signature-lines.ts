/** A longer “signature” is text that somebody wrote below two dashes. */
const longestSignature = 15;

const device =
  /^\s*(?:sent from (?:my|mail|outlook|yahoo|proton)\b|get outlook for\b|envoyé (?:de|depuis) mon\b|envoyé à partir d|obtenez outlook pour\b|télécharger outlook pour\b|provenance : courrier)/i;
const disclaimer =
  /^\s*(?:confidentiality notice|disclaimer\s*:|this (?:e-?mail|message)\b.{0,120}\bconfidential|ce (?:message|courriel|mail)\b.{0,120}\bconfidentiel|avis de confidentialité)/i;

/** What a company's mail server sets above mail from outside. */
const banner =
  /^\W{0,3}(?:external|extern|externe|caution|warning|attention|achtung|cuidado|precaución)\b.{0,60}\b(?:outside|originated|external|extérieur|externe|extern|außerhalb|externo)\b/i;

export const isBanner = (line: string) => banner.test(line.slice(0, 300));

/** Where a signature begins in lines of one writer, up to their end; `lines.length` when there is none. */
export function signatureStart(lines: readonly string[]): number {
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
