/**
 * Cuts a text at its code spans: even parts are prose, odd ones what stands between backticks. Backticks that nothing
 * closes are prose.
 */
export function cutAtCode(text: string): string[] {
  const parts: string[] = [];
  let proseStart = 0;
  for (let open = text.indexOf('`'); open !== -1; open = text.indexOf('`', proseStart)) {
    const codeStart = endOfTicks(text, open);
    const close = text.indexOf('`', codeStart);
    if (close === -1) break;
    parts.push(text.slice(proseStart, open), text.slice(codeStart, close));
    proseStart = endOfTicks(text, close);
  }
  parts.push(text.slice(proseStart));
  return parts;
}

function endOfTicks(text: string, start: number): number {
  let end = start;
  while (text[end] === '`') end++;
  return end;
}
