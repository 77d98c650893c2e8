/** /api/v1/platforms, /hosts and /behaviours: what can be planned for and simulated, with every figure's source. */
import { Router } from "express";
import { behaviourViews } from "../behaviour-view.ts";
import { hostListing, platformListing, platformView } from "../catalogue-view.ts";
import { answersJson, only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import { API } from "./job-body.ts";

/** Routes of platforms, host types and behaviours. */
export function apiCatalogue({ context }: Parts): Router {
  const router = Router();
  router.get("/platforms", answersJson, (_request, response) => {
    const platforms = context.platforms.map((platform) => ({
      ...platformListing(platform),
      links: { self: `${API}/platforms/${platform.id}`, page: `/platforms/${platform.id}` },
    }));
    response.json({ platforms });
  });
  router.all("/platforms", only("GET"));
  router.get("/platforms/:id", answersJson, (request, response) => {
    const id = pathText(request, "id");
    const platform = context.platforms.find((one) => one.id === id);
    if (platform === undefined) throw notFound(`platform "${id}"`);
    response.json(platformView(platform));
  });
  router.all("/platforms/:id", only("GET"));
  router.get("/hosts", answersJson, (_request, response) => {
    const hosts = context.hostTypes.map((host) => ({
      ...hostListing(host),
      links: { self: `${API}/hosts/${host.id}`, page: `/hosts/${host.id}` },
    }));
    response.json({ hosts });
  });
  router.all("/hosts", only("GET"));
  router.get("/hosts/:id", answersJson, (request, response) => {
    const id = pathText(request, "id");
    const host = context.hostTypes.find((one) => one.id === id);
    if (host === undefined) throw notFound(`host type "${id}"`);
    response.json(host);
  });
  router.all("/hosts/:id", only("GET"));
  router.get("/behaviours", answersJson, (_request, response) => {
    response.json({ behaviours: behaviourViews() });
  });
  router.all("/behaviours", only("GET"));
  return router;
}
