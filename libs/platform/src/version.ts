import { readFileSync } from 'node:fs';

/** The version of this code; it stands in the root package.json alone. */
export const version: string = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
