/** /plans/compare: up to six plans side by side; with one plan, its exports and the choice of what to compare it with. */
import { type Request, type Response, Router } from "express";
import { MOST_COMPARED } from "#planner/contract/index.ts";
import { pageAsked } from "../api/list-page.ts";
import { chooseView, comparePath } from "../compare-view.ts";
import { comparedPlans, idsIn } from "../compared-plans.ts";
import { findPlan } from "../find.ts";
import { only, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import type { Views } from "../views.ts";

/** What keeps the plans named from being compared, in words. */
function problemsOf(ids: readonly string[], isChoosing: boolean): readonly string[] {
  if (ids.length > MOST_COMPARED) return [`${ids.length} plans are ticked; at most ${MOST_COMPARED} can be compared.`];
  return ids.length === 0 && !isChoosing ? ["No plan is ticked; tick at least two."] : [];
}

/** The page of choosing; what cannot be done is said with 422. */
async function choose(
  parts: Parts,
  views: Views,
  ids: readonly string[],
  at: { request: Request; response: Response },
) {
  const asked = pageAsked(at.request);
  const page = await parts.store.listPlans(asked);
  const chosen: { id: string; name: string }[] = [];
  for (const id of ids.slice(0, MOST_COMPARED)) {
    const name = await parts.desk.ask("planName", [await findPlan(parts, id)], undefined);
    chosen.push({ id, name });
  }
  const more = page.next === undefined ? undefined : `&choose=1&limit=${asked.limit}&cursor=${page.next}`;
  const next = more === undefined ? undefined : `${comparePath(...ids)}${more}`;
  const problems = problemsOf(ids, queryText(at.request, "choose") !== undefined);
  at.response
    .status(problems.length > 0 ? 422 : 200)
    .type("html")
    .send(views.page("compare-choose", chooseView({ chosen, page, next, problems })));
}

/** The page of comparisons; it stands before that of single plans. */
export function compareRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/plans/compare", async (request, response) => {
    const ids = [...new Set(idsIn(request))];
    const isChoosing = queryText(request, "choose") !== undefined;
    if (isChoosing || ids.length < 2 || ids.length > MOST_COMPARED)
      return choose(parts, views, ids, { request, response });
    const page = await parts.desk.ask("comparisonPage", await comparedPlans(parts, ids), undefined);
    response.type("html").send(views.page("compare", page));
  });
  router.all("/plans/compare", only("GET"));
  return router;
}
