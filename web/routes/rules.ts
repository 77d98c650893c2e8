/** /inventories/ID/rules: placement rules that go with the estate into every plan of it; adding and removing them. */
import express, { Router } from "express";
import { InvalidInput } from "#planner/contract/index.ts";
import { formFields } from "../decode/form-fields.ts";
import { ruleEdits, ruleForm } from "../decode/rule-form.ts";
import { cameFrom, editInventory } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { rulesView } from "../rules-view.ts";
import type { Views } from "../views.ts";

/** The rules page. */
export function ruleRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id/rules", async (request, response) => {
    const { id, inventory } = await findInventory(parts, pathText(request, "id"));
    const from = cameFrom(queryText(request, "from"));
    const page = rulesView({ id, inventory, form: ruleForm({}), problems: [], from });
    response.type("html").send(views.page("rules", page));
  });
  router.post(
    "/inventories/:id/rules",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    async (request, response) => {
      const { id, inventory } = await findInventory(parts, pathText(request, "id"));
      const form = ruleForm(formFields(request.body));
      try {
        const { edits, problems } = ruleEdits(form);
        if (problems.length > 0) throw new InvalidInput(problems);
        const made = await editInventory(parts, inventory, edits);
        response.redirect(303, `/inventories/${made}/rules?from=${id}`);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        const page = rulesView({ id, inventory, form, problems: error.problems });
        response.status(422).type("html").send(views.page("rules", page));
      }
    },
  );
  router.all("/inventories/:id/rules", only("GET", "POST"));
  return router;
}
