/** The first numbers of Halton's sequence in a base: evenly spread over (0, 1), the same everywhere. */
export function halton(count: number, base: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    let value = 0;
    let digit = 1 / base;
    for (let rest = at + 1; rest > 0; rest = Math.floor(rest / base)) {
      value += digit * (rest % base);
      digit /= base;
    }
    return value;
  });
}
