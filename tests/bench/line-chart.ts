/** A line of a chart by its name, as the legend has it; points in order of x. */
export type NamedLine = readonly [name: string, points: readonly Point[]];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What an axis says and where its ends are. */
export interface Axis {
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

/** A vertical mark, in the colour of a line. */
export interface Mark {
  readonly x: number;
  readonly line: number;
}

const size = { width: 560, height: 360, left: 56, top: 16, right: 16, bottom: 48 };
const colours = ['#1b6ca8', '#d1495b', '#3a3a3a', '#edae49'];
/** Gridlines of an axis. */
const steps = 5;

/** Lines as a picture that needs nothing else. Names must be plain words. */
export function drawLines(
  lines: readonly NamedLine[],
  { x: across, y: up }: { readonly x: Axis; readonly y: Axis },
  marks: readonly Mark[] = [],
): string {
  const plot = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom };
  const x = (value: number) => round(size.left + ((value - across.from) / (across.to - across.from)) * plot.width);
  const y = (value: number) => round(size.top + ((up.to - value) / (up.to - up.from)) * plot.height);
  const colour = (line: number) => colours[line % colours.length];
  const grid = [
    ...ticksOf(up).flatMap((tick) => [
      `<path d="M${x(across.from)} ${y(tick)}H${x(across.to)}" stroke="#ddd" fill="none"/>`,
      `<text x="${x(across.from) - 8}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
    ]),
    ...ticksOf(across).flatMap((tick) => [
      `<path d="M${x(tick)} ${y(up.from)}V${y(up.to)}" stroke="#ddd" fill="none"/>`,
      `<text x="${x(tick)}" y="${y(up.from) + 18}" text-anchor="middle">${tick}</text>`,
    ]),
  ];
  const drawn = lines.flatMap(([name, points], line) => [
    `<polyline points="${points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ')}" fill="none" stroke="${colour(line)}" stroke-width="2"/>`,
    `<text x="${x(across.from) + 12}" y="${size.top + 18 + line * 18}" fill="${colour(line)}">${name}</text>`,
  ]);
  const marked = marks.map(
    (mark) =>
      `<path d="M${x(mark.x)} ${y(up.from)}V${y(up.to)}" stroke="${colour(mark.line)}" stroke-dasharray="3 3" fill="none"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...grid,
    ...marked,
    ...drawn,
    `<text x="${size.left + plot.width / 2}" y="${size.height - 8}" text-anchor="middle">${across.title}</text>`,
    `<text transform="translate(14 ${size.top + plot.height / 2}) rotate(-90)" text-anchor="middle">${up.title}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function ticksOf({ from, to }: Axis): number[] {
  return Array.from({ length: steps + 1 }, (_, step) => Number((from + (step * (to - from)) / steps).toPrecision(6)));
}

const round = (coordinate: number) => Math.round(coordinate * 10) / 10;
