export type Schema = Readonly<Record<string, unknown>> & {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
};

/**
 * What people, fuzzers and broken clients send where a text is asked for. Without letters of which NFKC makes several words: a
 * pattern tells of names as they are kept.
 */
const strings = [
  ...[
    'x',
    'network',
    'a b',
    ' a',
    'a ',
    '',
    ' ',
    '\n\t',
    '\u00a0',
    '\u200b',
    '\ufeff',
    'a\u0000b',
    '\ud800',
    'x\udc00',
  ],
  ...['a\nb', 'a\tb', 'é', 'e\u0301', 'Ａ', '😀', '🇫🇷', 'हिन्दी', 'admin', 'admin.', 'a..b', 'x'.repeat(12)],
  ...['x'.repeat(64), 'x'.repeat(65), 'x'.repeat(100), 'x'.repeat(300), 'x'.repeat(501), 'x'.repeat(20_001)],
  ...[
    'en',
    'fr',
    'EN',
    'english',
    'en-US',
    'xx',
    'zz',
    'qaa',
    'de-CH-1996',
    '7',
    '0',
    '-1',
    '1.5',
    '1e3',
    '201',
    'true',
  ],
  ...['2026-02-30T00:00:00Z', '2026-02-28T00:00:00Z', '2026-02-28T00:00:00.123456789Z', '0000-01-01T00:00:00Z'],
  ...['2026-01-01T00:00:00+01:00', '2026-01-01T00:00:00', '2026-01-01', '2026-01-01T24:00:00Z', '2026-06-30T23:59:60Z'],
  ...['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-01-01t00:00:00z', '2026-01-01T00:00Z'],
  ...['https://example.com', 'http://[::1]/', 'javascript:alert(1)', 'ftp://x', 'https://', 'https://exa mple.com'],
  ...[
    'https://example.com/\u0000',
    'https://example.com/\ud800',
    'HTTPS://EXAMPLE.COM',
    'https:example.com',
    'urn:x:y',
  ],
  ...[
    '018f4f7e-0000-7000-8000-00000000ffff',
    '018F4F7E-0000-7000-8000-00000000FFFF',
    '00000000-0000-0000-0000-000000000000',
  ],
  ...[
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'wait=1',
    'wait=30',
    'wait=31',
    'wait=007',
    'respond-async',
    'application/json',
  ],
  ...['a'.repeat(64), 'v-0123456789ab', 'AAAA', '../etc', 'ticket-triage', '__proto__', 'constructor'],
];
const numbers = [0, 1, -1, 2, 30, 200, 201, 0.5, 1.5, 1e300, 2 ** 53, -0];
const scalars: readonly unknown[] = [...strings, ...numbers, true, false, null];

/** Everything of some size that could stand in the place of a schema; whether it may, the validators say. */
export function samples(schema: Schema, isValid: (schema: Schema, value: unknown) => boolean): unknown[] {
  const named = [...((schema['enum'] ?? []) as unknown[]), schema['const'], schema['default']];
  const alternatives = branches(schema).flatMap((branch) => samples(branch, isValid));
  const candidates = [...named, ...scalars, ...composed(schema, isValid), ...alternatives].filter(
    (value) => value !== undefined,
  );
  return candidates.filter((value) => isValid(schema, value));
}

function branches(schema: Schema): Schema[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] ?? []) as Schema[]);
}

function composed(schema: Schema, isValid: (schema: Schema, value: unknown) => boolean): unknown[] {
  if (schema['type'] === 'array') return lists(samples(schema.items ?? {}, isValid));
  if (schema['type'] !== 'object') return [];
  const values = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => [name, samples(property, isValid)] as const,
  );
  const whole = Object.fromEntries(values.map(([name, some]) => [name, some[0]]));
  const changed = values.flatMap(([name, some]) => some.map((value) => ({ ...whole, [name]: value })));
  const lacking = values.map(([name]) => Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name)));
  const single = values.flatMap(([name, some]) => some.slice(0, 1).map((value) => ({ [name]: value })));
  const extra = [{ ...whole, unknown: 1 }, {}];
  return [...changed, ...lacking, ...single, ...extra, ...records(schema, isValid)];
}

function records(schema: Schema, isValid: (schema: Schema, value: unknown) => boolean): unknown[] {
  const values = schema['additionalProperties'];
  if (typeof values !== 'object' || values === null) return [];
  const [value] = samples(values as Schema, isValid);
  return strings.map((name) => Object.fromEntries([[name, value]]));
}

const lists = (items: readonly unknown[]) => [
  [],
  ...items.map((item) => [item]),
  Array.from({ length: 21 }, () => items[0]),
  Array.from({ length: 501 }, () => items[0]),
];
