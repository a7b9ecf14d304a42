import type { Example } from '@driftdesk/contracts';
import { spec } from './spec.js';
import { generateTickets, type GeneratorOptions } from './tickets/generate.js';

/** What a fresh start finds under `models/`: the spec, and the data to train and answer with before any ticket came. */
export const model = {
  spec,
  demo: {
    /** 6,400 labelled tickets, the same at every call. */
    tickets: (options?: GeneratorOptions): Example[] => generateTickets(options),
    /** Folder of Markdown articles, one subfolder per language. */
    knowledge: new URL('../knowledge/', import.meta.url),
  },
};
