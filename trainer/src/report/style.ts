/** The style sheet of reports: light and dark, wide and narrow, and on paper. */

export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --panel: #f6f7f9; --ink: #1a1d21; --soft: #5d6670; --rule: #dfe3e8;
  --first: #8a94a0; --second: #0b66d8; --bad: #c2410c; }
@media (prefers-color-scheme: dark) { :root { --paper: #15181c; --panel: #1d2126; --ink: #e8ebee; --soft: #9aa4ae;
  --rule: #323941; --first: #7d8894; --second: #5aa9ff; --bad: #fb923c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 74rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2.5rem 0 .75rem; }
p { margin: .25rem 0; color: var(--soft); max-width: 60rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0; padding: 0; }
.figures div { background: var(--panel); border-radius: .5rem; padding: .75rem 1rem; }
.figures dt { color: var(--soft); font-size: .85rem; } .figures dd { margin: 0; font-size: 1.35rem; font-weight: 600; }
.figures small { display: block; color: var(--soft); font-size: .8rem; font-weight: 400; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; margin-bottom: 1rem; }
figure { margin: 0; background: var(--panel); border-radius: .5rem; padding: .9rem 1rem .5rem; }
figcaption { display: flex; justify-content: space-between; flex-wrap: wrap; gap: .25rem 1rem; }
.keys { display: flex; gap: 1rem; color: var(--soft); font-size: .85rem; }
.key::before { content: ''; display: inline-block; width: 1rem; height: 0; border-top: 2px solid; margin-right: .4rem; vertical-align: middle; }
.key.first::before { border-color: var(--first); } .key.second::before { border-color: var(--second); }
.key.ideal::before { border-color: var(--soft); border-top-style: dashed; }
svg { display: block; width: 100%; height: auto; overflow: visible; } svg text { fill: var(--soft); font-size: 12px; }
.grid { stroke: var(--rule); } .axis { stroke: var(--soft); } .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.line.first { stroke: var(--first); stroke-width: 1.5; } .line.second { stroke: var(--second); }
.line.ideal { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 5 4; }
circle.first { fill: var(--first); } circle.second { fill: var(--second); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; } th { font-weight: 600; color: var(--soft); text-align: right; }
th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
.confusion { border-spacing: 2px; border-collapse: separate; } .confusion th, .confusion td { border: 0; text-align: center; min-width: 2.9rem; padding: .3rem; }
.confusion td { border-radius: .25rem; } .confusion td.none { color: var(--soft); }
.confusion td.right { outline: 1px solid var(--rule); font-weight: 600; }
.confusion tbody th { text-align: right; padding-right: .6rem; } .confusion td.wrong { background: color-mix(in srgb, var(--bad) var(--amount), transparent); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1.5rem; align-items: start; }
.misread { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.2rem, 1fr)); gap: .6rem; padding: 0; list-style: none; }
.misread li { background: var(--panel); border-radius: .5rem; padding: .5rem; text-align: center; font-size: .85rem; line-height: 1.35; }
.misread img { display: block; width: 100%; border-radius: .25rem; image-rendering: pixelated; margin-bottom: .35rem; }
.misread.lines { display: flex; flex-wrap: wrap; } .misread.lines img { width: auto; max-width: 100%; height: auto; }
.misread strong { color: var(--bad); } .misread small { color: var(--soft); }
details { margin-top: 2.5rem; } summary { cursor: pointer; color: var(--soft); } pre { overflow-x: auto; background: var(--panel); padding: 1rem; border-radius: .5rem; font-size: .8rem; }
@media print { body { max-width: none; } figure, .misread li { break-inside: avoid; } }
`;
