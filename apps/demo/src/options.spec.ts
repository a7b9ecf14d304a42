import { describe, expect, it } from '@jest/globals';
import { DemoProblem } from './demo-problem.js';
import { readOptions, usage } from './options.js';

describe('the options of the demo', () => {
  it('play the drift into the desk of this machine and label 30 % unless they say otherwise', () => {
    expect(readOptions([])).toEqual({ scenario: 'drift', url: 'http://127.0.0.1:3000', labelShare: 0.3 });
    expect(readOptions(['regression', '--url', 'http://desk:80', '--label-share', '1'])).toEqual({
      scenario: 'regression',
      url: 'http://desk:80',
      labelShare: 1,
    });
  });

  it.each([['rollback'], ['regression', 'drift']])('know no scenario %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow(new DemoProblem(usage));
  });

  it.each(['0', '1.1', '30%', ''])('refuse a share of %j', (share) => {
    expect(() => readOptions(['--label-share', share])).toThrow(`--label-share ${share}: it must be above 0`);
  });
});
