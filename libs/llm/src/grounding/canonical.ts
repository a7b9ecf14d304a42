/**
 * The text that a reader takes a text for: compatibility forms (full-width, ligatures, mathematical letters) as plain
 * characters, one kind of quotation mark and apostrophe, lower case, without accents. Only for comparing.
 */
export function canonical(text: string): string {
  return (
    text
      .normalize('NFKC')
      // The French "à" must not become the English article.
      .replace(/(?<!\p{L})à(?!\p{L})/giu, 'au')
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[’‘ʼ`´]/g, "'")
      .replace(/[“”«»„]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
  );
}
