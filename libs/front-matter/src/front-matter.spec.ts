import { describe, expect, it } from '@jest/globals';
import { FrontMatterProblem, readFrontMatter } from './front-matter.js';

describe('readFrontMatter', () => {
  it.each([
    ['---\ntitle: A\ntags: [b, c]\n---\n\nText\n', { data: { title: 'A', tags: ['b', 'c'] }, content: 'Text' }],
    ['---\r\ntitle: A\r\n---\r\nText', { data: { title: 'A' }, content: 'Text' }],
    ['---\n---\nText', { data: null, content: 'Text' }],
    ['---\ntitle: no\n---', { data: { title: 'no' }, content: '' }],
    ['---\ntitle: A\nText', { data: undefined, content: '---\ntitle: A\nText' }],
    ['---js\n{ title: 1 }\n---\nText', { data: undefined, content: '---js\n{ title: 1 }\n---\nText' }],
    ['Text\n---\ntitle: A\n---', { data: undefined, content: 'Text\n---\ntitle: A\n---' }],
    ['---', { data: undefined, content: '---' }],
    ['', { data: undefined, content: '' }],
  ])('%j', (text, read) => {
    expect(readFrontMatter(text)).toEqual(read);
  });

  const lists = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`).join('\n');
  it.each([
    ['that is no YAML', 'title: [a', /^front matter: /],
    ['that says a thing twice', 'a: 1\na: 2', /^front matter: Map keys must be unique/],
    ['that laughs', `a0: &a0 ha\n${lists}`, /repeats its lists through aliases/],
    ['that is deep', '['.repeat(19_000), /has lists too deep in one another/],
    ['of deep maps', '{a: '.repeat(4_900), /has lists too deep in one another/],
    ['of deep lines', '- '.repeat(9_900), /has lists too deep in one another/],
    ['of deep keys', '? '.repeat(9_900), /has lists too deep in one another/],
    ['that is long', `a: ${'b'.repeat(20_000)}`, /has more than 20000 characters/],
    ['of 4,000 keys', Array.from({ length: 4_000 }, (_, n) => `a${n}:`).join('\n'), /has more than 20000/],
  ])('refuses one %s, in no time', (_, yaml, message) => {
    const started = performance.now();
    const read = () => readFrontMatter(`---\n${yaml}\n---\nText`);
    expect(read).toThrow(FrontMatterProblem);
    expect(read).toThrow(message);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([
    [
      'title: A\ntags: [b\nqueue: c',
      'front matter: Flow sequence in block collection must be sufficiently indented and end with a ] at line 4, column 1',
    ],
    ['a: 1\na: 2', 'front matter: Map keys must be unique at line 3, column 1'],
    ['\n\n"a', 'front matter: Missing closing "quote at line 5, column 1'],
  ])('says where in the file it cannot be read: %j', (yaml, message) => {
    expect(() => readFrontMatter(`---\n${yaml}\n---\nText`)).toThrow(new FrontMatterProblem(message));
  });

  it('makes nothing but data, whatever its tags say', () => {
    const { data } = readFrontMatter('---\na: !!js/function "function () { globalThis.wasRun = true }"\n---\n');
    expect(data).toEqual({ a: 'function () { globalThis.wasRun = true }' });
    expect('wasRun' in globalThis).toBe(false);
  });
});
