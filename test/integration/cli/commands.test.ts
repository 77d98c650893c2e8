/** The commands as a person runs them, on the files in examples/. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanDocument, WhatIfResult } from "#planner";
import { type Ended, ROOT, answered, hostwright, scratch } from "./hostwright.ts";

const REQUEST = path.join(ROOT, "examples", "request.yaml");
const RULES = path.join(ROOT, "examples", "rules.json");
const SCENARIO = path.join(ROOT, "examples", "what-if.yaml");
const SAMPLED = path.join(ROOT, "examples", "what-if-sample.yaml");
const UNPLACED = 4;

describe("the command line", () => {
  const place = scratch();
  const inPlace = (name: string) => path.join(place.folder, name);
  let planned: Ended;

  beforeAll(async () => {
    const outputs = ["plan.json", "report.html", "plan.csv", "plan.xlsx", "plan.pdf"].flatMap((name) => [
      "-o",
      inPlace(name),
    ]);
    planned = await hostwright(["plan", REQUEST, "--rules", RULES, ...outputs]);
  });
  afterAll(place.remove);

  it("plans the example and says how good the plan is", () => {
    expect(planned.stderr).toBe("");
    expect(planned.code).toBe(0);
    expect(planned.stdout).toMatch(/^Branch office: (Optimal|Feasible)\. Everything fits on \d+ hosts?/);
    expect(planned.stdout).toContain("No plan can use fewer than");
    expect(planned.stdout).toContain("BTU/h");
    expect(planned.stdout).toContain("1 workload: powered off");
  });

  it("keeps its text readable at 100 columns", () => {
    for (const line of planned.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("writes every output and leaves no draft behind", () => {
    expect(readdirSync(place.folder).filter((name) => name.startsWith("."))).toEqual([]);
    expect(readFileSync(inPlace("report.html"), "utf8")).toMatch(/^<!doctype html>/i);
    expect(readFileSync(inPlace("plan.csv"), "utf8")).toContain("web-1");
    expect(readFileSync(inPlace("plan.xlsx")).subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
    expect(readFileSync(inPlace("plan.pdf")).subarray(0, 5).toString("latin1")).toBe("%PDF-");
    const document = JSON.parse(readFileSync(inPlace("plan.json"), "utf8")) as PlanDocument;
    expect(document.request.rules.map((rule) => rule.id)).toEqual(["web-servers-apart", "mail-beside-files"]);
  });

  it("keeps the rules of the rules file", () => {
    const document = JSON.parse(readFileSync(inPlace("plan.json"), "utf8")) as PlanDocument;
    const hostOf = (id: string) => document.result.hosts.find((h) => h.partitions.some((p) => p.workload === id))?.id;
    expect(hostOf("web-1")).not.toBe(hostOf("web-2"));
    expect(hostOf("mail")).toBe(hostOf("files"));
  });

  it("accepts its own plan and rejects one in which a workload was moved", async () => {
    expect((await hostwright(["verify", inPlace("plan.json")])).code).toBe(0);
    const document = JSON.parse(readFileSync(inPlace("plan.json"), "utf8")) as PlanDocument;
    const [first, second] = document.result.hosts.filter((host) => host.partitions.length > 0);
    const [moved] = first?.partitions.splice(0, 1) ?? [];
    if (moved === undefined || second === undefined) throw new Error("the example needs two hosts");
    second.partitions.push(moved);
    writeFileSync(inPlace("moved.json"), JSON.stringify(document));
    const ended = await hostwright(["verify", inPlace("moved.json")]);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/^rejected: \d+ violations?\n {2}\S/);
  });

  it("explains a placed workload and lists the assumptions", async () => {
    const explained = await answered(["explain", inPlace("plan.json"), "web-1"]);
    expect(explained.code).toBe(0);
    expect(explained.stdout).toMatch(/^web-1 is on esx-3\.0@dell-2950-iii\/\d/);
    expect(explained.stdout).toMatch(/Rule web-servers-apart \(apart\) allows it +\d+ +\d+\n/);
    expect(explained.stdout).toContain("Room for its CPU in every slot");
    const assumed = await answered(["explain", inPlace("plan.json"), "--assumptions"]);
    expect(assumed.stdout).toMatch(/\[(assumed|recalled): /);
    const unknown = await answered(["explain", inPlace("plan.json"), "web-9"]);
    expect(unknown.code).toBe(3);
    expect(unknown.stderr).toContain("did you mean");
  });

  it("prints pure JSON with --json, whatever else it has to say", async () => {
    const ended = await hostwright(["plan", "-", "--json", "--progress"], { input: readFileSync(REQUEST, "utf8") });
    const document = JSON.parse(ended.stdout) as PlanDocument;
    expect(document.result.name).toBe("Branch office");
    expect(ended.stderr).toMatch(/^0 s  sizing  0%\n/);
    expect(ended.code).toBe(0);
  });

  it("gives the same bytes twice", async () => {
    const [a, b] = await Promise.all([
      hostwright(["plan", REQUEST, "--json"]),
      hostwright(["plan", REQUEST, "--json"]),
    ]);
    expect(a.stdout.length).toBeGreaterThan(1000);
    expect(a.stdout).toBe(b.stdout);
  });

  it("ends with 5 when its time was up before a proof, and with 2 for a time that is none", async () => {
    const file = inPlace("many.json");
    const workloads = Array.from({ length: 120 }, (_, i) => ({
      id: `w${i}`,
      name: `w${i}`,
      os: { family: "linux", architecture: "x86-32" },
      vcpus: 1,
      memoryMiB: 700 + ((i * 397) % 2300),
    }));
    writeFileSync(
      file,
      JSON.stringify({ workloads, targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1", memoryMiB: 8192 }] }),
    );
    const cut = await answered(["plan", file, "--time", "0s", "--json"]);
    const { result } = JSON.parse(cut.stdout) as PlanDocument;
    expect([cut.code, result.status, result.search.ended]).toEqual([5, "feasible", "stopped"]);
    expect((await answered(["plan", file, "--effort", "0"])).code).toBe(0);
    const wrong = await answered(["plan", file, "--time", "-3"]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("'-3' is invalid. Expected a time from 0 s to 86400 s");
    expect((await answered(["plan", file, "--effort", "1e9"])).stderr).toContain("a number from 0 to 86400");
  });

  it("refuses a plan that would take more memory than it may, naming both", async () => {
    const file = inPlace("wide.json");
    const os = { family: "linux", architecture: "x86-32" };
    const workloads = Array.from({ length: 400 }, (_, i) => ({
      id: `w${i}`,
      name: `w${i}`,
      os,
      vcpus: 1,
      memoryMiB: 64,
    }));
    writeFileSync(file, JSON.stringify({ workloads, targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }] }));
    const refused = await answered(["plan", file, "--memory", "1MiB"]);
    expect(refused.code).toBe(3);
    // 400 × 168 × 8 × 2 = 1,075,200 bytes, rounded up to 2 MiB
    expect(refused.stderr).toContain(
      `${file} /workloads: 400 workloads × 168 slots × 1 resource take about 2 MiB, at most 1 MiB`,
    );
    expect((await answered(["plan", file, "--memory", "lots"])).stderr).toContain("Expected an amount of memory");
    expect((await answered(["plan", file, "--effort", "0", "--json"])).code).toBe(0);
  });

  it("ends with 4 when something is unplaced, and still prints and writes the plan", async () => {
    const file = inPlace("small.json");
    const ended = await hostwright([
      "plan",
      REQUEST,
      "--target",
      "esx-3.0@hp-dl585-g1:2",
      "--growth",
      "900",
      "-o",
      file,
    ]);
    expect(ended.code).toBe(UNPLACED);
    expect(ended.stdout).toContain("Not everything fits");
    expect(ended.stdout).toMatch(/Unplaced\n {2}\d workloads: virtual CPUs above a limit \(vm\.maxVcpu\)\n {4}e\.g\. /);
    expect(existsSync(file)).toBe(true);
    const difference = await answered(["diff", inPlace("plan.json"), file]);
    expect(difference.code).toBe(0);
    expect(difference.stdout).toMatch(/growthPercent +20 +900/);
    expect(difference.stdout).toMatch(/Status +\S+ +infeasible +differs/);
  });

  it("plans a scenario: one row per combination, as a table and as CSV", async () => {
    // 2 ceilings x 3 growths x 2 machines
    const ended = await answered(["what-if", SCENARIO, "--csv"]);
    const lines = ended.stdout.trimEnd().split("\r\n");
    expect(lines.length).toBe(1 + 12);
    expect(lines[1]).toMatch(/^0\.6,0,esx-3\.0@dell-2950-iii,(optimal|feasible),\d+,/);
    const text = await answered(["what-if", SCENARIO]);
    expect(text.stdout).toMatch(/12 +80% +100% +esx-3\.0@hp-dl585-g1/);
  });

  it("says how two rows differ, and gives the plan of one", async () => {
    const ended = await answered(["what-if", SCENARIO, "--diff", "1,6"]);
    expect(ended.stdout).toMatch(/Row 6 against row 1\nWhat .*Change\nGrowth of demand +0% +100%\n/);
    const one = await answered(["what-if", SCENARIO, "--plan", "6"]);
    const document = JSON.parse(one.stdout) as PlanDocument;
    expect(document.request.goals).toMatchObject({ growthPercent: 100, utilizationCeilingRatio: 0.6 });
    expect(document.result.targets.map(({ id }) => id)).toEqual(["esx-3.0@hp-dl585-g1"]);
    const none = await answered(["what-if", SCENARIO, "--plan", "13"]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("there is no row 13: the scenario has 12")]);
  });

  it("samples what is uncertain, with the same bytes here and on any number of threads", async () => {
    const few = await answered(["what-if", SAMPLED, "--json"]);
    const result = JSON.parse(few.stdout) as WhatIfResult;
    expect(result.rows.length).toBe(40);
    expect(result.rows[3]?.draw).toEqual(result.rows[23]?.draw);
    const threads = await answered(["what-if", SAMPLED, "--json", "--threads", "2"]);
    expect(threads.stdout).toBe(few.stdout);
    expect((await answered(["validate", SAMPLED])).stdout).toContain("over 1 field: 40 variants");
  });

  it("says when hosts run out and when to order, for every alternative", async () => {
    const ended = await answered(["what-if", path.join(ROOT, "examples", "what-if-runway.yaml")]);
    expect(ended.stderr).toBe("");
    expect(ended.stdout).toContain("esx-3.0@dell-2950-iii:3");
    expect(ended.stdout).toMatch(/^1 {2}CPU +\d+% +\d+% {2}20\d\d-\d\d +20\d\d-\d\d – \S+ +20\d\d-\d\d-\d\d$/m);
  });

  it("plays losses on the plan of every variant", async () => {
    const ended = await answered(["what-if", path.join(ROOT, "examples", "what-if-failures.yaml")]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    // Two variants, three failures each; with a spare host any single loss is survived.
    expect(ended.stdout.match(/^[12] {2}(any|esx)/gm)?.length).toBe(6);
    expect(ended.stdout).toMatch(/^2 {2}any host +\d {2}\S+ +\d +0$/m);
  });

  it("says of each example what it is", async () => {
    const said = await Promise.all(
      [REQUEST, SCENARIO, inPlace("plan.json")].map((file) => answered(["validate", file])),
    );
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(said[0]?.stdout).toContain("a plan request: 6 workloads, 1 target, 0 rules");
    expect(said[1]?.stdout).toContain("a what-if scenario over 3 fields");
    expect(said[2]?.stdout).toContain("a plan document");
  });

  it("prints one fact of a platform with the title of its source", async () => {
    const ended = await hostwright(["platforms", "esx-3.0", "--fact", "vm.maxVcpu"]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain("4 vCPUs");
    expect(ended.stdout).toContain("VI3-max: VMware Infrastructure 3 configuration maximums");
  });

  it("lists platforms and hosts as text and as JSON", async () => {
    const [platforms, hosts] = await Promise.all([answered(["platforms"]), answered(["hosts", "--json"])]);
    expect(platforms.stdout).toMatch(/^ID +Platform/);
    expect((JSON.parse(hosts.stdout) as { id: string }[]).map((type) => type.id)).toContain("hp-dl585-g1");
  });

  it("shows examples first in the help of every command", async () => {
    const main = await answered(["--help"]);
    const names = [...main.stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)]
      .map((match) => match[1] ?? "")
      .filter((name) => !name.startsWith("-"));
    expect(names).toContain("what-if");
    for (const name of names) {
      const help = await answered([name, "--help"]);
      expect([name, help.code, /^Examples:\n {2}(?:[A-Z_]+=\S+ )?hostwright /.test(help.stdout)]).toEqual([
        name,
        0,
        true,
      ]);
    }
  });
});
