/** /healthz: the process answers. /readyz: it can also do its work, part by part. /metrics: its figures. */
import { Router } from "express";
import { only } from "../methods.ts";
import type { EarlyParts } from "../parts.ts";

/** How a part is. */
interface PartState {
  readonly status: "ready" | "not ready";
  readonly why?: string;
}

const READY: PartState = { status: "ready" };
const notReady = (why: string): PartState => ({ status: "not ready", why });

async function storeState({ store, log }: EarlyParts): Promise<PartState> {
  try {
    await store.ping();
    return READY;
  } catch (error) {
    log({ event: "not-ready", error: error instanceof Error ? error.message : String(error) });
    return notReady("the store does not answer");
  }
}

/** All parts. A full queue is a part that is not ready: the next job would be refused. */
async function stateOf(parts: EarlyParts): Promise<Readonly<Record<string, PartState>>> {
  const { jobs } = parts;
  return {
    store: await storeState(parts),
    jobs: jobs.isClosed() ? notReady("the server is being closed") : READY,
    queue: (jobs.load?.().room ?? 1) > 0 ? READY : notReady("too many jobs are waiting"),
  };
}

/** Routes for whoever watches the server. */
export function health(parts: EarlyParts): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.all("/healthz", only("GET"));
  router.get("/readyz", async (_request, response) => {
    const state = await stateOf(parts);
    const failing = Object.values(state).find(({ status }) => status === "not ready");
    response
      .status(failing === undefined ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json({ ...(failing ?? READY), parts: state });
  });
  router.all("/readyz", only("GET"));
  router.get("/metrics", async (_request, response) => {
    const { type, body } = await parts.metrics.text(parts.jobs);
    response.set({ "Cache-Control": "no-store", "Content-Type": type }).send(body);
  });
  router.all("/metrics", only("GET"));
  return router;
}
