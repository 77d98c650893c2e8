/** /inventories/ID/workload?of=NAME: one workload to look at and edit; without `of`, one to add. */
import express, { type Request, type Response, Router } from "express";
import { InvalidInput, type InputProblem, type Workload } from "#planner/contract/index.ts";
import type { StoredInventory } from "#store";
import { formFields, isTicked } from "../decode/form-fields.ts";
import {
  BLANK_FORM,
  type WorkloadEdits,
  type WorkloadForm,
  addition,
  editsFor,
  formOf,
  postedWorkload,
} from "../decode/workload-form.ts";
import { cameFrom, editInventory } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import { workloadHref } from "../workload-rows.ts";
import type { Views } from "../views.ts";
import { workloadView } from "../workload-view.ts";

interface Asked {
  readonly stored: StoredInventory;
  /** Absent for one that is still to be added. */
  readonly workload?: Workload;
}

/** @throws Problem not-found */
async function asked(parts: Parts, request: Request): Promise<Asked> {
  const stored = await findInventory(parts, pathText(request, "id"));
  const of = queryText(request, "of");
  if (of === undefined) return { stored };
  const workload = stored.inventory.workloads.find(({ id }) => id === of);
  if (workload === undefined) throw notFound(`workload "${of}" in this inventory`);
  return { stored, workload };
}

function editsIn(form: WorkloadForm, workload: Workload | undefined, isRemoval: boolean): WorkloadEdits {
  if (workload === undefined) return addition(form);
  return isRemoval
    ? { edits: [{ kind: "remove", which: { ids: [workload.id] } }], problems: [] }
    : editsFor(form, workload);
}

/** The page of a workload. */
export function workloadEditRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id/workload", async (request, response) => {
    const { stored, workload } = await asked(parts, request);
    const from = cameFrom(queryText(request, "from"));
    const form = workload === undefined ? BLANK_FORM : formOf(workload);
    const page = workloadView({ stored, workload, form, from, problems: [], edits: [] });
    response.type("html").send(views.page("workload", page));
  });
  router.post(
    "/inventories/:id/workload",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    async (request, response) => {
      const { stored, workload } = await asked(parts, request);
      const fields = formFields(request.body);
      await carryOut({
        parts,
        views,
        response,
        stored,
        workload,
        form: postedWorkload(fields),
        isRemoval: isTicked(fields, "remove"),
      });
    },
  );
  router.all("/inventories/:id/workload", only("GET", "POST"));
  return router;
}

interface Posted {
  readonly parts: Parts;
  readonly views: Views;
  readonly response: Response;
  readonly stored: StoredInventory;
  readonly workload: Workload | undefined;
  readonly form: WorkloadForm;
  readonly isRemoval: boolean;
}

/** To the workload in the new inventory; to the list, once it is gone; to where one was, when nothing differs. */
async function carryOut({ parts, views, response, stored, workload, form, isRemoval }: Posted): Promise<void> {
  const { id, inventory } = stored;
  const { edits, problems } = editsIn(form, workload, isRemoval);
  const refuse = (found: readonly InputProblem[]) => {
    const page = workloadView({ stored, workload, form, from: undefined, problems: found, edits });
    response.status(422).type("html").send(views.page("workload", page));
  };
  if (problems.length > 0) return refuse(problems);
  if (edits.length === 0 && workload !== undefined) return response.redirect(303, workloadHref(id, workload.id));
  try {
    const made = await editInventory(parts, inventory, edits);
    const kept = workload?.id ?? form.texts["name"] ?? "";
    const page = isRemoval ? `/inventories/${made}/workloads?` : `${workloadHref(made, kept)}&`;
    response.redirect(303, `${page}from=${id}`);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    refuse(error.problems);
  }
}
