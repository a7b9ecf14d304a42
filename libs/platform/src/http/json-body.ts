import type { FastifyInstance } from 'fastify';
import { checkJson } from './check-json.js';
import { HttpProblem } from './problem.js';

/** The largest request body in bytes. */
export const maxBodyBytes = 1024 * 1024;

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
        checkJson(json);
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

const compressed = () => new HttpProblem(415, 'unsupported_encoding', 'Send the body uncompressed.');
const malformed = (error: Error) =>
  error.message.includes('Body cannot be empty')
    ? new HttpProblem(400, 'malformed_json', 'The body is empty; send a JSON object.')
    : new HttpProblem(400, 'malformed_json', `The body is not valid JSON: ${error.message}`);
