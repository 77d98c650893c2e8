/** /inventories/ID/workload?of=NAME: one workload to look at and edit; without `of`, one to add. */
import express, { Router } from "express";
import { formFields, isTicked } from "../decode/form-fields.ts";
import { postedWorkload } from "../decode/workload-form.ts";
import { cameFrom } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { workloadHref } from "../workload-rows.ts";
import type { Views } from "../views.ts";

/** The page of a workload. */
export function workloadEditRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id/workload", async (request, response) => {
    const found = await findInventory(parts, pathText(request, "id"));
    const from = cameFrom(queryText(request, "from"));
    const page = await parts.desk.ask("workloadPage", [found], { of: queryText(request, "of"), from });
    response.type("html").send(views.page("workload", page));
  });
  router.post(
    "/inventories/:id/workload",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    async (request, response) => {
      const found = await findInventory(parts, pathText(request, "id"));
      const fields = formFields(request.body);
      const [form, isRemoval, of] = [postedWorkload(fields), isTicked(fields, "remove"), queryText(request, "of")];
      const { id, says } = await parts.desk.make("workloadEdited", [found], { of, form, isRemoval });
      if (says !== undefined) {
        response.status(422).type("html").send(views.page("workload", says));
        return;
      }
      response.redirect(303, nextPage({ before: found.id, made: id, of: of ?? form.texts["name"] ?? "", isRemoval }));
    },
  );
  router.all("/inventories/:id/workload", only("GET", "POST"));
  return router;
}

interface Done {
  readonly before: string;
  /** Undefined when nothing differs. */
  readonly made: string | undefined;
  readonly of: string;
  readonly isRemoval: boolean;
}

/** To the workload in the new inventory; to the list, once it is gone; to where one was, when nothing differs. */
function nextPage({ before, made, of, isRemoval }: Done): string {
  if (made === undefined) return workloadHref(before, of);
  const page = isRemoval ? `/inventories/${made}/workloads?` : `${workloadHref(made, of)}&`;
  return `${page}from=${before}`;
}
