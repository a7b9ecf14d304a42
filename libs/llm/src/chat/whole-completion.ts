import { z } from 'zod';
import { WireFailure } from './wire-failure.js';

const completionSchema = z.looseObject({
  choices: z.array(z.looseObject({ message: z.looseObject({}).optional() })),
});

/**
 * Some servers and proxies cannot stream and send the whole completion as JSON: it becomes a stream of one event, so
 * that a wire format has one way to be read.
 * @throws WireFailure when it is no completion
 */
export function asEventStream(body: string): string {
  const { choices, ...rest } = parse(body);
  const event = { ...rest, choices: choices.map(({ message, ...choice }) => ({ ...choice, delta: message ?? {} })) };
  return `data: ${JSON.stringify(event)}\n\ndata: [DONE]\n\n`;
}

function parse(body: string): z.output<typeof completionSchema> {
  try {
    return completionSchema.parse(JSON.parse(body));
  } catch {
    throw new WireFailure('not_a_completion');
  }
}
