import { describe, expect, it } from '@jest/globals';
import { type Call, callOf, type TextFunction, textFunctions } from '../support/text-functions.js';
import { type WorstText, worstTexts } from '../support/worst-texts.js';

/** The longest that one text may hold the event loop, in milliseconds of processor time. */
const bound = 200;
/** From here on the time is measured again, at half the length too. */
const noticeable = 60;
/** Linear is 2, quadratic 4. */
const steepest = 3.5;

/** Milliseconds of processor time of one call: a loaded machine makes it slower, and no longer. */
async function costOf(call: Call, text: string): Promise<number> {
  const before = process.cpuUsage();
  await call(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

async function leastCostOf(call: Call, text: string): Promise<number> {
  const costs = [await costOf(call, text), await costOf(call, text), await costOf(call, text)];
  return Math.min(...costs);
}

/** What is wrong with a call of this text; undefined when nothing is. */
async function faultOf(
  call: Call,
  { limit, compares }: TextFunction,
  make: WorstText['make'],
): Promise<string | undefined> {
  const text = make(limit);
  if ((await costOf(call, text)) < noticeable) return undefined;
  const cost = await leastCostOf(call, text);
  if (cost > bound) return `takes ${Math.round(cost)} ms`;
  if (cost < noticeable || compares) return undefined;
  const growth = cost / (await leastCostOf(call, make(limit / 2)));
  return growth > steepest ? `takes ${growth.toFixed(1)} times as long for twice the text` : undefined;
}

describe.each(textFunctions)('$module: $name', (textFunction) => {
  it(`reads any text of ${textFunction.limit} characters at once`, async () => {
    const call = await callOf(textFunction);
    const texts = worstTexts.filter((_text, n) => !textFunction.compares || n % 3 === 0);
    const faults: string[] = [];
    for (const { name, make } of texts) {
      const fault = await faultOf(call, textFunction, make);
      if (fault !== undefined) faults.push(`${name} ${fault}`);
    }
    expect(faults).toEqual([]);
  });
});
