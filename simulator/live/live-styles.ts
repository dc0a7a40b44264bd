/** The style sheet of the live page, after that of all pages. */
export const liveStyles = `
main:has(.live) { max-width: 90rem; }
.live { display: grid; gap: 1rem; min-width: 0; }
.live > * { min-width: 0; }
.live h1 { margin-top: 0; }
.live h2:not(:first-child) { margin-top: 1.5rem; }
.live h3 { margin: .75rem 0 .25rem; font-size: .85rem; color: var(--soft); }
.live #result:empty { display: none; }
.live #result { margin: 0; font-weight: 600; }
.entries { margin: 0; padding: 0; list-style: none; max-height: 70vh; overflow-y: auto; }
.entries:not(:empty) + .empty { display: none; }
.entry { padding: .6rem 0; border-top: 1px solid var(--faint); }
.entry p { margin: 0 0 .35rem; }
.soft { color: var(--soft); font-size: .85rem; }
.status { margin-left: .5rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .4rem; }
.live button { width: auto; min-height: 2.5rem; padding: .3rem .8rem; }
.live .danger { border-color: var(--bad); }
.live input, .live select {
  width: 100%; min-height: 2.5rem; padding: .3rem .6rem; font: inherit; letter-spacing: normal; color: var(--text);
  background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
}
.live form { display: grid; gap: .4rem; justify-items: start; }
.live label { margin: 0; font-weight: 500; }
.setting { padding: .5rem 0; border-top: 1px solid var(--faint); }
.setting .hint { margin-bottom: 0; }
summary { cursor: pointer; padding: .35rem 0; }
pre {
  margin: 0; padding: .6rem; max-height: 20rem; overflow: auto; font-size: .8rem; background: var(--ground);
  border-radius: .6rem; white-space: pre-wrap; overflow-wrap: anywhere;
}
.tag { padding: .1rem .45rem; border: 1px solid var(--wait); border-radius: 1rem; font-size: .8rem; color: var(--wait); }
.good-text { color: var(--good); }
.bad-text { color: var(--bad); }
.plain { padding-left: 1.2rem; }
@media (min-width: 64rem) {
  .live { grid-template-columns: 1fr 1fr 20rem; align-items: start; }
  .about { grid-column: 1 / -1; }
}
`;
