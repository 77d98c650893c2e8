/** /api/v1/plans/{id}/shares: read-only addresses of a plan, made, listed, taken back. */
import { Router } from "express";
import type { StoredShare } from "#store";
import { findPlan } from "../find.ts";
import { jsonBody, readJsonBytes, saysJson } from "../intake/json-body.ts";
import { answersJson, only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { sharePath, sharePlan, sharesOf, takeBack } from "../shares.ts";
import { planPath } from "./job-body.ts";

const selfOf = (planId: string, shareId: string): string => `${planPath(planId)}/shares/${shareId}`;

const bodyOf = (planId: string, { id, createdAt, expiresAt }: StoredShare) => ({
  id,
  createdAt,
  expiresAt,
  links: { self: selfOf(planId, id), plan: planPath(planId) },
});

/** Routes of shares. */
export function apiShares({ store, ...parts }: Parts): Router {
  const router = Router();
  const planId = async (id: string) => (await findPlan({ store, ...parts }, id)).id;
  router.post("/plans/:id/shares", answersJson, readJsonBytes, parts.once, async (request, response) => {
    if (!saysJson(request)) throw new Problem("unsupported-media-type", "Send application/json.");
    const id = await planId(pathText(request, "id"));
    const { share, secret } = await sharePlan(store, id, jsonBody(request));
    const body = bodyOf(id, share);
    response
      .status(201)
      .location(body.links.self)
      .set("Cache-Control", "no-store")
      .json({ ...body, secret, links: { ...body.links, page: sharePath(secret) } });
  });
  router.get("/plans/:id/shares", answersJson, async (request, response) => {
    const id = await planId(pathText(request, "id"));
    const shares = await sharesOf(store, id);
    response.json({ shares: shares.map((share) => bodyOf(id, share)) });
  });
  router.all("/plans/:id/shares", only("GET", "POST"));
  router.delete("/plans/:id/shares/:share", async (request, response) => {
    await takeBack(store, pathText(request, "id"), pathText(request, "share"));
    response.status(204).end();
  });
  router.all("/plans/:id/shares/:share", only("DELETE"));
  return router;
}
