import { describe, expect, it } from '@jest/globals';
import { markup } from './markup.js';

describe('markup', () => {
  it('escapes values, in text and in attributes, but not markup', () => {
    const inner = markup`<b>${'a & <b>'}</b>`;
    expect(markup`<p title="${`"'`}">${inner}${7}</p>`.text).toBe(
      '<p title="&quot;&#39;"><b>a &amp; &lt;b&gt;</b>7</p>',
    );
  });

  it('joins lists, leaves out what is not there, and keeps backslashes', () => {
    expect(markup`${['<', markup`<br>`, ['\\n']]}${undefined}${0}`.text).toBe('&lt;<br>\\n0');
  });
});
