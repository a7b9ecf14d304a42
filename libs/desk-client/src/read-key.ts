import { readFile } from 'node:fs/promises';
import { DeskProblem } from './desk-client.js';

/** The API key in the file that `--key-file` names, if any: arguments are seen by all users of a machine. @throws DeskProblem */
export async function readKey(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const key = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new DeskProblem(`--key-file ${file} cannot be read (${cause.code}).`, { cause });
  });
  // What else may stand there could not be sent as a header, and is not to be shown.
  if (/^dd_[\w-]+$/.test(key.trim())) return key.trim();
  throw new DeskProblem(`--key-file ${file} holds no API key. POST /v1/api-keys makes one.`);
}
