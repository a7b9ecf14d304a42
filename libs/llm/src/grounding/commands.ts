/** The contents of code spans and fences: commands that an answer tells somebody to type. */
export function readCommands(markdown: string): string[] {
  // Odd parts stand between backticks; doubled ones leave blank parts, which keep the count.
  const runs = markdown.split(/`+/);
  return runs
    .filter((_run, i) => i % 2 === 1)
    .map((span) => span.replace(/\s+/g, ' ').trim())
    .filter((span) => span.length > 0);
}

/** The first command that no passage holds whole: part of a longer name or path is another command. */
export function findLostCommand(
  commands: readonly string[],
  passages: readonly { readonly plain: string }[],
): string | undefined {
  return commands.find((command) => !passages.some(({ plain }) => holds(plain, command.toLowerCase())));
}

function holds(plain: string, command: string): boolean {
  for (let at = plain.indexOf(command); at >= 0; at = plain.indexOf(command, at + 1)) {
    const before = plain[at - 1] ?? ' ';
    const after = plain.slice(at + command.length, at + command.length + 2);
    if (!/[\p{L}\p{N}/\\._-]/u.test(before) && !/^(?:[\p{L}\p{N}/\\_@-]|[.:][\p{L}\p{N}])/u.test(after)) return true;
  }
  return false;
}
