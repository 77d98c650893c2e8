/** Below plans, simulations, what-ifs and comparisons, /shares: the page on which their read-only addresses are made and taken back. */
import express, { type Request, Router } from "express";
import { callerOf } from "../access/caller.ts";
import { fieldText, formFields } from "../decode/form-fields.ts";
import { numberIn } from "../decode/number-text.ts";
import { only } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { found, nameOf } from "../shares/found.ts";
import { USUAL_SHARE_DAYS, makeShare, sharePath, sharesOf } from "../shares/shares.ts";
import {
  SHARED_KINDS,
  SHARED_ROUTES,
  type SharedKind,
  type Subject,
  below,
  subjectIn,
  subjectPage,
  withoutQuery,
} from "../shares/subject.ts";
import { takeBack } from "../shares/take-back.ts";
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

/** Address of the page of a subject's shares. */
const managePath = (subject: Subject): string => below(subjectPage(subject), "/shares");

async function managePage(parts: Parts, subject: Subject, address?: string) {
  const name = await nameOf(parts, await found(parts, subject));
  const shares = await sharesOf(parts.store, subject);
  return {
    title: `Share ${name}`,
    kind: subject.kind,
    back: subjectPage(subject),
    action: managePath(subject),
    below: withoutQuery(managePath(subject)),
    made: address,
    lives: LIVES.map((life) => ({ ...life, isUsual: life.days === USUAL_SHARE_DAYS })),
    hasMakers: shares.some(({ madeBy }) => madeBy !== undefined),
    shares: shares.map((share) => ({
      ...share,
      mark: share.id.slice(0, 8),
      made: timeText(share.createdAt),
      over: timeText(share.expiresAt),
    })),
  };
}

function routesOf({ router, parts, views }: { router: Router; parts: Parts; views: Views }, kind: SharedKind): void {
  const address = `${SHARED_ROUTES[kind].page}/shares`;
  router.get(address, async (request, response) => {
    const page = await managePage(parts, subjectIn(kind, request));
    response.set("Cache-Control", "no-store").type("html").send(views.page("shares", page));
  });
  router.post(address, readForm, async (request, response) => {
    const subject = subjectIn(kind, request);
    await found(parts, subject);
    const days = fieldText(formFields(request.body), "days");
    const wish = { asked: { days: numberIn(days) ?? days }, madeBy: callerOf(response)?.id };
    const { secret } = await makeShare(parts.store, subject, wish);
    const page = await managePage(parts, subject, wholeAddress(request, sharePath(secret)));
    response.status(201).set("Cache-Control", "no-store").type("html").send(views.page("shares", page));
  });
  router.all(address, only("GET", "POST"));
  router.post(`${address}/:share/take-back`, readForm, async (request, response) => {
    response.redirect(303, managePath(await takeBack(parts.store, kind, request)));
  });
  router.all(`${address}/:share/take-back`, only("POST"));
}

/** Pages of shares; they stand before those of single plans. */
export function shareRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  for (const kind of SHARED_KINDS) routesOf({ router, parts, views }, kind);
  return router;
}
