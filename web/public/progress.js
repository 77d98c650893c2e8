/**
 * The progress page with script: listens to the job instead of reloading, says in a polite live region what it hears,
 * goes to the result when it is there, and cancels a job started from this page when the page is closed.
 */
const job = document.querySelector("#job");
const text = document.querySelector("#job-text");
const bar = document.querySelector("#job-progress");
const time = document.querySelector("#job-time");
const search = document.querySelector("#job-search");
const stages = {
  sizing: "sizing workloads",
  packing: "packing",
  bounding: "proving a bound",
  simulating: "simulating the hottest hosts",
  checking: "checking the plan",
};

/** The same sentence that the server writes into the page. */
function sentence(state) {
  if (state.state === "queued") return "Waiting for its turn.";
  if (state.state !== "running") return text.textContent;
  if (state.kind === "simulation") return `Simulating: ${Math.round(state.progressRatio * 100)}% of the time.`;
  if (state.kind === "what-if") return `Planning the variants: ${Math.round(state.progressRatio * 100)}% of them.`;
  const doing = stages[state.stage] ?? "starting";
  const parts = [state.isFinishing ? `ending with the best so far (${doing})` : doing];
  if (state.hosts !== undefined) parts.push(`best plan so far ${state.hosts} ${state.hosts === 1 ? "host" : "hosts"}`);
  if (state.bound !== undefined) parts.push(`at least ${state.bound} needed`);
  if (state.gapRatio !== undefined) parts.push(`gap ${(state.gapRatio * 100).toFixed(1)}%`);
  return `Planning: ${parts.join(", ")}.`;
}

/** The picture of the search is drawn by the server: fetch it again, now and then, when there is something new. */
const REDRAW_MS = 2000;
let drawnAt = 0;
let drawn = "";
async function redraw(state) {
  const known = `${state.hosts} ${state.bound} ${Math.floor(state.elapsedSeconds ?? 0)}`;
  if (state.kind !== "plan" || state.gapRatio === undefined || known === drawn) return;
  if (performance.now() - drawnAt < REDRAW_MS) return;
  drawnAt = performance.now();
  drawn = known;
  try {
    // when the plan is ready the page points to it: that answer has no text, and the events say where to go
    const answer = await fetch(location.pathname, { redirect: "manual" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#job-search");
    if (fresh !== null) search.replaceChildren(...fresh.childNodes);
  } catch {
    // The server is gone: the events will say so.
  }
}

/** The page of what came of it; a plan's keeps which inventory it is of, for the way back. */
function resultPage(state) {
  const inventory = new URL(location.href).searchParams.get("inventory");
  if (state.kind !== "plan" || inventory === null) return state.links.page;
  return `${state.links.page}?${new URLSearchParams({ inventory })}`;
}

function listen() {
  let isLeaving = false;
  let isOver = false;
  const events = new EventSource(job.dataset.events);
  events.addEventListener("job", (event) => {
    const state = JSON.parse(event.data);
    const said = sentence(state);
    if (text.textContent !== said) text.textContent = said;
    bar.value = Math.round(state.progressRatio * 100);
    if (state.elapsedSeconds !== undefined) time.textContent = `Running for ${Math.floor(state.elapsedSeconds)} s`;
    void redraw(state);
    if (state.state === "queued" || state.state === "running") return;
    isOver = true;
    isLeaving = true;
    events.close();
    if (state.state === "succeeded") location.replace(resultPage(state));
    else location.reload();
  });
  for (const form of document.querySelectorAll("#job-finish, #job-cancel")) {
    form.addEventListener("submit", () => {
      isLeaving = true;
    });
  }
  if (!("startedHere" in job.dataset)) return;
  const address = new URL(location.href);
  address.searchParams.delete("started");
  history.replaceState(null, "", address);
  addEventListener("pagehide", () => {
    if (isOver || isLeaving) return;
    events.close();
    const form = document.querySelector("#job-cancel");
    if (form === null) return;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("reason", "closed");
    navigator.sendBeacon(job.dataset.cancel, fields);
  });
}

if (job !== null && "open" in job.dataset) listen();
