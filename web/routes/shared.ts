/** /s/SECRET and its files: what a share opens, for whoever has the address, and nothing beside it. */
import { type RequestHandler, Router } from "express";
import { comparisonAnswer } from "../api/comparison-answer.ts";
import { planFormats } from "../api/plan-formats.ts";
import { simulationFormats } from "../api/simulation-formats.ts";
import { type Asked, sendStored } from "../api/stored-formats.ts";
import { whatIfFormats } from "../api/what-if-formats.ts";
import { sendFramed } from "../framed.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { type Found, opened } from "../shares/found.ts";
import { noSuchShare, sharePath } from "../shares/shares.ts";
import { SHARED_KINDS } from "../shares/subject.ts";
import { sharedHead, sharedView } from "../shares/shared-view.ts";
import type { Views } from "../views.ts";

/** Who has the address has the thing: it is not told to others, not indexed, not kept by anything in between. */
const discreet: RequestHandler = (_request, response, next) => {
  response.set({ "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store" });
  next();
};

async function sendFile(parts: Parts, one: Found, asked: Asked): Promise<void> {
  switch (one.kind) {
    case "plan":
      return await sendStored(planFormats(one.plan, parts), asked);
    case "simulation":
      return await sendStored(simulationFormats(one.simulation), asked);
    case "what-if":
      // the rows are shared, not the estate they were planned for
      return await sendStored({ ...whatIfFormats(one.whatIf), question: undefined }, asked);
    case "comparison":
      return await comparisonAnswer(parts, { plans: one.plans, hasLinks: false }, asked);
  }
}

/** Pages of shares for strangers. */
export function sharedRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/s/:secret", discreet, async (request, response) => {
    const secret = pathText(request, "secret");
    const { share, one } = await opened(parts, secret);
    const head = sharedHead(one, share, `${sharePath(secret)}/${one.kind}`);
    const { view, data, part } = await sharedView(one, head, { request, desk: parts.desk });
    const page = views.page(view, data);
    if (part === undefined) response.type("html").send(page);
    else sendFramed(response, page, part);
  });
  router.all("/s/:secret", only("GET"));
  for (const kind of SHARED_KINDS) {
    router.get(`/s/:secret/${kind}`, discreet, async (request, response) => {
      const { one } = await opened(parts, pathText(request, "secret"));
      if (one.kind !== kind) throw noSuchShare();
      await sendFile(parts, one, { request, response });
    });
    router.all(`/s/:secret/${kind}`, only("GET"));
  }
  return router;
}
