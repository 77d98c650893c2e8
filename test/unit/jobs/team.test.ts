/** A team of threads: same result each time, stops when asked, and goes on when a member is lost. */
import { afterEach, describe, expect, it } from "vitest";
import { type ThreadTeam, threadTeam } from "#jobs";
import { type PackOptions, packFleet } from "#planner/pack/index.ts";
import { generateEstate } from "../../../bench/packing/generate-estate.ts";

const problem = generateEstate({ items: 800, slots: 24, seed: 3 });
const OPTIONS: PackOptions = { seed: 1, effort: 0.04, stopped: () => false, progress: () => {} };
const teams: ThreadTeam[] = [];
const teamOf = (...args: Parameters<typeof threadTeam>): ThreadTeam => {
  const team = threadTeam(...args);
  teams.push(team);
  return team;
};

afterEach(async () => {
  await Promise.all(teams.splice(0).map((team) => team.close()));
});

describe("threadTeam", () => {
  it("gives the same packing twice for the same seed and size", () => {
    const team = teamOf(2);
    const once = packFleet(problem, { ...OPTIONS, team });
    expect(packFleet(problem, { ...OPTIONS, team })).toEqual(once);
    expect(once.binOf.every((bin) => bin >= 0)).toBe(true);
  });

  it("packs as the calling thread alone does when it is a team of one", () => {
    expect(packFleet(problem, { ...OPTIONS, team: teamOf(1) })).toEqual(packFleet(problem, OPTIONS));
  });

  it("does a lost member's work in the calling thread, with the same result", () => {
    const script = new URL("failing-member.ts", import.meta.url);
    const whole = packFleet(problem, { ...OPTIONS, team: teamOf(2) });
    expect(packFleet(problem, { ...OPTIONS, team: teamOf(2, { script, silenceMs: 500 }) })).toEqual(whole);
  });

  it("stops all members when asked", () => {
    const from = performance.now();
    // with this effort nothing else ends it
    const stopped = () => performance.now() - from > 700;
    const solution = packFleet(problem, { ...OPTIONS, effort: Infinity, stopped, team: teamOf(2) });
    expect(solution.binOf.every((bin) => bin >= 0)).toBe(true);
  });
});
