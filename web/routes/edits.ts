/** POST /inventories/ID/edits: what the form below the workloads table asks for, as a new inventory. */
import express, { Router } from "express";
import { bulkForm } from "../decode/bulk-edit.ts";
import { formFields } from "../decode/form-fields.ts";
import { listQuery, workloadListIn } from "../decode/workload-list.ts";
import { findInventory } from "../find.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import type { Views } from "../views.ts";

/** The edits of a page of workloads. */
export function editRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.post(
    "/inventories/:id/edits",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    async (request, response) => {
      const found = await findInventory(parts, pathText(request, "id"));
      const fields = formFields(request.body);
      const list = workloadListIn(fields);
      const { id, says } = await parts.desk.make("bulkEdited", [found], { list, form: bulkForm(fields) });
      if (says !== undefined) {
        response.status(422).type("html").send(views.page("workloads", says));
        return;
      }
      const query = listQuery(list);
      response.redirect(303, `/inventories/${id}/workloads${query}${query === "" ? "?" : "&"}from=${found.id}`);
    },
  );
  router.all("/inventories/:id/edits", only("POST"));
  return router;
}
