/** Sharing: the page on which a plan's read-only addresses are made and taken back, and /s/SECRET, which they open. */
import express, { type Request, type RequestHandler, Router } from "express";
import type { Sealed, StoredPlan } from "#store";
import { planFormats } from "../api/plan-formats.ts";
import { sendStored } from "../api/stored-formats.ts";
import { fieldText, formFields } from "../decode/form-fields.ts";
import { numberIn } from "../decode/number-text.ts";
import { findPlan } from "../find.ts";
import { only, pathText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { MARK, sendFramed } from "../framed.ts";
import { USUAL_SHARE_DAYS, sharePath, sharePlan, sharedPlan, sharesOf, takeBack } from "../shares.ts";
import { timeText } from "../time-text.ts";
import type { Views } from "../views.ts";

const MOST_FORM = "16kb";
const readForm = express.urlencoded({ extended: false, limit: MOST_FORM });

const LIVES = [
  { days: 1, text: "1 day" },
  { days: USUAL_SHARE_DAYS, text: "7 days" },
  { days: 30, text: "30 days" },
  { days: 90, text: "90 days" },
];

/** The address as it can be handed on: this server's name is the one it was asked by. */
const wholeAddress = (request: Request, path: string): string =>
  `${request.protocol}://${request.get("Host") ?? ""}${path}`;

async function managePage(parts: Parts, plan: StoredPlan | Sealed, made?: string) {
  const { id } = plan;
  const shares = await sharesOf(parts.store, id);
  return {
    title: `Share ${await parts.desk.ask("planName", [plan], undefined)}`,
    id,
    made,
    lives: LIVES.map((life) => ({ ...life, isUsual: life.days === USUAL_SHARE_DAYS })),
    shares: shares.map((share) => ({
      ...share,
      mark: share.id.slice(0, 8),
      made: timeText(share.createdAt),
      over: timeText(share.expiresAt),
    })),
  };
}

/** Who has the address has the plan: it is not told to others, not indexed, not kept by anything in between. */
const discreet: RequestHandler = (_request, response, next) => {
  response.set({ "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store" });
  next();
};

function manageRoutes(router: Router, parts: Parts, views: Views): void {
  router.get("/plans/:id/shares", async (request, response) => {
    const plan = await findPlan(parts, pathText(request, "id"));
    response.set("Cache-Control", "no-store").type("html");
    response.send(views.page("shares", await managePage(parts, plan)));
  });
  router.post("/plans/:id/shares", readForm, async (request, response) => {
    const plan = await findPlan(parts, pathText(request, "id"));
    const asked = fieldText(formFields(request.body), "days");
    const { secret } = await sharePlan(parts.store, plan.id, { days: numberIn(asked) ?? asked });
    const made = wholeAddress(request, sharePath(secret));
    response.status(201).set("Cache-Control", "no-store").type("html");
    response.send(views.page("shares", await managePage(parts, plan, made)));
  });
  router.all("/plans/:id/shares", only("GET", "POST"));
  router.post("/plans/:id/shares/:share/take-back", readForm, async (request, response) => {
    const id = pathText(request, "id");
    await takeBack(parts.store, id, pathText(request, "share"));
    response.redirect(303, `/plans/${encodeURIComponent(id)}/shares`);
  });
  router.all("/plans/:id/shares/:share/take-back", only("POST"));
}

/** Pages of shares. */
export function shareRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  manageRoutes(router, parts, views);
  router.get("/s/:secret", discreet, async (request, response) => {
    const secret = pathText(request, "secret");
    const { plan, share } = await sharedPlan(parts, secret);
    const { title, body } = await parts.desk.ask("sharedPage", [plan], undefined);
    sendFramed(
      response,
      views.page("shared", {
        title,
        isShared: true,
        files: `${sharePath(secret)}/plan`,
        createdAt: plan.createdAt,
        made: timeText(plan.createdAt),
        expiresAt: share.expiresAt,
        over: timeText(share.expiresAt),
        report: MARK,
      }),
      body,
    );
  });
  router.all("/s/:secret", only("GET"));
  router.get("/s/:secret/plan", discreet, async (request, response) => {
    const { plan } = await sharedPlan(parts, pathText(request, "secret"));
    await sendStored(planFormats(plan, parts), { request, response });
  });
  router.all("/s/:secret/plan", only("GET"));
  return router;
}
