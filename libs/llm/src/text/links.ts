/**
 * Replaces inline links and images, `[label](url "title")`, by their label and address, and `<https://…>` by its address.
 * By hand: a pattern looks for the end of a link again from every bracket that could open one.
 */
export function stripLinks(text: string): string {
  return stripInlineLinks(text).replace(/<((?:https?|mailto):[^<>\s]+)>/g, '$1');
}

function stripInlineLinks(text: string): string {
  const parts: string[] = [];
  let done = 0;
  let labelEnd = -1;
  for (let open = text.indexOf('['); open !== -1; open = text.indexOf('[', Math.max(open + 1, done))) {
    // Of several brackets before one `]`, the first opens the link; the others need not look for it again.
    if (labelEnd < open) labelEnd = text.indexOf(']', open);
    const link = labelEnd === -1 ? 'none' : readLink(text, open, labelEnd);
    if (link === 'none') break;
    if (link === undefined) continue;
    parts.push(text.slice(done, text[open - 1] === '!' ? Math.max(done, open - 1) : open), link.shown);
    done = link.end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

/** The link whose label stands between two brackets; undefined when it is none, `none` when none can follow either. */
function readLink(text: string, open: number, labelEnd: number): { shown: string; end: number } | undefined | 'none' {
  const start = labelEnd + 2;
  if (text[labelEnd + 1] !== '(' || /^[\s)]?$/.test(text.charAt(start))) return undefined;
  const end = text.indexOf(')', start);
  if (end === -1) return 'none';
  const label = text.slice(open + 1, labelEnd);
  const url = text.slice(start, end).split(/\s/, 1)[0] ?? '';
  return { shown: !label || label === url ? url : `${label} (${url})`, end: end + 1 };
}
