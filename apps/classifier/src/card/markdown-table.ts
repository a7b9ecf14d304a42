/** A Markdown table. Columns whose first cell is a number stand to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const first = rows[0] ?? [];
  const rule = header.map((_, column) => (/^\d+(\.\d+)?$/.test(String(first[column])) ? '---:' : '---'));
  const lines = rows.map((cells) => cells.map((cell) => escapeMarkdown(String(cell))));
  return [header.map(escapeMarkdown), rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
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
