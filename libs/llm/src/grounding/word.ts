/** A word of a text; `exact`: a number, code, name of a file, address or key that no letter may be changed of. */
export interface Word {
  readonly text: string;
  readonly kind: 'word' | 'exact' | 'seam';
  /** As people are told of it, when that is not the text: "45 seconds" for "45 second". */
  readonly shown?: string;
}

export function wordOf(text: string): Word {
  return { text, kind: 'word' };
}

export function exactOf(text: string, shown = text): Word {
  return { text, kind: 'exact', shown };
}

export function seamOf(text: string): Word {
  return { text, kind: 'seam' };
}

/** The word that leads from a step of a menu to the next. */
export const arrow = '→';
