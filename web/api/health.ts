/** /healthz: the process answers. /readyz: it can also do its work. */
import { Router } from "express";
import { only } from "../methods.ts";
import type { Parts } from "../parts.ts";

/** Routes for whoever watches the server. */
export function health({ store, log }: Parts): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.all("/healthz", only("GET"));
  router.get("/readyz", async (_request, response) => {
    response.set("Cache-Control", "no-store");
    try {
      await store.ping();
      response.json({ status: "ready" });
    } catch (error) {
      log({ event: "not-ready", error: error instanceof Error ? error.message : String(error) });
      response.status(503).json({ status: "not ready", why: "the store does not answer" });
    }
  });
  router.all("/readyz", only("GET"));
  return router;
}
