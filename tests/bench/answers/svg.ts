import type { RiskPoint } from './risk-coverage.js';

/** A curve by its name, as the legend has it. */
export type NamedCurves = readonly (readonly [name: string, curve: readonly RiskPoint[]])[];

const size = { width: 560, height: 360, left: 56, top: 16, right: 16, bottom: 48 };
const colours = ['#1b6ca8', '#d1495b', '#3a3a3a', '#edae49'];
/** Gridlines, in parts of the axis. */
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Risk over coverage as a picture that needs nothing else. Names must be plain words. */
export function drawCurves(curves: NamedCurves): string {
  const plot = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom };
  const x = (coverage: number) => size.left + coverage * plot.width;
  const y = (risk: number) => size.top + (1 - risk) * plot.height;
  const grid = ticks.flatMap((tick) => [
    `<path d="M${x(0)} ${y(tick)}H${x(1)}M${x(tick)} ${y(0)}V${y(1)}" stroke="#ddd" fill="none"/>`,
    `<text x="${x(tick)}" y="${y(0) + 18}" text-anchor="middle">${tick}</text>`,
    `<text x="${x(0) - 8}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  ]);
  const lines = curves.flatMap(([name, curve], index) => {
    const colour = colours[index % colours.length];
    const points = curve.map(({ coverage, risk }) => `${x(coverage).toFixed(1)},${y(risk).toFixed(1)}`).join(' ');
    return [
      `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      `<text x="${x(0) + 12}" y="${size.top + 18 + index * 18}" fill="${colour}">${name}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...grid,
    ...lines,
    `<text x="${x(0.5)}" y="${size.height - 8}" text-anchor="middle">share of the questions that are answered</text>`,
    `<text transform="translate(14 ${y(0.5)}) rotate(-90)" text-anchor="middle">share of the answers that are wrong</text>`,
    '</svg>',
    '',
  ].join('\n');
}
