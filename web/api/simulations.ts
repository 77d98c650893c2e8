/** /api/v1/simulations: ask for a host to be simulated, list the simulations, read one, delete one. */
import { Router } from "express";
import { digestIn, heedIfMatch } from "../etag.ts";
import { findSimulation } from "../find.ts";
import { readJsonBytes } from "../intake/json-body.ts";
import { simulationRequestOf } from "../intake/simulation-body.ts";
import { answersJson, only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import { dropShares } from "../shares/shares.ts";
import { type Answer, answerTask } from "./answer-task.ts";
import { API, resultPage, simulationPath } from "./job-body.ts";
import { nextPage, pageAsked } from "./list-page.ts";
import { simulationFormats } from "./simulation-formats.ts";
import { sendStored } from "./stored-formats.ts";

function collection(router: Router, parts: Parts): void {
  const answer: Answer = {
    path: simulationPath,
    json: async (id) => JSON.stringify((await findSimulation(parts, id)).document.result),
  };
  router.post("/simulations", answersJson, readJsonBytes, parts.once, async (request, response) => {
    const task = { kind: "simulation", request: simulationRequestOf(request, parts) } as const;
    await answerTask(parts, task, answer, { request, response });
  });
  router.get("/simulations", answersJson, async (request, response) => {
    const asked = pageAsked(request);
    const page = await parts.store.listSimulations(asked);
    const next = nextPage(`${API}/simulations`, asked, page.next);
    if (next !== undefined) response.links({ next });
    response.json({
      simulations: page.simulations.map((one) => ({
        ...one,
        links: { self: simulationPath(one.id), page: resultPage("simulation", one.id) },
      })),
      ...(next === undefined ? {} : { links: { next } }),
    });
  });
  router.all("/simulations", only("GET", "POST"));
}

/** Routes of simulations. */
export function apiSimulations(parts: Parts): Router {
  const router = Router();
  collection(router, parts);
  router.get("/simulations/:id", async (request, response) => {
    await sendStored(simulationFormats(await findSimulation(parts, pathText(request, "id"))), { request, response });
  });
  router.delete("/simulations/:id", async (request, response) => {
    const id = pathText(request, "id");
    await heedIfMatch(request, async () => {
      const { document } = await findSimulation(parts, id);
      return { id, digest: () => digestIn(JSON.stringify(document)) };
    });
    if (!(await parts.store.deleteSimulation(id))) throw notFound(`simulation "${id}"`);
    await dropShares(parts.store, { kind: "simulation", ids: [id] });
    response.status(204).end();
  });
  router.all("/simulations/:id", only("GET", "DELETE"));
  return router;
}
