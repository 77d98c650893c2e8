/** /inventories/ID/goals, POST /plans and POST /what-ifs/new: how to plan, and off it goes, or what if. */
import express, { type Request, type Response, Router } from "express";
import type { Job, WrittenRequest } from "#jobs";
import { fieldText, formFields, isTicked } from "../decode/form-fields.ts";
import { type GoalsForm, freshGoals, postedGoals } from "../decode/goals-form.ts";
import { EACH_TARGET } from "../decode/goals-questions.ts";
import { withSampleMoney } from "../decode/sample-money.ts";
import { rowsInQuery } from "../decode/target-rows.ts";
import type { AnswerOf } from "../desk/questions.ts";
import { findInventory } from "../find.ts";
import { goalsView } from "../goals-view.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { stepAddresses } from "../stepper.ts";
import type { Views } from "../views.ts";
import { togetherPath } from "../together-view.ts";
import { inventoryBase } from "../what-if-base.ts";
import { showWhatIfForm } from "./what-if-new.ts";
import { SAMPLE_FILE, sampleLicences, sampleMoney, sampleRules } from "./start.ts";

/** Start a job per question, all or none. @throws QueueFull @throws ShuttingDown */
async function startAll(
  { jobs }: Parts,
  requests: readonly WrittenRequest[],
  timeSeconds?: number,
): Promise<readonly Job[]> {
  const started: Job[] = [];
  try {
    for (const request of requests)
      started.push(await jobs.submit({ kind: "plan", request, ...(timeSeconds === undefined ? {} : { timeSeconds }) }));
  } catch (error) {
    for (const { id } of started) await jobs.cancel(id);
    throw error;
  }
  return started;
}

/** Where to wait: for one plan on its job's page, for several on one page for all. */
function waitingPage(started: readonly Job[], inventory: string): string {
  const [only] = started;
  if (started.length === 1 && only !== undefined) return `/jobs/${only.id}?inventory=${inventory}&started=here`;
  return togetherPath(started.map(({ id }) => id));
}

type GoalFacts = AnswerOf<"goalFacts">;

/** The page as it comes: for the sample estate with its licences and prices, and with its rules where they were not kept. */
async function formFor({ files, ownRules }: GoalFacts): Promise<GoalsForm> {
  if (files.length !== 1 || files[0] !== SAMPLE_FILE) return freshGoals("");
  const sampled = ownRules === undefined ? sampleRules() : "";
  const [rules, licences, money] = await Promise.all([sampled, sampleLicences(), sampleMoney()]);
  return withSampleMoney(freshGoals(rules), { licences, money });
}

/** The goals page and the start of a plan. */
export function goalRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id/goals", async (request, response) => {
    const found = await findInventory(parts, pathText(request, "id"));
    const { id } = found;
    const rows = rowsInQuery(formFields(request.query));
    if (rows.length === 0) return response.redirect(303, stepAddresses(id).targets);
    const facts = await parts.desk.ask("goalFacts", [found], undefined);
    const [form, ownRules] = [await formFor(facts), facts.ownRules ?? 0];
    const page = goalsView(parts.context, { id, rows, form, problems: [], isEach: false, ownRules });
    response.type("html").send(views.page("goals", page));
  });
  router.all("/inventories/:id/goals", only("GET"));
  const readForm = express.urlencoded({
    extended: false,
    limit: MOST_FORM_BYTES,
    parameterLimit: MOST_FORM_FIELDS,
  });
  /** The posted page decoded; undefined when it is answered already, with what is wrong. */
  const posted = async ({ body }: Request, response: Response, hasRequests: boolean) => {
    const fields = formFields(body);
    const found = await findInventory(parts, fieldText(fields, "inventory"));
    const decoded = await parts.desk.ask("goalsPosted", [found], { fields, hasRequests });
    if (!("problems" in decoded)) return { found, ...decoded };
    const { ownRules = 0 } = await parts.desk.ask("goalFacts", [found], undefined);
    const isEach = isTicked(fields, EACH_TARGET);
    const page = {
      id: found.id,
      rows: rowsInQuery(fields),
      form: postedGoals(fields),
      problems: decoded.problems,
      isEach,
      ownRules,
    };
    response
      .status(422)
      .type("html")
      .send(views.page("goals", goalsView(parts.context, page)));
    return undefined;
  };
  // the address' other methods are answered elsewhere: without this the router would name its own alone
  router.options("/plans", only("GET", "POST"));
  router.post("/plans", readForm, async (request, response) => {
    const asked = await posted(request, response, true);
    if (asked === undefined) return;
    response.redirect(303, waitingPage(await startAll(parts, asked.requests, asked.timeSeconds), asked.found.id));
  });
  router.post("/what-ifs/new", readForm, async (request, response) => {
    const asked = await posted(request, response, false);
    if (asked === undefined) return;
    const base = await inventoryBase(parts, asked.found, asked.wishes);
    await showWhatIfForm(parts, views, response, { status: 200, base });
  });
  return router;
}
