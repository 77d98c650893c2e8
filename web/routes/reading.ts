/** /inventories/ID/reading: a page that waits until the files are read, then leads on, or says what is wrong with them. */
import { Router } from "express";
import { shownProblems } from "../form-problems.ts";
import { findInventory } from "../find.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { stepper } from "../stepper.ts";
import type { Views } from "../views.ts";

/** Read every so often, by browsers with script and without. */
const AGAIN_SECONDS = "1";

/** The page of an upload that is on its way. */
export function readingRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id/reading", async (request, response) => {
    const id = pathText(request, "id");
    const reading = await parts.readings.of(id);
    response.set("Cache-Control", "no-store");
    if (reading === undefined) {
      await findInventory(parts, id);
      return response.redirect(303, `/inventories/${id}`);
    }
    const isOver = reading.state === "failed";
    if (isOver && reading.problem.key !== "invalid-input") throw reading.problem;
    const problems = isOver ? reading.problem.errors : [];
    if (!isOver) response.set("Refresh", AGAIN_SECONDS);
    response
      .status(isOver ? 422 : 200)
      .type("html")
      .send(
        views.page("reading", {
          title: isOver ? "The files cannot be read" : "Reading the files",
          steps: stepper("inventory"),
          problems: shownProblems(problems, (place) => ({ id: "again", label: place })).summary,
          isOver,
        }),
      );
  });
  router.all("/inventories/:id/reading", only("GET"));
  return router;
}
