import { describe, expect, it } from '@jest/globals';
import { contradicts, readClauses } from './clauses.js';

describe('contradicts', () => {
  it.each([
    ['Turn off the proxy app.', 'Turn off the proxy app, because two tunnels cannot share the adapter.', false],
    [
      'Turn off the proxy, because two tunnels cannot share an adapter.',
      'Turn off the proxy app, because two tunnels cannot share the adapter.',
      false,
    ],
    [
      'Two tunnels can share the adapter.',
      'Turn off the proxy app, because two tunnels cannot share the adapter.',
      true,
    ],
    ['Do not turn off the proxy app.', 'Turn off the proxy app, because two tunnels cannot share the adapter.', true],
    ['Redémarrez le poste.', 'Ne redémarrez pas le poste.', true],
    ['Ne redémarrez jamais le poste.', 'Ne redémarrez pas le poste.', false],
    ['Feed the cat.', 'Do not restart the laptop.', false],
  ])('%s / %s', (claim, source, expected) => {
    expect(contradicts(claim, readClauses(source))).toBe(expected);
  });
});
