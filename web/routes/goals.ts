/** /inventories/ID/goals and POST /plans: how to plan, and off it goes. */
import express, { Router } from "express";
import { type InputProblem, InvalidInput, type Inventory, type PlanRequest } from "#planner";
import { type FormFields, fieldText, formFields } from "../decode/form-fields.ts";
import { type GoalsForm, freshGoals, goalsInput, postedGoals } from "../decode/goals-form.ts";
import { planRequest } from "../decode/plan-request.ts";
import { withSampleMoney } from "../decode/sample-money.ts";
import { rowsInQuery, targetsOf } from "../decode/target-rows.ts";
import { findInventory } from "../find.ts";
import { goalsView } from "../goals-view.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { stepAddresses } from "../stepper.ts";
import type { Views } from "../views.ts";
import { SAMPLE_FILE, sampleLicences, sampleMoney, sampleRules } from "./start.ts";

type Decoded =
  | { readonly request: PlanRequest; readonly timeSeconds?: number }
  | { readonly problems: readonly InputProblem[] };

const problemsIn = (work: () => PlanRequest): Decoded => {
  try {
    return { request: work() };
  } catch (error) {
    if (error instanceof InvalidInput) return { problems: error.problems };
    throw error;
  }
};

/** The posted page as a request, or everything that is wrong with it: unreadable fields and refused values together. */
function decode(fields: FormFields, inventory: Inventory, parts: Parts): Decoded {
  const { targets } = targetsOf(rowsInQuery(fields));
  const { rest, problems, timeSeconds } = goalsInput(postedGoals(fields));
  const decoded = problemsIn(() => planRequest(inventory, { ...rest, targets }, parts));
  const unread = new Set(problems.map((problem) => problem.pointer));
  const refused = "problems" in decoded ? decoded.problems.filter((problem) => !unread.has(problem.pointer)) : [];
  if (problems.length + refused.length > 0) return { problems: [...problems, ...refused] };
  return timeSeconds === undefined ? decoded : { ...decoded, timeSeconds };
}

/** The page as it comes: for the sample estate with its rules, licences and prices. */
async function formFor({ files }: Inventory): Promise<GoalsForm> {
  if (files.length !== 1 || files[0] !== SAMPLE_FILE) return freshGoals("");
  const [rules, licences, money] = await Promise.all([sampleRules(), sampleLicences(), sampleMoney()]);
  return withSampleMoney(freshGoals(rules), { licences, money });
}

/** The goals page and the start of a plan. */
export function goalRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id/goals", async (request, response) => {
    const { id, inventory } = await findInventory(parts, pathText(request, "id"));
    const rows = rowsInQuery(formFields(request.query));
    if (rows.length === 0) return response.redirect(303, stepAddresses(id).targets);
    const form = await formFor(inventory);
    response.type("html").send(views.page("goals", goalsView(parts.context, { id, rows, form, problems: [] })));
  });
  router.all("/inventories/:id/goals", only("GET"));
  // the addresses' other methods are answered elsewhere: without this the router would name its own alone
  router.options("/plans", only("GET", "POST"));
  router.post(
    "/plans",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    async (request, response) => {
      const fields = formFields(request.body);
      const { id, inventory } = await findInventory(parts, fieldText(fields, "inventory"));
      const decoded = decode(fields, inventory, parts);
      if ("problems" in decoded) {
        const page = { id, rows: rowsInQuery(fields), form: postedGoals(fields), problems: decoded.problems };
        response
          .status(422)
          .type("html")
          .send(views.page("goals", goalsView(parts.context, page)));
        return;
      }
      const job = await parts.jobs.submit({ kind: "plan", ...decoded });
      response.redirect(303, `/jobs/${job.id}?inventory=${id}&started=here`);
    },
  );
  return router;
}
