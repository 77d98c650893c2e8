/** /inventories/ID/rules: placement rules that go with the estate into every plan of it; adding and removing them. */
import express, { Router } from "express";
import { formFields } from "../decode/form-fields.ts";
import { ruleForm } from "../decode/rule-form.ts";
import { cameFrom } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import type { Views } from "../views.ts";

/** The rules page. */
export function ruleRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id/rules", async (request, response) => {
    const found = await findInventory(parts, pathText(request, "id"));
    const from = cameFrom(queryText(request, "from"));
    const page = await parts.desk.ask("rulesPage", [found], { form: ruleForm({}), problems: [], from });
    response.type("html").send(views.page("rules", page));
  });
  router.post(
    "/inventories/:id/rules",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    async (request, response) => {
      const found = await findInventory(parts, pathText(request, "id"));
      const form = ruleForm(formFields(request.body));
      const { id, says } = await parts.desk.make("ruleEdited", [found], { form });
      if (says !== undefined) {
        response.status(422).type("html").send(views.page("rules", says));
        return;
      }
      response.redirect(303, `/inventories/${id}/rules?from=${found.id}`);
    },
  );
  router.all("/inventories/:id/rules", only("GET", "POST"));
  return router;
}
