/** POST /inventories/ID/edits: what the form below the workloads table asks for, as a new inventory. */
import express, { Router } from "express";
import { selectWorkloads } from "#inventory";
import { InvalidInput } from "#planner/contract/index.ts";
import { bulkEdits, bulkForm } from "../decode/bulk-edit.ts";
import { formFields } from "../decode/form-fields.ts";
import { listQuery, workloadListIn } from "../decode/workload-list.ts";
import { editInventory } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import type { Views } from "../views.ts";
import { workloadsView } from "../workloads-view.ts";

/** The edits of a page of workloads. */
export function editRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.post(
    "/inventories/:id/edits",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    async (request, response) => {
      const { id, inventory } = await findInventory(parts, pathText(request, "id"));
      const fields = formFields(request.body);
      const list = workloadListIn(fields);
      const form = bulkForm(fields);
      try {
        const { edits, problems } = bulkEdits(form, {
          filter: list.filter,
          filtered: () => selectWorkloads(inventory, list.filter).map((workload) => workload.id),
        });
        if (problems.length > 0) throw new InvalidInput(problems);
        const made = await editInventory(parts, inventory, edits);
        const query = listQuery(list);
        response.redirect(303, `/inventories/${made}/workloads${query}${query === "" ? "?" : "&"}from=${id}`);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        const page = workloadsView({ id, inventory, list, form, problems: error.problems });
        response.status(422).type("html").send(views.page("workloads", page));
      }
    },
  );
  router.all("/inventories/:id/edits", only("POST"));
  return router;
}
