import { z } from 'zod';
import { limitsEnvironment } from './limits/environment.js';

/** A bad environment, told in one sentence a variable. */
export class EnvironmentInvalid extends Error {
  override readonly name = 'EnvironmentInvalid';
}

/**
 * Reads the variables that a schema names; empty ones count as absent.
 * @throws EnvironmentInvalid naming every bad variable at once
 */
export function readEnvironment<Environment>(
  schema: z.ZodType<Environment>,
  variables: Readonly<Record<string, string | undefined>>,
): Environment {
  const present = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new EnvironmentInvalid(`The environment is not usable:\n${lines.join('\n')}`);
}

/** A whole number in a variable. */
export const integer = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${minimum} to ${maximum}`)
    .transform(Number)
    .pipe(z.number().min(minimum, `must be at least ${minimum}`).max(maximum, `must be at most ${maximum}`));

/** `true` or `false` in a variable. */
export const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true');

/** What every process reads. */
export const processEnvironment = {
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  ACCESS_CONTROL: z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default('off')
    .describe('whether callers must prove who they are; off: everybody is admin, on the loopback alone'),
  PORT: integer(0, 65_535).default(3000).describe('port to listen on; 0 takes a free one'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be trace, debug, info, warn, error or silent',
    })
    .default('info')
    .describe('how much is logged; at `debug` a line for each event'),
  ...limitsEnvironment,
  REQUEST_TIMEOUT_SECONDS: integer(1, 600).default(30).describe('how long a request may take to arrive'),
  RATE_LIMIT_ADDRESS: integer(1, 1_000_000)
    .optional()
    .describe('requests a minute from one address; 3000 with access control, else any number'),
  RATE_LIMIT_CALLER: integer(1, 1_000_000)
    .optional()
    .describe('requests a minute of one user or API key; 1200 with access control, else any number'),
};
