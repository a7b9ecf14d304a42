/** A passage's lexemes and how often each occurs. */
export interface WordCounts {
  readonly passageId: string;
  readonly counts: ReadonlyMap<string, number>;
}

/** How well passages match a query by words: BM25 as a share of what any passage could reach, 0–1. */
export interface WordScores {
  of(passageId: string): number;
  /** The ids of the passages with the highest scores, highest first; those that share no word with the query are none. */
  best(count: number): string[];
}

// The usual values of Okapi BM25 (Robertson & Zaragoza 2009): how soon repetition stops to count, and length.
const k1 = 1.2;
const b = 0.75;

interface Entry extends WordCounts {
  /** Its place in the arrays of scores. */
  readonly slot: number;
  readonly length: number;
}

/** An inverted index of passages by lexeme, ranked by Okapi BM25. */
export class WordIndex {
  private readonly documents = new Map<string, readonly Entry[]>();
  private readonly slots = new Map<string, number>();
  private readonly entries: (Entry | undefined)[] = [];
  private readonly freeSlots: number[] = [];
  /** Lexeme → slots of the passages that have it → how often. */
  private readonly postings = new Map<string, Map<number, number>>();
  private totalLength = 0;

  /** Sets a document's passages in place of those it had; none removes it. */
  set(documentId: string, passages: readonly WordCounts[]): void {
    for (const entry of this.documents.get(documentId) ?? []) this.remove(entry);
    const entries = passages.map((passage) => this.add(passage));
    if (entries.length === 0) this.documents.delete(documentId);
    else this.documents.set(documentId, entries);
  }

  /** Scores all passages for a query's distinct lexemes. What it returns holds until the index changes. */
  score(lexemes: readonly string[]): WordScores {
    const averageLength = this.totalLength / this.slots.size;
    const scores = new Float64Array(this.entries.length);
    let reachable = 0;
    for (const lexeme of lexemes) {
      const having = this.postings.get(lexeme) ?? new Map<number, number>();
      const weight = this.inverseDocumentFrequency(having.size);
      reachable += weight;
      for (const [slot, count] of having) {
        const length = this.entries[slot]?.length ?? 0;
        scores[slot]! += (weight * count) / (count + k1 * (1 - b + (b * length) / averageLength));
      }
    }
    return {
      of: (passageId) => (scores[this.slots.get(passageId) ?? -1] ?? 0) / (reachable || 1),
      best: (count) => highest(scores, count).map((slot) => this.entries[slot]?.passageId ?? ''),
    };
  }

  private inverseDocumentFrequency(having: number): number {
    return Math.log(1 + (this.slots.size - having + 0.5) / (having + 0.5));
  }

  private add(passage: WordCounts): Entry {
    const slot = this.freeSlots.pop() ?? this.entries.length;
    let length = 0;
    for (const [lexeme, count] of passage.counts) {
      length += count;
      const having = this.postings.get(lexeme);
      if (having === undefined) this.postings.set(lexeme, new Map([[slot, count]]));
      else having.set(slot, count);
    }
    this.totalLength += length;
    this.slots.set(passage.passageId, slot);
    return (this.entries[slot] = { ...passage, slot, length });
  }

  private remove({ passageId, slot, length, counts }: Entry): void {
    this.totalLength -= length;
    this.slots.delete(passageId);
    this.entries[slot] = undefined;
    this.freeSlots.push(slot);
    for (const lexeme of counts.keys()) {
      const having = this.postings.get(lexeme);
      having?.delete(slot);
      if (having?.size === 0) this.postings.delete(lexeme);
    }
  }
}

/** The places of the largest numbers above 0, largest first. */
function highest(scores: Float64Array, count: number): number[] {
  const leaders: number[] = [];
  const at = (slot: number | undefined) => scores[slot ?? -1] ?? 0;
  for (let slot = 0; slot < scores.length; slot++) {
    if (at(slot) <= at(leaders[count - 1])) continue;
    const place = leaders.findIndex((leader) => at(leader) < at(slot));
    leaders.splice(place === -1 ? leaders.length : place, 0, slot);
    leaders.length = Math.min(leaders.length, count);
  }
  return leaders;
}
