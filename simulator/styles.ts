/** The style sheet of all pages. A string, because the build copies no files. */
export const styles = `
:root {
  color-scheme: light dark;
  --brand: #5c2d91; --on-brand: #fff; --ground: #f4f1f8; --card: #fff; --text: #1f1a27; --soft: #625a70;
  --line: #8d83a0; --faint: #e4dded; --bad: #a8192e; --bad-ground: #fdecee; --good: #1c6b3a; --wait: #7a5200;
  --banner: #ffd54a; --on-banner: #2b2100;
}
@media (prefers-color-scheme: dark) {
  :root {
    --brand: #b992ea; --on-brand: #1d0f30; --ground: #17131d; --card: #221c2b; --text: #f1ecf7; --soft: #b9aec9;
    --line: #7d7190; --faint: #3a3147; --bad: #ff9aa6; --bad-ground: #43191f; --good: #7fd8a0; --wait: #f0c56a;
    --banner: #ffd54a; --on-banner: #2b2100;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere;
}
.banner {
  margin: 0; padding: .6rem 1rem; background: var(--banner); color: var(--on-banner); text-align: center;
  position: sticky; top: 0; z-index: 1;
}
main { max-width: 27rem; margin: 0 auto; padding: 1rem; display: grid; gap: 1rem; }
footer { padding: 0 1rem 1.5rem; text-align: center; font-size: .85rem; color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--faint); border-radius: 1rem; padding: 1.25rem; }
h1 { font-size: 1.3rem; line-height: 1.25; margin: .5rem 0 1rem; }
h2 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; }
a { color: var(--brand); }
.purchase {
  margin: -1.25rem -1.25rem 1.25rem; padding: 1.25rem; border-radius: 1rem 1rem 0 0;
  background: #5c2d91; color: #fff;
}
.purchase p { margin: 0; }
.purchase .item { font-weight: 600; }
.purchase .amount { font-size: 2rem; line-height: 1.3; font-weight: 700; font-variant-numeric: tabular-nums; }
.purchase .to, .purchase .expiry { font-size: .9rem; color: #e9def7; }
.progress { display: flex; align-items: center; gap: .35rem; font-size: .85rem; color: var(--soft); }
.progress span { margin-right: .4rem; }
.progress i { flex: 1; height: .3rem; border-radius: .2rem; background: var(--faint); }
.progress .reached { background: var(--brand); }
label { display: block; font-weight: 600; margin-bottom: .35rem; }
input {
  width: 100%; min-height: 3rem; padding: .5rem .9rem; font: inherit; font-size: 1.2rem; letter-spacing: .05em;
  color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
}
input[aria-invalid] { border-color: var(--bad); }
button, .button {
  display: block; width: 100%; min-height: 3rem; padding: .6rem 1rem; font: inherit; font-weight: 600; text-align: center;
  color: var(--brand); background: transparent; border: 1px solid var(--brand); border-radius: .6rem; cursor: pointer;
  text-decoration: none;
}
.primary { margin-top: 1rem; color: var(--on-brand); background: var(--brand); }
.quiet { border-color: transparent; font-weight: 500; }
.danger { color: var(--bad); }
button:hover, .button:hover { filter: brightness(1.12); text-decoration: underline; }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.ways-out { margin-top: .75rem; }
.error { margin: .75rem 0 0; padding: .6rem .8rem; border-radius: .6rem; color: var(--bad); background: var(--bad-ground); }
fieldset { margin: 1.25rem 0 0; padding: .75rem 1rem 1rem; border: 1px dashed var(--line); border-radius: .6rem; min-width: 0; }
legend { padding: 0 .4rem; font-size: .85rem; color: var(--soft); }
.hint { margin: .35rem 0 .9rem; font-size: .85rem; color: var(--soft); }
.hint:last-child { margin-bottom: 0; }
dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: .3rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.closed { text-align: center; }
.sign {
  width: 4rem; height: 4rem; margin: .5rem auto; border-radius: 50%; border: 3px solid; font-size: 2rem; line-height: 3.6rem;
}
.good .sign { color: var(--good); } .wait .sign { color: var(--wait); } .bad .sign { color: var(--bad); }
code { font-size: .85em; }
.paths { display: block; margin-bottom: 1.25rem; }
.paths dt { color: var(--text); }
.paths dd { margin: 0 0 .6rem; font-weight: 400; color: var(--soft); }
.status { font-weight: 600; }
@media (min-width: 48rem) { main { padding-top: 3rem; } main:has(.paths) { max-width: 48rem; } }
`;
