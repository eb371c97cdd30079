/** The owner's page on a phone first: one column, dark, calm, large targets. */
export const OWNER_STYLE = `
:root { color-scheme: dark; --ground: #10151b; --card: #18202a; --line: #2a3542; --text: #e6ebf1; --quiet: #9fb0c2;
  --accent: #7cc4ff; --good: #7fd6a3; --warn: #f0b86a; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main, header { max-width: 44rem; margin: 0 auto; padding: 1rem; }
header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; }
h1 { font-size: 1.15rem; margin: 0; } h2 { font-size: 1.05rem; margin: 0; } h3 { font-size: .95rem; margin: 1.25rem 0 .25rem; }
p { margin: .4rem 0; overflow-wrap: anywhere; } .quiet { color: var(--quiet); font-size: .9rem; }
section, .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem; margin: 0 0 1rem; }
.state { color: var(--good); } .state[data-state=withdrawn] { color: var(--warn); }
.now { color: var(--accent); font-weight: 600; }
ul { list-style: none; margin: 0; padding: 0; } li { border-top: 1px solid var(--line); padding: .6rem 0; overflow-wrap: anywhere; }
label { display: block; margin: .8rem 0 .2rem; color: var(--quiet); }
input { width: 100%; min-height: 48px; padding: 0 .75rem; border-radius: 8px; border: 1px solid var(--line);
  background: var(--ground); color: var(--text); font: inherit; }
button { min-height: 48px; min-width: 48px; padding: 0 1.1rem; border-radius: 8px; border: 1px solid var(--line);
  background: #223040; color: var(--text); font: inherit; font-weight: 600; white-space: nowrap; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: #06121d; }
button.withdraw { background: #3a2b16; border-color: #6d5125; color: #ffd79a; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
form.row { display: inline-block; margin: .6rem .5rem 0 0; } .signin { margin-top: 12vh; } .signin button { width: 100%; margin-top: 1.2rem; }
a { color: var(--accent); }
.ask { border-top: 1px solid var(--line); margin-top: 1rem; padding-top: .2rem; } .ask h3 { font-size: 1rem; }
.span { font-weight: 600; } .ask form.row { vertical-align: bottom; max-width: 100%; }
.ask form.row:has(.picks) { display: block; } .picks { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .8rem; } .pick { flex: 1 1 8rem; }
select { width: 100%; min-height: 48px; padding: 0 .5rem; border-radius: 8px; border: 1px solid var(--line);
  background: var(--ground); color: var(--text); font: inherit; }
[role=alert] { color: var(--warn); }
@media (prefers-reduced-motion: no-preference) { button { transition: background-color .15s; } }
`;

/** Brings the page up to date by itself; without it, loading the page again does the same. */
export const OWNER_SCRIPT = `
const PERIOD_MS = 2000;
/** A choice in one of the lists is not to be lost under the owner's hand. */
function isChoosing() {
  return [...document.querySelectorAll("option")].some((one) => one.selected !== one.defaultSelected);
}
async function refresh() {
  if (!document.hidden && !isChoosing()) await renew().catch(() => {});
  setTimeout(refresh, PERIOD_MS);
}
async function renew() {
  const answer = await fetch("/owner", { headers: { accept: "text/html" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  const shown = document.querySelector("main");
  if (answer.ok && fresh && shown && !shown.contains(document.activeElement) && fresh.innerHTML !== shown.innerHTML) {
    shown.replaceWith(document.adoptNode(fresh));
  }
}
if (document.querySelector("main[data-live]")) setTimeout(refresh, PERIOD_MS);
`;
