/** /inventories/ID/targets: on which platforms and hosts the estate may go. */
import express, { type Response, Router } from "express";
import type { InputProblem, SuggestedTarget } from "#planner";
import { grouped, systemName } from "#planner/report/index.ts";
import { formFields, isTicked } from "../decode/form-fields.ts";
import { EMPTY_ROW, type TargetRow, rowText, rowsInQuery, targetRows, targetsOf } from "../decode/target-rows.ts";
import { findInventory } from "../find.ts";
import { shownProblems } from "../form-problems.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import type { Count } from "../inventory-summary.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { stepAddresses, stepper } from "../stepper.ts";
import { rowView } from "../target-choice.ts";
import type { Views } from "../views.ts";

const FRESH_ROWS = 2;
const MORE_ROWS = 2;

const emptyRows = (count: number): readonly TargetRow[] => Array.from({ length: Math.max(0, count) }, () => EMPTY_ROW);

const rowOf = ({ platform, hostType }: SuggestedTarget): TargetRow => ({ ...EMPTY_ROW, platform, hostType });

/** "/rows/2/maxHosts" is the field "maxHosts-2". */
function fieldOf(pointer: string) {
  const found = /^\/rows\/(\d+)\/(\w+)$/.exec(pointer);
  return found === null ? undefined : { id: `${found[2]}-${found[1]}`, label: "" };
}

interface Shown {
  readonly id: string;
  readonly byOs: readonly Count[];
  readonly rows: readonly TargetRow[];
  readonly status: number;
  readonly problems: readonly InputProblem[];
}

function showTargets(parts: Parts, views: Views, response: Response, { id, byOs, rows, status, problems }: Shown) {
  const shown = shownProblems(problems, fieldOf);
  response.status(status).type("html");
  response.send(
    views.page("targets", {
      title: "Choose targets",
      steps: stepper("targets", stepAddresses(id)),
      id,
      problems: shown.summary,
      estate: byOs.map(({ what, count }) => `${grouped(count)} ${systemName(what)}`).join(", "),
      rows: rows.map((row, i) => ({
        ...rowView(parts.context, row, i),
        platformError: shown.at[`platform-${i}`],
        hostTypeError: shown.at[`hostType-${i}`],
        maxHostsError: shown.at[`maxHosts-${i}`],
        memoryGiBError: shown.at[`memoryGiB-${i}`],
        hostPriceError: shown.at[`hostPrice-${i}`],
      })),
    }),
  );
}

/** The targets page. */
export function targetRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id/targets", async (request, response) => {
    const found = await findInventory(parts, pathText(request, "id"));
    const asked = rowsInQuery(formFields(request.query));
    const { byOs, suggested } = await parts.desk.ask("targetFacts", [found], { isFresh: asked.length === 0 });
    // a first row to begin with: what carries most of this estate today
    const rows = suggested === undefined ? asked : [rowOf(suggested)];
    const all = [...rows, ...emptyRows(FRESH_ROWS - rows.length)];
    showTargets(parts, views, response, { id: found.id, byOs, rows: all, status: 200, problems: [] });
  });
  router.post(
    "/inventories/:id/targets",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    async (request, response) => {
      const fields = formFields(request.body);
      const found = await findInventory(parts, pathText(request, "id"));
      const rows = targetRows(fields);
      const again = async (shown: Pick<Shown, "rows" | "status" | "problems">) => {
        const { byOs } = await parts.desk.ask("targetFacts", [found], { isFresh: false });
        showTargets(parts, views, response, { id: found.id, byOs, ...shown });
      };
      if (isTicked(fields, "more"))
        return await again({ rows: [...rows, ...emptyRows(MORE_ROWS)], status: 200, problems: [] });
      const { problems } = targetsOf(rows);
      const atLeastOne = rows.length > 0 ? rows : emptyRows(FRESH_ROWS);
      if (problems.length > 0) return await again({ rows: atLeastOne, status: 422, problems });
      const chosen = rows.filter((row) => row.platform !== "").map(rowText);
      response.redirect(303, stepAddresses(found.id, chosen).goals);
    },
  );
  router.all("/inventories/:id/targets", only("GET", "POST"));
  return router;
}
