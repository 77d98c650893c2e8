/**
 * The page that waits for several plans, with script: listens to the jobs, a few at a time, since a browser opens six lines to one
 * server and the page wants some itself; has the server say how far they are; goes on when all are over.
 */
const MOST_LINES = 3;
const REDRAW_MS = 1000;
const box = document.querySelector("#jobs");
const status = document.querySelector("#jobs-text");
const waiting = [...document.querySelectorAll("[data-events]")].map((one) => one.dataset.events);
let open = 0;
let drawnAt = 0;
let timer;

/** Take over what another rendering of this page says of each job; the elements stay, and with them the focus. */
function take(page) {
  const said = page.querySelector("#jobs-text")?.textContent ?? "";
  if (status.textContent !== said) status.textContent = said;
  for (const fresh of page.querySelectorAll("[data-job]")) {
    const here = box.querySelector(`[data-job="${fresh.dataset.job}"]`);
    const [text, bar] = [here?.querySelector("[data-text]"), here?.querySelector("progress")];
    const words = fresh.querySelector("[data-text]")?.textContent ?? "";
    if (text && text.textContent !== words) text.textContent = words;
    if (bar) bar.value = fresh.querySelector("progress")?.value ?? 100;
  }
}

async function redraw() {
  timer = undefined;
  drawnAt = performance.now();
  try {
    // when all plans are there the page points to their comparison: that answer has no text
    const answer = await fetch(location.href, { redirect: "manual" });
    if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The server is gone: the events will say so.
  }
}

/** Soon, but not more often than people read. */
function redrawSoon() {
  timer ??= setTimeout(() => void redraw(), Math.max(0, REDRAW_MS - (performance.now() - drawnAt)));
}

function listenToNext() {
  const address = waiting.shift();
  if (address === undefined) {
    if (open === 0) location.reload();
    return;
  }
  open += 1;
  const events = new EventSource(address);
  const goOn = () => {
    events.close();
    open -= 1;
    listenToNext();
  };
  // the browser tries again by itself, unless the server says that there is nothing (a job that is forgotten)
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) goOn();
  });
  events.addEventListener("job", (event) => {
    const { state } = JSON.parse(event.data);
    redrawSoon();
    if (state === "queued" || state === "running") return;
    goOn();
  });
}

if (box !== null && "open" in box.dataset) {
  for (let line = 0; line < MOST_LINES; line++) if (waiting.length > 0) listenToNext();
}
