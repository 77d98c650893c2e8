/** Plans made by several threads: the same each time, said to be so, and accepted by the verifier. */
import { describe, expect, it } from "vitest";
import { withTeam } from "#jobs";
import { plan, verify } from "#planner";
import { CONTEXT, requestFor } from "./builders.ts";

describe("withTeam", () => {
  const request = requestFor(60);
  const planned = (threads: number) => withTeam(threads, (team) => plan(request, { ...CONTEXT, ...team }));

  it("plans the same twice with as many threads, says how many, and the plan verifies", async () => {
    const result = await planned(2);
    expect(result.search.threads).toBe(2);
    expect(JSON.stringify(await planned(2))).toBe(JSON.stringify(result));
    expect(verify({ request, result }, CONTEXT)).toMatchObject({ violations: [] });
  });

  it("is no team at all with one thread", async () => {
    expect(JSON.stringify(await planned(1))).toBe(JSON.stringify(plan(request, CONTEXT)));
    expect((await planned(1)).search).not.toHaveProperty("threads");
  });

  it("ends the team when what it was made for fails", async () => {
    await expect(
      withTeam(2, () => {
        throw new Error("no plan");
      }),
    ).rejects.toThrow("no plan");
  });
});
