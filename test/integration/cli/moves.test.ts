/** Re-planning over the command line: from a plan's own output, from an inventory's hosts, and the second run that stays. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanDocument } from "#planner";
import { ask, vm } from "../../support/request.ts";
import { ROOT, answered, hostwright, scratch } from "./hostwright.ts";

const ESTATE = path.join(ROOT, "data", "samples", "estate-2005.json");
const TARGET = "vsphere-8@dell-r740-8180";
const INVALID = 3;

describe("re-planning over the command line", () => {
  const place = scratch();
  const inPlace = (name: string) => path.join(place.folder, name);
  const read = (name: string) => JSON.parse(readFileSync(inPlace(name), "utf8")) as PlanDocument;

  beforeAll(async () => {
    const spread = ["--time-model", "peak", "--ceiling", "15%", "--replay", "0"];
    const target = ["--target", TARGET];
    await answered(["plan", "--inventory", ESTATE, ...target, ...spread, "-o", inPlace("today.json")]);
  });
  afterAll(place.remove);

  it("saves hosts from an earlier plan, shows the curve, and moves nothing the second time", async () => {
    const goals = ["--objective", "moves", "--time-model", "day", "--ceiling", "80%", "--move-rate", "10000"];
    const first = await hostwright(["plan", "--current", inPlace("today.json"), ...goals, "-o", inPlace("first.json")]);
    expect(first.stderr).toBe("");
    expect(first.stdout).toMatch(/Today \d+ hosts are in use, \d+ after \d+ moves? of/);
    expect(first.stdout).toMatch(/Moves +Memory +Hosts saved +Hosts left +Proved moves/);
    for (const line of first.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    const { request, result } = read("first.json");
    expect(result.moves?.list.length).toBeGreaterThan(0);
    expect(result.summary.hostsUsed).toBeLessThan(read("today.json").result.summary.hostsUsed);
    expect(request.current).toHaveLength(read("today.json").result.summary.placed);
    const second = await hostwright([
      "plan",
      "--current",
      inPlace("first.json"),
      "--objective",
      "moves",
      "-o",
      inPlace("second.json"),
    ]);
    expect(second.stdout).toContain("nothing has to move");
    expect(read("second.json").result.moves?.list).toEqual([]);
    expect(read("second.json").result.hosts).toEqual(result.hosts);
    expect((await answered(["verify", inPlace("first.json")])).code).toBe(0);
    expect((await answered(["verify", inPlace("second.json")])).code).toBe(0);
  });

  it("keeps to the most moves allowed", async () => {
    const args = ["--current", inPlace("today.json"), "--time-model", "day", "--ceiling", "80%", "--max-moves", "5"];
    await answered(["plan", ...args, "--replay", "0", "-o", inPlace("few.json")]);
    expect(read("few.json").result.moves?.list.length).toBeLessThanOrEqual(5);
  });

  it("starts from the hosts that a request's workloads run on", async () => {
    const hosts = ["esx-1", "esx-2"].map((id) => ({ id, name: id, hostType: "dell-r740-8180" }));
    const request = ask([vm("a", { runsOn: "esx-1" }), vm("b", { runsOn: "esx-2" }), vm("c", { runsOn: "esx-2" })], {
      hosts,
      targets: [{ platform: "vsphere-8", hostType: "dell-r740-8180" }],
    });
    writeFileSync(inPlace("request.json"), JSON.stringify(request));
    const { code } = await answered([
      "plan",
      inPlace("request.json"),
      "--objective",
      "moves",
      "-o",
      inPlace("own.json"),
    ]);
    expect(code).toBe(0);
    expect(read("own.json").result.moves?.list).toEqual([
      { workload: "a", from: `${TARGET}/1`, to: `${TARGET}/2`, memoryMiB: 4096 },
    ]);
  });

  it("says what is missing when nobody knows where workloads stand", async () => {
    writeFileSync(inPlace("bare.json"), JSON.stringify(ask([vm("a")], { targets: [] })));
    const bare = await answered(["plan", inPlace("bare.json"), "--target", TARGET, "--objective", "moves"]);
    expect([bare.code, bare.stderr]).toEqual([INVALID, expect.stringContaining("needs to know where workloads stand")]);
    const plain = await answered(["plan", inPlace("bare.json"), "--target", TARGET, "--max-moves", "3"]);
    expect([plain.code, plain.stderr]).toEqual([INVALID, expect.stringContaining("objective is not")]);
  });
});
