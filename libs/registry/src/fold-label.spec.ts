import { describe, expect, it } from '@jest/globals';
import { foldLabel } from './fold-label.js';

describe('foldLabel', () => {
  it.each([
    ['Billing', 'billing'],
    ['r\u00e9seau', 're\u0301seau'],
    ['ＶＰＮ', 'vpn'],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['access  rights', 'access\u00a0rights'],
    ['net\u00adwork', 'network'],
    ['net\u200bwork', 'network'],
  ])('takes %j and %j for one label', (left, right) => expect(foldLabel(left)).toBe(foldLabel(right)));

  it.each([
    ['reseau', 'réseau'],
    ['access rights', 'accessrights'],
    ['level 1', 'level 2'],
  ])('tells %j from %j', (left, right) => expect(foldLabel(left)).not.toBe(foldLabel(right)));
});
