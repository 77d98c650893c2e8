/**
 * Names of requests in the store: who carries a request out, and what the answer was. A claim also names the thing that the
 * request makes, before it is made: whoever takes a request over from a server that died makes the same thing, not a second.
 *
 * A claim without an answer is dead when nobody here works on it and nobody else can: at once where this server has the store
 * to itself, else when it is older than any request takes.
 */
import { createHash, randomUUID } from "node:crypto";
import type { Store } from "#store";
import { Problem } from "../problem.ts";

const MS_PER_SECOND = 1000;
const MS_PER_HOUR = 3_600_000;
/** How long an answer is kept. */
const KEEP_MS = 24 * MS_PER_HOUR;
/** Longer than any request takes: reading a file at most 120 s, waiting for a plan at most 60 s. */
const LEASE_MS = 300_000;
const SWEEP_MS = MS_PER_HOUR;
/** A name is found taken, dead, and taken again by others only so often. */
const MOST_TRIES = 4;

/** What claims stand on. */
export interface ClaimParts {
  readonly store: Store;
  /** No other server works on this store. */
  readonly hasStoreAlone: boolean;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** What a request is told: to go on as the maker of this thing, or the answer that was given before. */
export type Claimed =
  | { readonly kind: "ours"; readonly name: string; readonly thing: string }
  | { readonly kind: "answered"; readonly answer: unknown };

/** Claims of one server. */
export interface Claims {
  /** @throws Problem idempotency-key-reused, request-in-flight */
  readonly claim: (asked: { caller: string; key: string; fingerprint: string }) => Promise<Claimed>;
  /** The request is over: its answer is kept. */
  readonly keep: (claimed: Claimed & { kind: "ours" }, answer: unknown) => Promise<void>;
  /** The request is over and did nothing: the name is free again. */
  readonly free: (claimed: Claimed & { kind: "ours" }) => Promise<void>;
}

const nameOf = (caller: string, key: string): string =>
  createHash("sha256")
    .update(JSON.stringify([caller, key]))
    .digest("hex");

const inFlight = (seconds: number) =>
  new Problem("request-in-flight", "A request with this Idempotency-Key is being answered; ask again for its answer.", {
    headers: { "Retry-After": String(Math.max(1, Math.ceil(seconds))) },
  });

/** The claims of a server on this store. */
export function claimsIn({ store, hasStoreAlone, clock }: ClaimParts): Claims {
  /** Things being made here. */
  const making = new Set<string>();
  let sweptAt = Number.NEGATIVE_INFINITY;
  const iso = (ms: number) => new Date(ms).toISOString();
  const forgetOld = () => {
    sweptAt = clock();
    return store.forgetOnce(iso(sweptAt - KEEP_MS + 1));
  };

  const claim: Claims["claim"] = async ({ caller, key, fingerprint }) => {
    const name = nameOf(caller, key);
    if (clock() - sweptAt > SWEEP_MS) await forgetOld();
    let thing: string = randomUUID();
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      making.add(thing);
      const entry = { id: name, createdAt: iso(clock()), fingerprint: `${fingerprint} ${thing}` };
      const found = await store.claimOnce(entry).catch((error: unknown) => {
        making.delete(thing);
        throw error;
      });
      if (found === undefined) return { kind: "ours", name, thing };
      making.delete(thing);
      const ageMs = clock() - Date.parse(found.createdAt);
      const [before = "", made = ""] = found.fingerprint.split(" ");
      if (ageMs >= KEEP_MS) await forgetOld();
      else if (before !== fingerprint)
        throw new Problem("idempotency-key-reused", "This Idempotency-Key stands for another request already.");
      else if (found.answer !== undefined) return { kind: "answered", answer: found.answer };
      else if (making.has(made)) throw inFlight(1);
      else if (!hasStoreAlone && ageMs < LEASE_MS) throw inFlight((LEASE_MS - ageMs) / MS_PER_SECOND);
      else {
        thing = made;
        making.add(thing);
        await store.releaseOnce(name);
      }
    }
    throw inFlight(1);
  };

  return {
    claim,
    keep: async ({ name, thing }, answer) => {
      try {
        await store.settleOnce(name, answer);
      } finally {
        making.delete(thing);
      }
    },
    free: async ({ name, thing }) => {
      try {
        await store.releaseOnce(name);
      } finally {
        making.delete(thing);
      }
    },
  };
}
