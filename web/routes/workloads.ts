/** /inventories/ID/workloads: the estate as a table, a hundred rows at a time, filtered and ordered by the address. */
import { Router } from "express";
import { formFields } from "../decode/form-fields.ts";
import { workloadListIn } from "../decode/workload-list.ts";
import { cameFrom } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import type { Views } from "../views.ts";

/** The workloads page. */
export function workloadRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id/workloads", async (request, response) => {
    const found = await findInventory(parts, pathText(request, "id"));
    const list = workloadListIn(formFields(request.query));
    const from = cameFrom(queryText(request, "from"));
    const page = await parts.desk.ask("workloadsPage", [found], { list, ...(from === undefined ? {} : { from }) });
    response.type("html").send(views.page("workloads", page));
  });
  router.all("/inventories/:id/workloads", only("GET"));
  return router;
}
