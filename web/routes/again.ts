/** /plans/ID/again: the plan's question once more, with a newer inventory or the same estate. */
import express, { type Request, type Response, Router } from "express";
import type { WrittenRequest } from "#jobs";
import { InvalidInput, type InputProblem } from "#planner/contract/index.ts";
import type { Sealed, StoredInventory, StoredPlan } from "#store";
import { comparePath } from "../compare-view.ts";
import { fieldText, formFields } from "../decode/form-fields.ts";
import { findInventory, findPlan } from "../find.ts";
import { type FieldName, shownProblems } from "../form-problems.ts";
import { MOST_BODY_MIB, MOST_FILES, MOST_FORM_BYTES } from "../intake/bounds.ts";
import { filesIn, readUpload } from "../intake/upload.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { stepper } from "../stepper.ts";
import type { Views } from "../views.ts";

/** How an estate is named in the form. */
type Estate = "upload" | "stored" | "same";

const LABELS: Readonly<Record<Estate, FieldName | undefined>> = {
  upload: { id: "inventory", label: "Files" },
  stored: { id: "stored", label: "Its address or id" },
  same: undefined,
};

const refused = (code: string, detail: string) => new InvalidInput([{ pointer: "", code, detail }]);

/** The last part of an address, or an id as it stands. */
const idIn = (text: string): string => /([^/?#]+)\/?(?:[?#].*)?$/.exec(text)?.[1] ?? "";

async function storedEstate(text: string, parts: Parts): Promise<StoredInventory | Sealed> {
  if (text === "") throw refused("no-inventory", "Name an inventory by its address or id.");
  try {
    return await findInventory(parts, idIn(text));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw refused("unknown-inventory", error.detail);
  }
}

/** The plan's question once more, for the estate that the form names. @throws InvalidInput */
async function questionAgain(
  request: Request,
  { plan, estate }: { readonly plan: StoredPlan | Sealed; readonly estate: Estate },
  parts: Parts,
): Promise<WrittenRequest> {
  if (estate === "same") return await parts.desk.ask("requestAgain", [plan], undefined);
  if (estate === "stored") {
    const stored = await storedEstate(fieldText(formFields(request.body), "stored"), parts);
    return await parts.desk.ask("requestAgainWith", [plan, stored], undefined);
  }
  const files = filesIn(request, "inventory");
  if (files.length === 0) throw refused("no-file", "Choose at least one file.");
  const newer = parts.desk.unstored(await parts.importer(files));
  return await parts.desk.ask("requestAgainWith", [plan, newer], undefined);
}

function estateOf(request: Request): Estate {
  const asked = fieldText(formFields(request.body), "estate");
  if (asked === "upload" || asked === "stored" || asked === "same") return asked;
  throw new Problem("malformed-request", 'The form says no estate: "upload", "stored" or "same".');
}

interface Again {
  readonly id: string;
  readonly name: string;
}

interface Shown {
  readonly estate: Estate;
  readonly problems: readonly InputProblem[];
  readonly stored: string;
}

function againView({ id, name }: Again, { estate, problems, stored }: Shown) {
  const field = LABELS[estate];
  const shown = shownProblems(problems, (pointer) =>
    field === undefined ? undefined : { id: field.id, label: pointer === "" ? field.label : pointer },
  );
  return {
    title: `Plan again: ${name}`,
    steps: stepper("plan", { inventory: "/", compare: comparePath(id) }),
    id,
    problems: shown.summary,
    errorAt: shown.at,
    stored,
    mostFiles: MOST_FILES,
    mostMiB: MOST_BODY_MIB,
  };
}

/** Planning a plan again. */
export function againRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  const show = async (response: Response, plan: StoredPlan | Sealed, shown: Shown) => {
    const name = await parts.desk.ask("planName", [plan], undefined);
    response.status(shown.problems.length > 0 ? 422 : 200).type("html");
    response.send(views.page("plan-again", againView({ id: plan.id, name }, shown)));
  };
  router.get("/plans/:id/again", async (request, response) => {
    await show(response, await findPlan(parts, pathText(request, "id")), { estate: "same", problems: [], stored: "" });
  });
  router.post(
    "/plans/:id/again",
    readUpload,
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES }),
    async (request, response) => {
      const plan = await findPlan(parts, pathText(request, "id"));
      const estate = estateOf(request);
      try {
        const asked = await questionAgain(request, { plan, estate }, parts);
        const job = await parts.jobs.submit({ kind: "plan", request: asked });
        response.redirect(303, `/jobs/${job.id}?started=here`);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        const stored = fieldText(formFields(request.body), "stored");
        await show(response, plan, { estate, problems: error.problems, stored });
      }
    },
  );
  router.all("/plans/:id/again", only("GET", "POST"));
  return router;
}
