/** What spellings of one label have in common: letter case, Unicode form, runs of spaces and invisible characters. */
export function foldLabel(label: string): string {
  const visible = label
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  // Upper case first: it makes one of ß and SS, which have no lower case in common.
  return visible.toUpperCase().toLowerCase().normalize('NFKC');
}
