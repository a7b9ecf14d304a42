import unhomoglyph from 'unhomoglyph';

/**
 * What names that look alike have in common: two names whose skeletons are equal are taken for one by a reader. After
 * "skeleton" of UTS 39, section 4 (https://www.unicode.org/reports/tr39/), but without regard to case.
 */
export function skeletonOf(name: string): string {
  const visible = name.normalize('NFKD').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  // Letters can look alike only once they are lower case, and what they are replaced by may be upper case.
  return unhomoglyph(unhomoglyph(visible.toLowerCase()).toLowerCase()).normalize('NFD');
}
