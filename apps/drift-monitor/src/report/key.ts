import { type Markup, markup } from './markup.js';

/** How something looks in a chart; the page's style knows each. */
type Look = 'before' | 'after' | 'alarm' | 'mark' | 'ring' | 'dot alarm' | 'dot before';

/** An entry of a chart's key. */
export function key(look: Look, meaning: string): Markup {
  return markup`<span class="keyed"><span class="key ${look}"></span>${meaning}</span> `;
}
