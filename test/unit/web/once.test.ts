/** Claims of requests, with a clock of the test's own and several servers on one store. */
import type { Request } from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Store, sqliteStore } from "#store";
import { claimsIn } from "../../../web/once/claims.ts";
import { keyOf } from "../../../web/once/key.ts";
import { Problem } from "../../../web/problem.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2006, 10, 1);
const ASKED = { caller: "anyone", key: "k", fingerprint: "f1" };

describe("claims", () => {
  let store: Store;
  let now = START;
  beforeEach(() => {
    store = sqliteStore(":memory:");
    now = START;
  });
  afterEach(() => store.close());
  const server = (hasStoreAlone = true) => claimsIn({ store, hasStoreAlone, clock: () => now });
  /** What a claim is refused with. */
  const refusal = async (claim: Promise<unknown>) => {
    const error: unknown = await claim.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    const { key, headers } = error as Problem;
    return [key, headers["Retry-After"]];
  };
  const ours = async (claim: ReturnType<ReturnType<typeof server>["claim"]>) => {
    const claimed = await claim;
    if (claimed.kind !== "ours") throw new Error("answered already");
    return claimed;
  };

  it("are for one, then in flight, then answered with what was kept", async () => {
    const claims = server();
    const first = await ours(claims.claim(ASKED));
    expect(await refusal(claims.claim(ASKED))).toEqual(["request-in-flight", "1"]);
    await claims.keep(first, { status: 202 });
    expect(await claims.claim(ASKED)).toEqual({ kind: "answered", answer: { status: 202 } });
  });

  it("are refused for another request, whether the first was answered or not", async () => {
    const claims = server();
    const first = await ours(claims.claim(ASKED));
    const other = { ...ASKED, fingerprint: "f2" };
    expect(await refusal(claims.claim(other))).toEqual(["idempotency-key-reused", undefined]);
    await claims.keep(first, 1);
    expect(await refusal(claims.claim(other))).toEqual(["idempotency-key-reused", undefined]);
  });

  it("of one caller say nothing to another", async () => {
    const claims = server();
    await claims.claim(ASKED);
    expect((await claims.claim({ ...ASKED, caller: "b", fingerprint: "f2" })).kind).toBe("ours");
  });

  it("are free again when nothing was done, for any request", async () => {
    const claims = server();
    await claims.free(await ours(claims.claim(ASKED)));
    expect((await claims.claim({ ...ASKED, fingerprint: "f2" })).kind).toBe("ours");
  });

  it("of a dead server are taken over at once by the next one in its folder, to make the same thing", async () => {
    const dead = await ours(server().claim(ASKED));
    const next = await ours(server().claim(ASKED));
    expect(next.thing).toBe(dead.thing);
  });

  it("of another server are left alone for five minutes where several work on one store", async () => {
    const first = await ours(server(false).claim(ASKED));
    const other = server(false);
    now += 60_000;
    expect(await refusal(other.claim(ASKED))).toEqual(["request-in-flight", "240"]);
    now += 240_000;
    const later = await ours(other.claim(ASKED));
    expect(later.thing).toBe(first.thing);
    expect(await refusal(other.claim(ASKED))).toEqual(["request-in-flight", "1"]);
  });

  it("taken over by two at once have one maker", async () => {
    await server().claim(ASKED);
    const next = server();
    const both = await Promise.allSettled([next.claim(ASKED), next.claim(ASKED)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("are forgotten after 24 hours, not before", async () => {
    const claims = server();
    await claims.keep(await ours(claims.claim(ASKED)), "old");
    now += 24 * HOUR - 1;
    expect(await claims.claim(ASKED)).toEqual({ kind: "answered", answer: "old" });
    now += 1;
    expect((await claims.claim({ ...ASKED, fingerprint: "f2" })).kind).toBe("ours");
  });

  it("of others are swept away when they are old", async () => {
    const claims = server();
    await claims.keep(await ours(claims.claim(ASKED)), "old");
    now += 25 * HOUR;
    await claims.claim({ ...ASKED, key: "another" });
    expect(await store.forgetOnce(new Date(now).toISOString())).toBe(0);
  });
});

describe("keys", () => {
  const given = (text: string | undefined) => keyOf({ get: () => text } as unknown as Request);

  it("are texts in quotes or bare", () => {
    expect([given(undefined), given('"a-1"'), given("a-1"), given("x".repeat(128))]).toEqual([
      undefined,
      "a-1",
      "a-1",
      "x".repeat(128),
    ]);
  });

  it.each(["", '""', '"', '"a', "a b", "a, b", "é", 'a"b', "a\\b", "x".repeat(129), "a\tb"])("are not %j", (text) => {
    expect(() => given(text)).toThrow(Problem);
  });
});
