/**
 * The style of the HTML sheet. Speakers' colours are Paul Tol's "light" scheme, made for labels behind black text and
 * told apart by colour-blind readers (personal.sron.nl/~pault); after eight, the line under the words changes too.
 */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --soft: #5c5c5c; --rule: #d8d8d8; --wash: 38%; --focus: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e9e9e6; --soft: #a3a7ad; --rule: #3a3e44; --wash: 26%; --focus: #8ab4f8; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.6 Georgia, 'Times New Roman', serif; display: flex; flex-direction: column; }
main { order: 2; }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.index { order: 1; max-width: 82rem; width: 100%; margin: 0 auto 2rem; font-family: system-ui, sans-serif; font-size: .9rem; }
.index h1 { font-size: 1.2rem; } .index ol { padding-left: 1.8rem; } .index .count { color: var(--soft); }
.page { max-width: 82rem; margin: 0 auto; display: grid; grid-template-columns: minmax(0, 1fr) 23rem; gap: 0 2.5rem; }
.page + .page { border-top: 3px double var(--rule); margin-top: 3rem; padding-top: 2rem; }
.facts { grid-column: 1 / -1; margin: 0 0 1rem; padding-bottom: .6rem; border-bottom: 1px solid var(--rule); color: var(--soft); font: .85rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.facts span + span::before { content: ' · '; }
.words { max-width: 44rem; overflow-wrap: break-word; }
.words p { margin: 0 0 .8rem; white-space: pre-wrap; }
.words .headline { font-size: 1.75rem; line-height: 1.25; font-weight: bold; margin-bottom: 1rem; }
.words .byline, .words .bio, .words .trailer, .words .other, .words .caption { color: var(--soft); font-size: .88rem; }
.words .bio, .words .trailer, .words .other { opacity: .75; }
.words [data-part]::before { content: attr(data-part); float: right; margin-left: 1rem; font: .68rem/2 system-ui, sans-serif; text-transform: uppercase; letter-spacing: .06em; color: var(--soft); }
.dateline { color: var(--soft); letter-spacing: .03em; }
.seg { text-decoration: none; border-radius: 2px; }
.content { background: color-mix(in srgb, var(--c) var(--wash), var(--paper)); border-bottom: 2px solid var(--c); padding: .08em 0; }
.nested { border-bottom-style: double; border-bottom-width: 4px; }
.source { text-decoration: underline; text-decoration-color: var(--c); text-decoration-thickness: 2px; text-underline-offset: .18em; font-weight: bold; }
.cue { text-decoration: underline wavy var(--c) 1px; text-underline-offset: .22em; }
.via, .evidence { text-decoration: underline dotted var(--soft) 2px; text-underline-offset: .2em; }
.insertion { font-style: italic; opacity: .8; }
.n { font: bold .68em/1 system-ui, sans-serif; vertical-align: super; margin-right: .15em; text-decoration: none; }
.on, .seg:has(:target) { outline: 2px solid var(--ink); outline-offset: 1px; }
.list { font: .88rem/1.45 system-ui, sans-serif; align-self: start; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow: auto; }
.list h2 { font-size: .78rem; text-transform: uppercase; letter-spacing: .07em; color: var(--soft); margin: 0 0 .5rem; }
.list ul, .list ol { list-style: none; margin: 0 0 1.2rem; padding: 0; }
.who { display: inline-block; padding: 0 .35em; border-radius: 3px; font-weight: 600; background: color-mix(in srgb, var(--c) var(--wash), var(--paper)); border-bottom: 2px solid var(--c); }
.speakers li { margin-bottom: .45rem; } .soft { color: var(--soft); }
.statement { border-left: 4px solid var(--c); padding: .3rem .2rem .3rem .7rem; margin-bottom: .7rem; border-radius: 2px; overflow-wrap: anywhere; }
.statement:target, .statement.on { background: color-mix(in srgb, var(--c) 18%, var(--paper)); }
.statement q { quotes: none; font-family: Georgia, serif; } .statement p { margin: .15rem 0; }
.none { color: var(--soft); font-style: italic; }
.c0 { --c: #77aadd; } .c1 { --c: #ee8866; } .c2 { --c: #eedd88; } .c3 { --c: #ffaabb; } .c4 { --c: #44bb99; } .c5 { --c: #bbcc33; } .c6 { --c: #99ddff; } .c7 { --c: #aaaa00; } .cx { --c: #a8a8a8; }
.r1.content, .r1.who { border-bottom-style: dashed; } .r2.content, .r2.who { border-bottom-style: dotted; }
@media (max-width: 60rem) { body { padding: 1rem; } .page { display: block; } .list { position: static; max-height: none; margin-top: 2rem; } }
@media print { :root { --paper: #fff; --ink: #000; --soft: #444; --rule: #999; --wash: 38%; } body { padding: 0; font-size: 10.5pt; } .page { display: block; break-before: page; } .page:first-of-type { break-before: auto; }
  .content, .who, .statement { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .list { position: static; max-height: none; overflow: visible; margin-top: 1.5rem; } .statement, .speakers li { break-inside: avoid; } .list .speakers { columns: 2; } }
`;

/** How many colours there are before the line under the words changes. */
export const COLOURS = 8;
