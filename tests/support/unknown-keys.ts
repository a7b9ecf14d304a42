/** Paths of the keys in `value` that parsing left out: what a schema of plain objects does not know. */
export function unknownKeys(value: unknown, parsed: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (typeof parsed !== 'object' || parsed === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    Object.hasOwn(parsed, key)
      ? unknownKeys(inner, (parsed as Record<string, unknown>)[key], `${path}.${key}`)
      : [`${path}.${key}`],
  );
}
