import { z } from 'zod';

const list = z
  .string()
  .transform((value) => value.split(',').map((one) => one.trim()))
  .pipe(z.array(z.string().min(1)).max(100));

/** A list of origins in a variable: scheme, host and port, no path. */
const origins = list.refine((values) => values.every(isOrigin), {
  error: 'must be origins such as https://desk.example.com, separated by commas',
});

/** A list of addresses or networks in a variable. */
const networks = list.refine((values) => values.every((value) => /^[0-9a-fA-F.:]+(\/\d{1,3})?$/.test(value)), {
  error: 'must be IP addresses or networks such as 10.0.0.0/8, separated by commas',
});

/** What bounds the HTTP of every process. */
export const limitsEnvironment = {
  CORS_ORIGINS: origins.optional().describe('origins whose pages may call the API; none when absent'),
  TRUSTED_PROXIES: networks
    .optional()
    .describe('addresses of proxies whose X-Forwarded-For tells who calls; none when absent'),
};

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value && /^https?:/.test(value);
}
