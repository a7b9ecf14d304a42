import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './problem.js';

/** The largest request body in bytes. */
export const maxBodyBytes = 1024 * 1024;

/** Deeper bodies than any schema allows are refused before they are parsed. */
const maxDepth = 32;

/** Makes JSON in UTF-8 the only request body there is. */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: maxBodyBytes },
    (request, body, done) => {
      try {
        if (request.headers['content-encoding'] !== undefined) throw compressed();
        const json = decodeUtf8(body as Buffer);
        refuseDeep(json);
        void parse(request, json, (error, value) => (error ? done(malformed(error)) : done(null, value)));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new HttpProblem(400, 'malformed_json', 'The body is not valid UTF-8.');
  }
}

// Bounds the work of the parser that follows; brackets inside strings do not count.
function refuseDeep(json: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === 0x22) inString = !inString;
    else if (inString && code === 0x5c) at += 1;
    else if (inString) continue;
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > maxDepth)
      throw new HttpProblem(400, 'malformed_json', `The body nests deeper than ${maxDepth} levels.`);
  }
}

const compressed = () => new HttpProblem(415, 'unsupported_encoding', 'Send the body uncompressed.');
const malformed = (error: Error) =>
  error.message.includes('Body cannot be empty')
    ? new HttpProblem(400, 'malformed_json', 'The body is empty; send a JSON object.')
    : new HttpProblem(400, 'malformed_json', `The body is not valid JSON: ${error.message}`);
