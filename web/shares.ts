/**
 * Read-only shares of a plan: whoever has the address may look, without being known, until it expires or is taken back.
 * The secret in the address is shown once; kept is its digest, so that a copy of the store opens nothing.
 */
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { InvalidInput, parseInput } from "#planner/contract/index.ts";
import type { Store, StoredPlan, StoredShare } from "#store";
import { notFound } from "./problem.ts";

/** Longest life of a share in days. */
export const MOST_SHARE_DAYS = 90;
/** Life of a share when nobody says. */
export const USUAL_SHARE_DAYS = 7;
/** Most living shares of one plan. */
export const MOST_SHARES = 50;

const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;
const MS_PER_DAY = 86_400_000;

/** What a share is asked for with. */
export const ShareAsked = z
  .strictObject({ days: z.int().min(1).max(MOST_SHARE_DAYS).default(USUAL_SHARE_DAYS) })
  .meta({ id: "ShareAsked" });

/** A share as lists show it. */
export const SHARE = z
  .object({ id: z.string(), createdAt: z.string(), expiresAt: z.string(), links: z.record(z.string(), z.string()) })
  .meta({ id: "Share" });
/** A share as its maker sees it, once. */
export const SHARE_MADE = SHARE.extend({
  secret: z.string().meta({ description: "Shown this once; links.page is the address to hand on" }),
}).meta({ id: "ShareMade" });
/** All living shares of a plan. */
export const SHARE_LIST = z.object({ shares: z.array(SHARE) });

const idOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
const subjectOf = (planId: string): string => `plans/${planId}`;
const isOver = ({ expiresAt }: StoredShare, now: number): boolean => Date.parse(expiresAt) <= now;

/** The address that a secret opens. */
export const sharePath = (secret: string): string => `/s/${secret}`;

/** The living shares of a plan, newest first; dead ones are swept away. */
export async function sharesOf(store: Store, planId: string, now = Date.now()): Promise<readonly StoredShare[]> {
  const all = await store.listShares(subjectOf(planId));
  const [over, living] = [all.filter((one) => isOver(one, now)), all.filter((one) => !isOver(one, now))];
  await Promise.all(over.map(({ id }) => store.deleteShare(id)));
  return living;
}

/**
 * Share a plan.
 * @param asked `{ days }`, not yet decoded
 * @throws InvalidInput for other days than 1 to {@link MOST_SHARE_DAYS}, or beyond {@link MOST_SHARES} shares
 */
export async function sharePlan(
  store: Store,
  planId: string,
  asked: unknown,
): Promise<{ readonly share: StoredShare; readonly secret: string }> {
  const { days } = parseInput(ShareAsked, asked);
  const now = Date.now();
  const living = await sharesOf(store, planId, now);
  if (living.length >= MOST_SHARES) {
    const detail = `the plan has ${living.length} shares, at most ${MOST_SHARES}: take one back first`;
    throw new InvalidInput([{ pointer: "", code: "too-many-shares", detail }]);
  }
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  const share: StoredShare = {
    id: idOf(secret),
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + days * MS_PER_DAY).toISOString(),
    subject: subjectOf(planId),
  };
  await store.putShare(share);
  return { share, secret };
}

/** Take a share of this plan back. @throws Problem not-found */
export async function takeBack(store: Store, planId: string, id: string): Promise<void> {
  const share = await store.getShare(id);
  if (share?.subject !== subjectOf(planId) || !(await store.deleteShare(id))) {
    throw notFound(`share "${id}" of plan "${planId}"`);
  }
}

/** A plan is deleted: so are its shares. */
export async function dropShares(store: Store, planId: string): Promise<void> {
  const all = await store.listShares(subjectOf(planId));
  await Promise.all(all.map(({ id }) => store.deleteShare(id)));
}

/**
 * The plan that a secret opens. A secret is looked up by its digest, which tells a guesser nothing by its timing.
 * @throws Problem not-found, alike for what never was, has expired, was taken back, or whose plan is deleted
 */
export async function sharedPlan(
  store: Store,
  secret: string,
  now = Date.now(),
): Promise<{ readonly share: StoredShare; readonly plan: StoredPlan }> {
  const share = SECRET.test(secret) ? await store.getShare(idOf(secret)) : undefined;
  const [kind, id] = share?.subject.split("/") ?? [];
  const isLiving = share !== undefined && !isOver(share, now) && kind === "plans" && id !== undefined;
  const plan = isLiving ? await store.getPlan(id) : undefined;
  if (share === undefined || plan === undefined) throw notFound("such share; it may have expired or been taken back");
  return { share, plan };
}
