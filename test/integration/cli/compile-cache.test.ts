/** The launcher's compile cache reaches the threads: without it each of them strips and compiles the planner again. */
import { afterAll, describe, expect, it } from "vitest";
import { hostwright, scratch } from "./hostwright.ts";

/** Node says on standard error which cached file it looks for. */
const TOLD = { NODE_DEBUG_NATIVE: "COMPILE_CACHE" };
/** Loaded by threads only. */
const THREAD = /reading cache from \S+ for \S+ \S+cli\/tasks\/thread\.ts/;

describe("the compile cache", () => {
  const place = scratch();
  afterAll(place.remove);

  it("is open in the thread that plans", async () => {
    const { code, stderr } = await hostwright(["demo", "--out", place.folder], { env: TOLD });
    expect(code).toBe(0);
    expect(stderr).toMatch(THREAD);
  });
});
