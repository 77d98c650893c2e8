/**
 * Read-only shares: whoever has the address may look at one thing, without being known, until it expires or is taken back.
 * The secret in the address is shown once; kept is its digest, so that a copy of the store opens nothing.
 */
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { InvalidInput, parseInput } from "#planner/contract/index.ts";
import type { Store, StoredShare } from "#store";
import { TIME } from "../api/schemas.ts";
import { notFound } from "../problem.ts";
import { type Subject, subjectText } from "./subject.ts";

/** Longest life of a share in days. */
export const MOST_SHARE_DAYS = 90;
/** Life of a share when nobody says. */
export const USUAL_SHARE_DAYS = 7;
/** Most living shares of one thing. */
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
  .object({
    id: z.string(),
    createdAt: TIME,
    expiresAt: TIME,
    madeBy: z
      .string()
      .optional()
      .meta({ description: "Account or key; told to planners and admins of a server that has accounts" }),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: "Share" });
/** A share as its maker sees it, once. */
export const SHARE_MADE = SHARE.extend({
  secret: z.string().meta({ description: "Shown this once; links.page is the address to hand on" }),
}).meta({ id: "ShareMade" });
/** All living shares of a thing. */
export const SHARE_LIST = z.object({ shares: z.array(SHARE) });

const idOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
const isOver = ({ expiresAt }: StoredShare, now: number): boolean => Date.parse(expiresAt) <= now;

/** The address that a secret opens. */
export const sharePath = (secret: string): string => `/s/${secret}`;

/** The living shares of a subject, newest first; all that are over are swept away. */
export async function sharesOf(store: Store, subject: Subject, now = Date.now()): Promise<readonly StoredShare[]> {
  await store.forgetShares(new Date(now).toISOString());
  return await store.listShares(subjectText(subject));
}

/** What a share is made from. */
export interface ShareWish {
  /** `{ days }`, not yet decoded. */
  readonly asked: unknown;
  /** Id of who asks; undefined where nobody has a name. */
  readonly madeBy: string | undefined;
}

/**
 * Share something that exists.
 * @throws InvalidInput for other days than 1 to {@link MOST_SHARE_DAYS}, or beyond {@link MOST_SHARES} shares
 */
export async function makeShare(
  store: Store,
  subject: Subject,
  { asked, madeBy }: ShareWish,
): Promise<{ readonly share: StoredShare; readonly secret: string }> {
  const { days } = parseInput(ShareAsked, asked);
  const now = Date.now();
  const living = await sharesOf(store, subject, now);
  if (living.length >= MOST_SHARES) {
    const detail = `the ${subject.kind} has ${living.length} shares, at most ${MOST_SHARES}: take one back first`;
    throw new InvalidInput([{ pointer: "", code: "too-many-shares", detail }]);
  }
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  const share: StoredShare = {
    id: idOf(secret),
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + days * MS_PER_DAY).toISOString(),
    subject: subjectText(subject),
    ...(madeBy === undefined ? {} : { madeBy }),
  };
  await store.putShare(share);
  return { share, secret };
}

/** Something is deleted: so are its shares. Those of comparisons that it is in open nothing from then on, and go when they expire. */
export async function dropShares(store: Store, subject: Subject): Promise<void> {
  const all = await store.listShares(subjectText(subject));
  await Promise.all(all.map(({ id }) => store.deleteShare(id)));
}

/** What is said alike of a share that never was, has expired, was taken back, or whose subject is deleted. */
export const noSuchShare = () => notFound("such share; it may have expired or been taken back");

/**
 * The living share that a secret opens. A secret is looked up by its digest, which tells a guesser nothing by its timing.
 * @throws Problem not-found
 */
export async function shareOfSecret(store: Store, secret: string, now = Date.now()): Promise<StoredShare> {
  const share = SECRET.test(secret) ? await store.getShare(idOf(secret)) : undefined;
  if (share === undefined || isOver(share, now)) throw noSuchShare();
  return share;
}
