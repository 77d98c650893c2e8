/** Below plans, simulations, what-ifs and comparisons, /shares: their read-only addresses, made, listed, read, taken back. */
import { type Request, type Response, Router } from "express";
import { mayDo } from "#accounts";
import type { StoredShare } from "#store";
import { callerOf } from "../access/caller.ts";
import { digestIn, digestOf, heedIfMatch, tagOf } from "../etag.ts";
import { jsonBody, readJsonBytes, saysJson } from "../intake/json-body.ts";
import { answersJson, only } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { found } from "../shares/found.ts";
import { makeShare, sharePath, sharesOf } from "../shares/shares.ts";
import {
  SHARED_KINDS,
  SHARED_ROUTES,
  type SharedKind,
  type Subject,
  below,
  subjectIn,
  subjectLink,
  withoutQuery,
} from "../shares/subject.ts";
import { shareBelow, takeBack } from "../shares/take-back.ts";

/** Address of a share; a comparison's plans are not named in it. */
const selfOf = (subject: Subject, shareId: string): string =>
  below(withoutQuery(Object.values(subjectLink(subject))[0] ?? ""), `/shares/${shareId}`);

/** Who made a share is told to those who may make some. */
function makerOf({ madeBy }: StoredShare, response: Response): { readonly madeBy?: string } {
  const role = callerOf(response)?.role;
  return madeBy === undefined || (role !== undefined && !mayDo(role, "planner")) ? {} : { madeBy };
}

const bodyOf = (subject: Subject, share: StoredShare, response: Response) => ({
  id: share.id,
  createdAt: share.createdAt,
  expiresAt: share.expiresAt,
  ...makerOf(share, response),
  links: { self: selfOf(subject, share.id), ...subjectLink(subject) },
});

const digested = (share: StoredShare) => ({ id: `share ${share.id}`, digest: () => digestIn(JSON.stringify(share)) });

/** What the address names, which is there. @throws Problem not-found */
async function existing(parts: Parts, kind: SharedKind, request: Request): Promise<Subject> {
  const subject = subjectIn(kind, request);
  await found(parts, subject);
  return subject;
}

function collection(router: Router, parts: Parts, kind: SharedKind): void {
  const address = `${SHARED_ROUTES[kind].api}/shares`;
  router.post(address, answersJson, readJsonBytes, parts.once, async (request, response) => {
    if (!saysJson(request)) throw new Problem("unsupported-media-type", "Send application/json.");
    const subject = await existing(parts, kind, request);
    const wish = { asked: jsonBody(request), madeBy: callerOf(response)?.id };
    const { share, secret } = await makeShare(parts.store, subject, wish);
    const body = bodyOf(subject, share, response);
    response
      .status(201)
      .location(body.links.self)
      .set("Cache-Control", "no-store")
      .json({ ...body, secret, links: { ...body.links, page: sharePath(secret) } });
  });
  router.get(address, answersJson, async (request, response) => {
    const subject = await existing(parts, kind, request);
    const shares = await sharesOf(parts.store, subject);
    response.json({ shares: shares.map((share) => bodyOf(subject, share, response)) });
  });
  router.all(address, only("GET", "POST"));
}

function single({ router, parts: { store }, kind }: { router: Router; parts: Parts; kind: SharedKind }): void {
  const address = `${SHARED_ROUTES[kind].api}/shares/:share`;
  router.get(address, answersJson, async (request, response) => {
    const { share, subject } = await shareBelow(store, kind, request);
    response.set("ETag", tagOf(await digestOf(digested(share)), "json")).json(bodyOf(subject, share, response));
  });
  router.delete(address, async (request, response) => {
    await heedIfMatch(request, async () => digested((await shareBelow(store, kind, request)).share));
    await takeBack(store, kind, request);
    response.status(204).end();
  });
  router.all(address, only("GET", "DELETE"));
}

/** Routes of shares; they stand before those of single plans. */
export function apiShares(parts: Parts): Router {
  const router = Router();
  for (const kind of SHARED_KINDS) {
    collection(router, parts, kind);
    single({ router, parts, kind });
  }
  return router;
}
