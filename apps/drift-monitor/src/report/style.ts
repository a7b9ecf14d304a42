/** The page's looks: the reader's own scheme, and the colours that the charts name. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfa; --card: #f3f4f1; --ink: #1f2529; --soft: #5c6770; --line: #dde1e3;
  --before: #9fabb5; --after: #2e6f9e; --alarm: #b5472c; --quiet: #4a7a55;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15191c; --card: #1e2428; --ink: #e3e7ea; --soft: #98a4ad; --line: #323a40;
    --before: #66737d; --after: #6cb0e0; --alarm: #ee8b6d; --quiet: #86bd92;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { margin: 0 0 .25rem; font-size: 1.7rem; line-height: 1.25; }
h2 { margin: 3rem 0 .5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: 1.2rem; }
h3 { margin: 1.75rem 0 .25rem; font-size: 1rem; }
p { margin: .5rem 0; max-width: 44rem; }
a { color: var(--after); }
small, figcaption, .soft { color: var(--soft); font-size: .875rem; }
.summary { margin: 1.25rem 0; padding: 1rem 1.25rem; border-left: 4px solid var(--before); background: var(--card); overflow-wrap: anywhere; }
.summary.alarm { border-color: var(--alarm); }
td.alarm { color: var(--alarm); }
td.quiet { color: var(--quiet); }
td.alarm, td.quiet, th { white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: 1rem 0; font-size: .9375rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 1rem 0; overflow-x: auto; }
figure svg { display: block; width: 100%; min-width: 34rem; height: auto; }
.keyed { margin-right: .9em; white-space: nowrap; }
.key { display: inline-block; width: .8em; height: .8em; margin-right: .4em; border-radius: 2px; vertical-align: -.05em; }
.key.before { background: var(--before); }
.key.after { background: var(--after); }
.key.alarm { background: var(--alarm); }
.key.mark { width: 3px; height: 1.1em; border-radius: 0; background: var(--ink); vertical-align: -.2em; }
.key.ring { border: 2px solid var(--alarm); border-radius: 50%; }
.key.dot { border-radius: 50%; }
.scroll { overflow-x: auto; }
table { width: 100%; margin: .75rem 0; border-collapse: collapse; font-size: .9375rem; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 500; }
td small { display: block; line-height: 1.35; }
.number { text-align: right; white-space: nowrap; }
.tickets { columns: 2; column-gap: 2rem; margin: .75rem 0; padding: 0; list-style: none; font-size: .8125rem; }
.tickets li { break-inside: avoid; white-space: nowrap; font-variant-numeric: tabular-nums; }
.tickets a { font-family: ui-monospace, monospace; }
summary { color: var(--soft); cursor: pointer; font-size: .875rem; }
@media (max-width: 40rem) { .tickets { columns: 1; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; } }
@media print { body { background: none; } details > :not(summary) { display: block; } }
`;
