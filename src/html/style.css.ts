import { COLOURS, tokenRules } from './tokens.css.js';

/** The one style sheet. Sizes in rem of 16 px; breakpoints in em: 40 = 640 px, 64 = 1024 px. */
export const STYLE = `
${tokenRules()}

*,*::before,*::after{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--page);color:var(--text);font-size:1rem;line-height:1.625rem;font-weight:400;
  font-variant-numeric:tabular-nums lining-nums;text-autospace:normal;line-break:strict;overflow-wrap:anywhere}
:root{--page:var(--bg);--track:var(--sunk);--han:"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif}
:lang(zh){font-family:var(--han)}
:lang(en){font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,var(--han)}
:root[data-past]{--page:var(--sunk);--track:var(--line);--band1:var(--line);--band2:#b7bec9;--band3:#97a1ae}
@media screen{:root[data-past][data-theme=dark]{--band2:#4b5461;--band3:#66707e}}
@media screen and (prefers-color-scheme:dark){:root[data-past]:not([data-theme=light]){--band2:#4b5461;--band3:#66707e}}
p,li,td{text-wrap:pretty}
h1,h2,h3,p,ul,ol,dl,dd,figure,blockquote,table,fieldset{margin:0;padding:0}
ul,ol{list-style:none}
fieldset{border:0;min-width:0}
em,cite,address,dfn{font-style:normal}
h1,h2,h3,th,b,strong{font-weight:600}
h1{font-size:1.375rem;line-height:1.875rem;text-wrap:pretty}
h2{font-size:1.125rem;line-height:1.75rem}
h3{font-size:1rem;line-height:1.625rem}
a{color:inherit;text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
a,button,summary,rect{transition:background-color .12s,color .12s}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
svg{display:block;overflow:visible}
.defs{position:absolute}
.hidden{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0}
.nb{white-space:nowrap}
.dense{font-size:.875rem;line-height:1.375rem}
.meta{font-size:.75rem;line-height:1.125rem;color:var(--text3)}
.quiet{color:var(--text2)}
.prose{max-width:68ch}
:lang(zh) .prose,.prose:lang(zh){max-width:38em}
hr,.rule{border:0;border-top:1px solid var(--line);margin:0}

.skip{position:absolute;left:-999rem;top:8px;padding:8px 16px;background:var(--bg);z-index:2}
.skip:focus{left:16px}
.wrap{max-width:1280px;margin:0 auto;padding-left:16px;padding-right:16px}
.top>.wrap{display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px;padding-top:8px;padding-bottom:8px}
.brand{font-weight:600;font-size:1.125rem;text-decoration:none;padding:4px 0}
.nav ul{display:flex;flex-wrap:wrap;gap:0 16px}
.nav a{display:inline-block;padding:4px 0;text-decoration:none}
.nav a[aria-current]{font-weight:600;box-shadow:inset 0 -2px var(--text)}
.nav a:hover{box-shadow:inset 0 -2px var(--edge)}
.tools{display:flex;flex-wrap:wrap;gap:8px 16px;margin-left:auto}
.tools form,.bar form,.foot form,.when form{display:flex;gap:8px;align-items:center}
label{color:var(--text2);font-size:.875rem;white-space:nowrap}
input,select,button,.button{font:inherit;font-size:1rem;line-height:1.5rem;color:var(--text);background:var(--bg);
  border:1px solid var(--edge);border-radius:4px;padding:3px 8px;min-height:32px;min-width:0}
input[type=search]{width:10.5rem}
input[type=date]{width:9.75rem}
button,.button{display:inline-block;padding:3px 12px;text-decoration:none;cursor:pointer;white-space:nowrap}
button:hover,.button:hover{background:var(--surf)}
button[aria-pressed=true]{background:var(--text);color:var(--bg);border-color:var(--text)}
main{display:block;padding-top:16px;padding-bottom:32px}
main:focus{outline:0}
.head{display:grid;grid-template-columns:minmax(0,1fr);gap:8px;padding-bottom:16px}
section{padding:16px 0;border-top:1px solid var(--line)}
section>h2,section>.h2{margin-bottom:8px}
.when{position:relative}
.when summary{padding:5px 0;text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:1px;white-space:nowrap}
.when form{position:absolute;right:0;top:100%;z-index:1;background:var(--bg);border:1px solid var(--edge);border-radius:4px;padding:12px;max-width:calc(100vw - 16px)}
.crumbs{font-size:.875rem;line-height:1.375rem;color:var(--text2)}
.crumbs li{display:inline}
.crumbs li+li::before{content:"/";margin:0 .5em;color:var(--text3)}

.bar{border-top:1px solid var(--line);background:var(--wash,var(--sunk))}
.bar>.wrap{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;padding-top:8px;padding-bottom:8px}
.bar strong{flex:0 1 auto}
.bar.past{background:var(--text);color:var(--page);border:0}
.bar.past a{color:inherit}
.bar.past :focus-visible,.bar.past:focus-visible{outline-color:var(--page)}
.bar.past label{color:inherit}
.call{background:var(--wash);border-left:4px solid var(--ink);padding:8px 16px}

.top{border-bottom:1px solid var(--line)}
footer{border-top:1px solid var(--line)}
.foot{display:grid;gap:12px;font-size:.875rem;line-height:1.375rem;color:var(--text2);padding-top:16px;padding-bottom:32px}
.foot ul{display:flex;flex-wrap:wrap;gap:4px 24px}
.foot li{min-height:24px}
.foot form{flex-wrap:wrap}
.foot button{font-size:.875rem;line-height:1.25rem}
.hash{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.92em;overflow-wrap:anywhere}

.mark{display:inline-block;flex:none;vertical-align:-2px;overflow:visible}
.m-solid,.m-hollow,.m-dashed,.m-heavy,.m-line{stroke:var(--ink);stroke-width:2;stroke-linejoin:round}
.m-solid{fill:var(--fill)}
.m-hollow,.m-dashed,.m-heavy,.m-inside{fill:var(--soft)}
.m-dashed{stroke-dasharray:4 2.6}
.m-heavy{stroke-width:3}
.m-line{fill:none}
.m-hollow.sign{stroke-width:1.5}
.m-hollow.cell{stroke-width:1}
.m-level{fill:var(--fill)}
.m-spot{fill:var(--ink)}
.m-sign{fill:none;stroke:var(--ink);stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.m-sign.on{stroke:var(--on)}
.m-word{fill:var(--ink);font-size:11px;font-weight:600;text-anchor:middle;text-autospace:no-autospace}
.m-word.tight{font-size:9.5px}
.m-word:lang(en){font-size:10.5px}
.m-word.tight:lang(en){font-size:9px}
.m-word.on{fill:var(--on)}
.tone{color:var(--ink);font-weight:600}
.state{color:var(--ink);font-weight:600}
.state .mark{margin-right:4px}

.tones{display:grid;grid-template-columns:1fr;gap:12px 24px}
.tones ul{display:grid}
.tones li a{display:flex;align-items:center;gap:8px;text-decoration:none;padding:1px 0;min-height:26px}
.tones li a:hover .word{text-decoration:underline}
.tones .word{flex:1 1 auto}
.tones .n{font-weight:600}
.tones .nil,.tones .nil .n{color:var(--text3);font-weight:400}
.tones .nil{display:flex;align-items:center;gap:8px;min-height:26px;padding:1px 0}
.tones h2{font-size:1rem;line-height:1.625rem;border-bottom:1px solid var(--line)}
.tones h2 a,.tones h2>span.sum{display:flex;align-items:center;gap:8px;font-weight:600;min-height:28px}
.tones h2 .n{color:var(--text)}
.tonebar{width:100%;height:40px}
.tonebar .seg{fill:var(--fill);stroke:var(--ink);stroke-width:2;width:calc(100% - 4px)}
.tonebar a:hover .seg{stroke:var(--text)}
.tonebar text{font-size:14px;font-weight:600;fill:var(--text)}
.tonebar .lead{stroke:var(--edge);stroke-width:1}

.scroll{overflow-x:auto}
table{overflow-wrap:break-word;width:100%;border-collapse:collapse;font-size:.875rem;line-height:1.375rem}
caption{text-align:left;padding:0 0 8px;color:var(--text2)}
th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{background:var(--surf);color:var(--text2);font-weight:600;white-space:nowrap;vertical-align:bottom}
thead th:first-child,tbody>tr>:first-child{padding-left:8px}
.num{text-align:right;white-space:nowrap}
tbody th{font-weight:400}
td.fits,th.fits{white-space:nowrap}

.list tbody td{height:49px}
.list .state{white-space:nowrap;padding-left:8px}
.list .state .since{display:block;padding-left:20px;font-weight:400;color:var(--text2)}
.list .title{overflow-wrap:anywhere;font-size:1rem;line-height:1.5rem}
.list .title a{text-decoration:none;font-weight:600}
.list .title a:hover{text-decoration:underline}
.list .under{color:var(--text3);font-size:.75rem;line-height:1.125rem}
.list .sentence{color:var(--text2);padding-top:2px}
.list .others{white-space:nowrap}
.list .others .mark{vertical-align:-4px;margin-left:2px}
.list tbody tr:last-child td{border-bottom:0}
.list .fold{display:none}
.list tbody tr:target,.list tbody tr:hover{background:var(--surf)}
.list .group th{background:none;height:auto;padding:20px 0 4px 8px;border-bottom:2px solid var(--ink)}
.list .group:first-child th{padding-top:8px}
.group h2{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 12px}
.group h2 .mark{align-self:center}
.group>h2{margin:0}
.group>p{margin-bottom:8px}
.group p{font-weight:400;color:var(--text2);font-size:.875rem;line-height:1.375rem}
.bullet{width:96px;height:14px;margin:4px 0}
.b-track{fill:var(--track)}
.b-bar{fill:var(--text)}
.b-tick{fill:var(--text)}
.b-far{fill:var(--text)}
.pager{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;padding-top:16px}
nav+.filters{padding-top:16px}
.filters{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center}
.chip{display:inline-flex;align-items:center;gap:6px;border:1px solid var(--edge);border-radius:4px;padding:2px 8px;text-decoration:none;font-size:.875rem;line-height:1.375rem;background:var(--bg)}
.chip:hover{background:var(--surf)}
mark{background:var(--sel);color:inherit}

.target{display:grid;grid-template-columns:minmax(0,1fr);gap:8px}
.target>h2{margin:0}
.target .pair{margin-top:8px}
.assumed{text-decoration:underline dotted;text-underline-offset:.25em;text-decoration-thickness:1px}
.axes th{font-weight:400;color:var(--text2);white-space:nowrap}
.axes td b{font-weight:600;margin-right:.5em}
.verdict{font-size:1.125rem;line-height:1.75rem}
.verdict .mark{vertical-align:-5px;margin-right:8px}
.claim{border-left:4px solid var(--line);padding-left:16px}
.pair{display:grid;gap:24px}
.pair>*{min-width:0}
.why p,.why ul{margin-top:8px}
.facts+h3{margin-top:16px}
.facts{display:grid;grid-template-columns:auto 1fr;gap:2px 16px}
.facts dt{color:var(--text2)}
.notes li{padding:8px 0;border-bottom:1px solid var(--line)}
.ghost,.ghost td{color:var(--text3)}
.ghost del{text-decoration-thickness:1px}
summary{cursor:pointer;padding:4px 0;width:fit-content;color:var(--text2);font-size:.875rem;line-height:1.375rem}
details>summary+*{margin-top:8px}
.links{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:.875rem;line-height:1.375rem}
.links a{padding:2px 0}
.empty{padding:32px 0}
.empty p+p,.empty p+ul{margin-top:8px}
.steps{display:grid;gap:8px;list-style:decimal;padding-left:1.5em}

.chart{display:grid;gap:8px}
.chart figcaption{font-weight:600}
.plot{display:grid;grid-template-columns:44px minmax(0,1fr) 72px}
.plot svg,.whole svg{width:100%}
.plot .h220{height:220px}
.plot .h48{height:48px}
.whole .h96{height:96px}
.c-point{overflow:visible}
.c-tick{stroke:var(--text);stroke-width:3}
.chart text{font-size:12px;fill:var(--text2)}
.chart text.strong{font-weight:600;fill:var(--text)}
.chart .halo{paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}
.chart rect,.chart .axis{shape-rendering:crispEdges}
.c-axis{stroke:var(--edge);stroke-width:1}
.c-grid{stroke:var(--line);stroke-width:1}
.c-promise{stroke:var(--text);stroke-width:2}
.c-promise.thin{stroke-width:1}
.c-plan{stroke:var(--text2);stroke-width:1.25;stroke-dasharray:4 3}
.c-line{stroke:var(--text);stroke-width:2}
.c-dot{fill:var(--text);stroke:var(--text);stroke-width:1.5}
.c-dot.ring{fill:var(--page)}
.c-dot.guess{fill:var(--page);stroke-dasharray:2 2}
.c-dot.ghost{fill:var(--page);stroke:var(--text3)}
.c-dot.small{stroke-width:0}
.c-fail{fill:var(--bad-fill);stroke:var(--bad-ink);stroke-width:1.5}
.c-hair{stroke:var(--text3);stroke-width:1}
.c-caret{fill:none;stroke:var(--text);stroke-width:1.5}
.c-need{stroke:var(--ink,var(--text));stroke-width:2;stroke-dasharray:5 4}
.chart text.c-needs{fill:var(--ink,var(--text));font-weight:600}
.c-due{stroke:var(--text);stroke-width:1.5}
.c-today{stroke:var(--text2);stroke-width:1;stroke-dasharray:1 3}
.c-bar{fill:var(--text)}
.c-band1{fill:var(--band1)}.c-band2{fill:var(--band2)}.c-band3{fill:var(--band3)}
.c-track{fill:var(--track)}
.c-hatch-line{stroke:var(--edge);stroke-width:1}
.short .long-only{display:none}
.narrow-only{display:none}
.gallery{display:grid;gap:32px}
.gallery h3{margin-bottom:8px}
.marks{max-width:60rem}
.points{list-style:disc;padding-left:1.25em;display:grid;gap:4px}
.order{columns:14rem;list-style:decimal;padding:8px 0 8px 1.75em}
.contents{display:grid;gap:4px}
.contents li{display:flex;flex-wrap:wrap;align-items:center;gap:2px 8px}
.contents a{display:flex;align-items:center;gap:6px;padding:1px 0}
.swatch{width:56px;height:40px}
.swatches{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:12px}
.swatch rect{stroke:var(--line)}
${swatchRules()}

@media (min-width:40em){
h1{font-size:1.625rem;line-height:2.125rem}
.wrap{padding-left:24px;padding-right:24px}
.tones{grid-template-columns:repeat(3,minmax(0,1fr))}
.plot{grid-template-columns:56px minmax(0,1fr) 96px}
.foot button{min-height:28px}
}
@media (min-width:64em){
.list{table-layout:fixed}
.w-state{width:10.5rem}.w-number{width:6.75rem}.w-bullet{width:7.25rem}.w-share{width:4.75rem}.w-day{width:6.75rem}
.wrap{padding-left:40px;padding-right:40px}
.tones{grid-template-columns:repeat(5,minmax(0,1fr))}
.pair{grid-template-columns:7fr 5fr;gap:40px}
.gallery{grid-template-columns:1fr 1fr}
main{padding-top:24px}
}
@media (max-width:63.99em){
.w-state{width:10.5rem}
.list .wide{display:none}
.list .fold{display:block}
.list .fold .line{display:flex;flex-wrap:wrap;gap:2px 12px;align-items:center}
}
@media (max-width:39.99em){
button,.button,.tools input,.bar input{min-height:44px}
.tools{display:contents}
.tools>form{order:2;width:100%}
.tools>form input{flex:1 1 6rem}
.when{margin-left:auto}
.tones .nil{display:none}
.list{display:block}
.list caption{display:block}
.list thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.list tbody,.list tr{display:block}
.list tbody tr{border-bottom:1px solid var(--line);padding:8px 0}
.list tbody td,.list tbody th{display:block;height:auto;border:0;padding:0}
.list tbody .state{padding-left:0;white-space:normal}
.list .state .word{margin-right:8px}
.list .state .word,.list .state .since{display:inline-block;padding-left:0;white-space:nowrap}
.list .group{padding:0}
.list .group th{padding:16px 0 4px}
.list .group{border-bottom:0}
.narrow-only{display:block}
.long-only{display:none}
.facts{grid-template-columns:1fr}
.facts dd{padding-bottom:6px}
code{white-space:nowrap}
.stack,.stack tbody,.stack caption{display:block}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tr{display:grid;grid-template-columns:1fr auto;gap:2px 12px;border-bottom:1px solid var(--line);padding:8px 0}
.stack td{border:0;padding:0!important}
.stack td.full{grid-column:1/-1}
.stack td.num{text-align:right}
.top>.wrap{gap:4px 12px}.nav ul{gap:0 12px}
}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media (forced-colors:active){
.m-solid,.m-hollow,.m-dashed,.m-heavy,.m-line,.m-sign,.tonebar .seg{stroke:CanvasText}
.m-solid,.m-spot,.m-level,.b-bar,.b-tick,.c-bar,.c-dot,.tonebar .seg{fill:CanvasText}
.m-hollow,.m-dashed,.m-heavy,.m-inside{fill:Canvas}
.m-sign.on{stroke:Canvas}
.m-word{fill:CanvasText}.m-word.tight{font-size:9.5px}
.m-word:lang(en){font-size:10.5px}
.m-word.tight:lang(en){font-size:9px}
.m-word.on{fill:Canvas}
}
@media print{
@page{size:A4;margin:12mm}
:root,:root[data-past]{--page:#fff;--bg:#fff;--surf:#fff;--text:#000;--text2:#222;--text3:#333}
body{font-size:10pt;line-height:1.5}
.top form,.nav,.skip,.foot form,.pager a,.filters,.links{display:none}
.mark,.tonebar,.bullet,.chart{print-color-adjust:exact;-webkit-print-color-adjust:exact}
thead{display:table-header-group}
tr,figure,li{break-inside:avoid}
.chart{max-width:160mm}
a.source::after{content:" (" attr(href) ")";font-size:.85em}
.bar.past{color:#000;background:#fff;border:2px solid #000}
}
`;

function swatchRules(): string {
  return Object.keys(COLOURS)
    .map((name) => `.s-${name}{fill:var(--${name})}`)
    .join('\n');
}
