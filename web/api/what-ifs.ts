/** /api/v1/what-ifs: ask for one, list them, read one, compare two of its rows, have one row planned in full, delete one. */
import { Router } from "express";
import { rowDifference } from "#planner/asking/index.ts";
import { digestIn, heedIfMatch } from "../etag.ts";
import { findPlan, findWhatIf } from "../find.ts";
import { readJsonBytes } from "../intake/json-body.ts";
import { readYamlBytes, scenarioOf } from "../intake/what-if-body.ts";
import { answersJson, only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import { dropShares } from "../shares/shares.ts";
import { rowNumber, rowRequest, twoRows } from "../what-if-rows.ts";
import { type Answer, answerTask } from "./answer-task.ts";
import { API, planPath, resultPage, whatIfPath } from "./job-body.ts";
import { sendable } from "./json-bytes.ts";
import { nextPage, pageAsked } from "./list-page.ts";
import { sendStored } from "./stored-formats.ts";
import { timeAsked } from "./time-asked.ts";
import { whatIfFormats } from "./what-if-formats.ts";

function collection(router: Router, parts: Parts): void {
  const answer: Answer = {
    path: whatIfPath,
    json: async (id) => JSON.stringify((await findWhatIf(parts, id)).document.result),
  };
  router.post("/what-ifs", answersJson, readJsonBytes, readYamlBytes, parts.once, async (request, response) => {
    const limit = timeAsked(request);
    const task = { kind: "what-if", request: await scenarioOf(request, parts), ...limit } as const;
    await answerTask(parts, task, answer, { request, response });
  });
  router.get("/what-ifs", answersJson, async (request, response) => {
    const asked = pageAsked(request);
    const page = await parts.store.listWhatIfs(asked);
    const next = nextPage(`${API}/what-ifs`, asked, page.next);
    if (next !== undefined) response.links({ next });
    response.json({
      whatIfs: page.whatIfs.map((one) => ({
        ...one,
        links: { self: whatIfPath(one.id), page: resultPage("what-if", one.id) },
      })),
      ...(next === undefined ? {} : { links: { next } }),
    });
  });
  router.all("/what-ifs", only("GET", "POST"));
}

/** Two rows against each other, and one row planned in full. */
function rowRoutes(router: Router, parts: Parts): void {
  router.get("/what-ifs/:id/differences", answersJson, async (request, response) => {
    const { document } = await findWhatIf(parts, pathText(request, "id"));
    const [a, b] = twoRows(document, queryText(request, "rows") ?? "");
    response.json({ rows: [a.index + 1, b.index + 1], ...rowDifference(a, b) });
  });
  router.all("/what-ifs/:id/differences", only("GET"));
  const answer: Answer = {
    path: planPath,
    json: async (id) => sendable(await parts.desk.ask("planJson", [await findPlan(parts, id)], undefined)),
  };
  router.post("/what-ifs/:id/rows/:row/plan", answersJson, parts.once, async (request, response) => {
    const limit = timeAsked(request);
    const { document } = await findWhatIf(parts, pathText(request, "id"));
    const asked = rowRequest(document, rowNumber(pathText(request, "row")), parts);
    await answerTask(parts, { kind: "plan", request: asked, ...limit }, answer, { request, response });
  });
  router.all("/what-ifs/:id/rows/:row/plan", only("POST"));
}

/** Routes of what-ifs. */
export function apiWhatIfs(parts: Parts): Router {
  const router = Router();
  collection(router, parts);
  router.get("/what-ifs/:id", async (request, response) => {
    await sendStored(whatIfFormats(await findWhatIf(parts, pathText(request, "id"))), { request, response });
  });
  router.delete("/what-ifs/:id", async (request, response) => {
    const id = pathText(request, "id");
    await heedIfMatch(request, async () => {
      const { document } = await findWhatIf(parts, id);
      return { id, digest: () => digestIn(JSON.stringify(document)) };
    });
    if (!(await parts.store.deleteWhatIf(id))) throw notFound(`what-if "${id}"`);
    await dropShares(parts.store, { kind: "what-if", ids: [id] });
    response.status(204).end();
  });
  router.all("/what-ifs/:id", only("GET", "DELETE"));
  rowRoutes(router, parts);
  return router;
}
