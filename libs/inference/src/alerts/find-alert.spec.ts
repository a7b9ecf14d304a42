import { describe, expect, it } from '@jest/globals';
import { alertsSchema } from '@driftdesk/contracts';
import { createAlertFinder } from './find-alert.js';

const rule = { reason: 'security_incident', acknowledgement: { en: 'Call us.', fr: 'Appelez-nous.' } };
const alerts = alertsSchema.parse({
  terms: { device: 'laptop, security key', stolen: 'stolen, burglar*, vole', advance: 'how do i', fire: 'on fire' },
  rules: [
    { ...rule, name: 'fire', evidence: [{ all: ['fire'], within: 2 }] },
    { ...rule, name: 'lost', evidence: [{ all: ['stolen', 'device'], within: 9 }], unless: ['advance'] },
  ],
});
const find = createAlertFinder(alerts);
const ruleOf = (text: string) => find(text, 'en')?.rule;

describe('createAlertFinder', () => {
  it.each([
    ['My laptop was stolen', 'lost'],
    ['Burglars took it. The security keys are safe', undefined],
    ['Burglars took the security key', 'lost'],
    ['Stolen! My laptop!', 'lost'],
    ['Stolen! Where is my old laptop?', undefined],
    ['It was stolen. A laptop', 'lost'],
    ['The laptop and one two three four five six was stolen', undefined],
    ['How do I report a stolen laptop?', undefined],
    ['How do I log in? My laptop was stolen', 'lost'],
    ['On m’a VOLÉ le laptop', 'lost'],
    ['The laptop is on fire and was stolen', 'fire'],
    ['lap top stolen', undefined],
    ['', undefined],
  ])('%s → %s', (text, expected) => {
    expect(ruleOf(text)).toBe(expected);
  });

  it('says what to do in the ticket’s language, in English when it has no text of its own', () => {
    expect(find('laptop stolen', 'fr')?.acknowledgement).toBe('Appelez-nous.');
    expect(find('laptop stolen', 'de')?.acknowledgement).toBe('Call us.');
  });

  it('refuses a term that begins too many words', () => {
    expect(() => createAlertFinder({ terms: { device: 'laptop, s*' }, rules: [] })).toThrow(
      '"s*" begins too many words',
    );
  });

  it('finds nothing without rules', () => {
    expect(createAlertFinder(undefined)('laptop stolen', 'en')).toBeUndefined();
  });

  it.each(['stolen ', 'laptop ', 'how do i ', 'stolen laptop. ', '.', 'é'])(
    'is quick on 20,000 times “%s”',
    (piece) => {
      const started = performance.now();
      find(piece.repeat(20_000).slice(0, 20_000), 'en');
      expect(performance.now() - started).toBeLessThan(500);
    },
  );

  it('refuses rules that name a list that is not there', () => {
    const evidence = [{ all: ['nothing'], within: 3 }];
    expect(alertsSchema.safeParse({ terms: {}, rules: [{ ...rule, name: 'x', evidence }] }).error?.message).toContain(
      'rule x names the unknown term list nothing',
    );
  });
});
