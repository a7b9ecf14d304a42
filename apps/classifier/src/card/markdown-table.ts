/** A Markdown table; cells are text or numbers as they should be read. Numbers stand to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const first = rows[0] ?? [];
  const rule = header.map((_, column) => (typeof first[column] === 'number' ? '---:' : '---'));
  const lines = rows.map((cells) =>
    cells.map((cell) => (typeof cell === 'number' ? formatNumber(cell) : escapeMarkdown(cell))),
  );
  return [header.map(escapeMarkdown), rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Whole numbers as they are, others with three decimals. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}

/** Text that Markdown shows as it is: labels and reasons may hold anything. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]|#~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
