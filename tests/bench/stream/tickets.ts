import { createHash } from 'node:crypto';
import { type Example, encodeEmbedding, ticketText } from '@driftdesk/contracts';
import { createRandom } from '@driftdesk/ml';
import { headName, readDataset } from '../dataset.js';
import { embedCached } from '../embedding-cache.js';
import type { Settings } from './settings.js';

/** A ticket of the file, in its place in the stream. */
export interface StreamTicket {
  /** Place in the file, from 0. */
  readonly at: number;
  readonly text: string;
  readonly embedding: Float32Array;
  readonly label: string;
  /** As a training learns it; ids rise with the place. */
  readonly example: Example;
  /** Whether an agent says its label. */
  readonly labelled: boolean;
}

export interface Stream {
  /** What the first champion learns; all of it is labelled. */
  readonly beginning: readonly StreamTicket[];
  /** What is played. */
  readonly played: readonly StreamTicket[];
}

type StreamSettings = Pick<
  Settings,
  'file' | 'text' | 'label' | 'start' | 'labelShare' | 'seed' | 'limit' | 'threads' | 'cache'
>;

/** The file as a stream: embedded, cut at the start, and labelled by a seeded draw. */
export async function readStream(settings: StreamSettings): Promise<Stream> {
  const rows = await readDataset(settings.file, settings);
  const texts = rows.map(ticketText);
  const { embeddings } = await embedCached(texts, { ...settings, precision: 'int8' });
  const random = createRandom(settings.seed);
  // The whole file is embedded, so that every limit finds the same cache.
  const tickets = rows.slice(0, settings.limit).map((row, at): StreamTicket => {
    const embedding = embeddings[at] as Float32Array;
    const example = { ...row, id: idOf(at), group: groupOf(row.group), embedding: encodeEmbedding(embedding) };
    const label = row.labels[headName] as string;
    return {
      ...{ at, text: texts[at] as string, embedding, label, example },
      labelled: random() < settings.labelShare,
    };
  });
  const cut = Math.round(settings.start * tickets.length);
  return { beginning: tickets.slice(0, cut), played: tickets.slice(cut) };
}

/** Rising with the place, and the same in every run: what is drawn by a ticket's id is drawn alike. */
function idOf(at: number): string {
  return `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`;
}

function groupOf(text: string): string {
  return `text:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
