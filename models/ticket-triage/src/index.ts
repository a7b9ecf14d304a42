import type { Example } from '@driftdesk/contracts';
import { spec } from './spec.js';
import { generateTickets, generateUnseenTickets, type GeneratorOptions } from './tickets/generate.js';
import { unseenQueue } from './tickets/unseen/building.js';

/** What a fresh start finds under `models/`: the spec, and the data to train and answer with before any ticket came. */
export const model = {
  spec,
  demo: {
    /** 6,400 labelled tickets, the same at every call. */
    tickets: (options?: GeneratorOptions): Example[] => generateTickets(options),
    /** Folder of Markdown articles, one subfolder per language. */
    knowledge: new URL('../knowledge/', import.meta.url),
    /** What drifts when the demo plays it: tickets that belong under a label which the head does not have. */
    unseen: {
      head: 'queue',
      label: unseenQueue,
      tickets: (options: Required<GeneratorOptions>): Example[] => generateUnseenTickets(options),
    },
  },
};
