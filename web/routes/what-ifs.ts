/** /what-ifs: the what-ifs there are, one with its tables and pictures, and one of its rows planned in full. */
import express, { Router } from "express";
import { grouped } from "#planner/report/index.ts";
import { whatIfBody } from "#report";
import { API } from "../api/job-body.ts";
import { nextPage, pageAsked } from "../api/list-page.ts";
import { fieldText, formFields } from "../decode/form-fields.ts";
import { findWhatIf } from "../find.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { timeText } from "../time-text.ts";
import type { Views } from "../views.ts";
import { rowNumber, rowRequest } from "../what-if-rows.ts";
import { rowChoice, whatIfOptions } from "../what-if-view.ts";
import { whatIfFormRoutes } from "./what-if-new.ts";

const MOST_FORM = "16kb";

/** Pages of what-ifs. */
export function whatIfRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/what-ifs", async (request, response) => {
    const asked = pageAsked(request);
    const page = await parts.store.listWhatIfs(asked);
    const whatIfs = page.whatIfs.map((one) => ({
      ...one,
      made: timeText(one.createdAt),
      rows: grouped(one.variants),
    }));
    const next = nextPage("/what-ifs", asked, page.next);
    response.type("html").send(views.page("what-ifs", { title: "What-ifs", whatIfs, next }));
  });
  router.use(whatIfFormRoutes(parts, views));
  router.get("/what-ifs/:id", async (request, response) => {
    const { id, createdAt, document } = await findWhatIf(parts, pathText(request, "id"));
    const csv = `${API}/what-ifs/${id}?format=csv`;
    const report = whatIfBody(document, whatIfOptions(request, csv, document));
    const page = { title: document.result.name, id, createdAt, made: timeText(createdAt), report };
    response.type("html").send(views.page("what-if", { ...page, ...rowChoice(request, document) }));
  });
  router.all("/what-ifs/:id", only("GET"));
  router.post(
    "/what-ifs/:id/plan",
    express.urlencoded({ extended: false, limit: MOST_FORM }),
    async (request, response) => {
      const { document } = await findWhatIf(parts, pathText(request, "id"));
      const row = rowNumber(fieldText(formFields(request.body), "row"));
      const job = await parts.jobs.submit({ kind: "plan", request: rowRequest(document, row, parts) });
      response.redirect(303, `/jobs/${job.id}?started=here`);
    },
  );
  router.all("/what-ifs/:id/plan", only("POST"));
  return router;
}
