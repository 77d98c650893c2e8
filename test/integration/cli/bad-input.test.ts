/** Whatever is wrong is said in one line per problem, without a stack trace, with the exit code that fits. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answered, answered, hostwright, scratch } from "./hostwright.ts";

const USAGE = 2;
const INVALID = 3;

const workload = (extra: Record<string, unknown> = {}) => ({
  id: "a",
  name: "a",
  os: { family: "linux", architecture: "x86-32" },
  vcpus: 1,
  memoryMiB: 512,
  ...extra,
});

const request = (extra: Record<string, unknown> = {}) =>
  JSON.stringify({
    workloads: [workload()],
    targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }],
    ...extra,
  });

const APART_AND_TOGETHER = [
  { id: "r1", kind: "apart", workloads: ["a", "b"] },
  { id: "r2", kind: "together", workloads: ["a", "b"] },
];

const FILES: Readonly<Record<string, string>> = {
  "good.json": request(),
  "picture.png": "\u0089PNG\r\n",
  "workbook.json": "PK\u0003\u0004rest",
  "empty.yaml": "\n",
  "broken.yaml": "version: 1\ntargets: [\n",
  "broken.json": '{"version": 1,',
  "list.json": "[1, 2]",
  "platform.json": request({ targets: [{ platform: "esx-3.1", hostType: "hp-dl585-g1" }] }),
  "host.json": request({ targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g2" }] }),
  "rules.json": request({ workloads: [workload(), workload({ id: "b", name: "b" })], rules: APART_AND_TOGETHER }),
  "nobody.json": request({ rules: [{ id: "r1", kind: "apart", workloads: ["a", "ghost"] }] }),
  "no-estate.json": request({ workloads: [] }),
  "no-target.json": request({ targets: [] }),
  "nan.yaml": `targets: [{ platform: esx-3.0, hostType: hp-dl585-g1 }]\ngoals: { growthPercent: .nan }\nworkloads: ${JSON.stringify([workload()])}\n`,
  "negative.json": request({ workloads: [workload({ memoryMiB: -512, vcpus: -1 })] }),
  "field.json": request({ goals: { growth: 5 } }),
  "euros.json": JSON.stringify({
    licences: [{ id: "w", product: "windows-2003-r2-enterprise", workloads: ["a"] }],
    prices: [
      { product: "windows-2003-r2-enterprise", price: 1, currency: "EUR", asOf: "2006", source: "assumed: a test" },
    ],
  }),
  "plan.json": '{"request": {}, "result": {"status": "splendid"}}',
};

interface Case {
  readonly what: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly says: readonly (string | RegExp)[];
}

const plan = (file: string) => ["plan", file];
const inventory = (...rest: readonly string[]) => ["plan", "--inventory", "good.json", ...rest];
const invalid = (what: string, args: readonly string[], ...says: readonly (string | RegExp)[]): Case => ({
  what,
  args,
  code: INVALID,
  says,
});
const usage = (what: string, args: readonly string[], ...says: readonly (string | RegExp)[]): Case => ({
  what,
  args,
  code: USAGE,
  says,
});

const CASES: readonly Case[] = [
  invalid("a file of another kind", plan("picture.png"), 'error: picture.png: ".png" cannot be read here', ".yaml"),
  invalid("a workbook under the name of a request", plan("workbook.json"), "--inventory"),
  invalid("a missing file", plan("nowhere.yaml"), "error: nowhere.yaml: no such file"),
  invalid("a folder", plan("."), ": is a folder, not a file"),
  invalid("an empty file", plan("empty.yaml"), "error: empty.yaml: is empty"),
  invalid("broken YAML", plan("broken.yaml"), /error: broken\.yaml line \d+ column \d+: /),
  invalid("broken JSON", plan("broken.json"), "error: broken.json: not JSON: ", "line 1"),
  invalid("a list where a request should be", plan("list.json"), "error: list.json: ", "must be an object, is ["),
  invalid("an unknown platform in a request", plan("platform.json"), "/targets/0/platform", 'did you mean "esx-3.0"?'),
  invalid("an unknown host type in a request", plan("host.json"), "/targets/0/hostType", 'did you mean "hp-dl585-g'),
  invalid("contradictory rules", plan("rules.json"), "error: rules.json /rules/", '"r1"', '"r2"'),
  invalid("a rule about nobody", plan("nobody.json"), '"ghost"'),
  invalid("an empty estate", plan("no-estate.json"), "the estate is empty"),
  invalid("no target in a request", plan("no-target.json"), "no target: name at least one platform@host-type"),
  invalid("a figure that is not a number", plan("nan.yaml"), "/goals/growthPercent"),
  invalid(
    "negative sizes, both of them",
    plan("negative.json"),
    "/workloads/0/memoryMiB",
    "/workloads/0/vcpus",
    "-512",
  ),
  invalid("an unknown field", plan("field.json"), "error: field.json /goals: ", '"growth"'),
  invalid("a corrupted plan", ["verify", "plan.json"], "error: plan.json /result/status", "error: plan.json /request/"),
  invalid("an unknown platform to describe", ["platforms", "esx-3.1"], 'did you mean "esx-3.0"?'),
  invalid("an unknown fact", ["platforms", "esx-3.0", "--fact", "vm.maxVcpus"], 'did you mean "vm.maxVcpu"?'),
  usage(
    "a circuit of four phases",
    [...plan("good.json"), "--rack-circuit", "208V30A4ph"],
    "208V30A4ph",
    "1 or 3 phases",
  ),
  usage("a circuit of nothing", [...plan("good.json"), "--rack-circuit", "0kW"], '"0kW" is no circuit', "above 0"),
  usage("a PUE below 1", [...plan("good.json"), "--pue", "0.9"], "'0.9'", "from 1 to 10"),
  usage("two prices of a kWh", [...plan("good.json"), "--tariff", "0.1,0.2"], "--tariff", "2 prices, expected 1, 24"),
  usage("a cooling unit of nothing", [...plan("good.json"), "--cooling-unit-kw", "0"], "above 0"),
  usage("embodied carbon alone", [...plan("good.json"), "--embodied"], "--embodied", "--grid"),
  invalid("an unknown grid", [...plan("good.json"), "--grid", "frnace"], 'no grid "frnace"', 'did you mean "france"?'),
  invalid("a formula that imports", [...plan("good.json"), "--objective", "formula:import('fs')"], '"import"'),
  invalid("a mix of currencies", [...plan("good.json"), "--licences", "euros.json"], "EUR", "USD"),
  invalid("an unknown product to describe", ["licences", "oracle-database-e"], 'did you mean "oracle-database-ee"?'),
  invalid("an unknown host type to describe", ["hosts", "dell-r740-8181"], 'did you mean "dell-r740-8180"?'),
  invalid(
    "an unknown platform as a target",
    inventory("--target", "esx-3.1@hp-dl585-g1"),
    "--target esx-3.1@hp-dl585-g1: no platform",
  ),
  usage("no target at all", inventory(), "no target: name at least one --target PLATFORM@HOSTTYPE"),
  usage("a target of another form", inventory("--target", "esx-3.0"), "PLATFORM@HOSTTYPE[:MAX]"),
  usage("nothing to plan", ["plan"], "nothing to plan"),
  usage("two estates at once", ["plan", "good.json", "--inventory", "good.json"], "not both"),
  usage("an unknown command", ["plaan"], "unknown command 'plaan'", "Did you mean plan?"),
  usage(
    "an unknown option",
    ["plan", "good.json", "--groth", "5"],
    "unknown option '--groth'",
    "Did you mean --growth?",
  ),
  usage("an option that is not a number", ["plan", "good.json", "--growth", "NaN"], "--growth <percent>", "NaN"),
  usage(
    "an output that cannot be written",
    ["plan", "good.json", "-o", "plan.doc"],
    '".doc"',
    ".json, .html, .csv, .xlsx, .pdf",
  ),
  usage("an output into nowhere", ["plan", "good.json", "-o", "no/such/plan.json"], "does not exist"),
];

describe("bad input", () => {
  const place = scratch();
  beforeAll(() => {
    for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(place.folder, name), text, "latin1");
  });
  afterAll(place.remove);

  const inPlace = (word: string) => (/\.[a-z]+$|^\.$/.test(word) ? path.join(place.folder, word) : word);
  /** Messages name files as they were given: with the folder taken off they read as a person in it would see them. */
  const fromPlace = (ended: Answered): Answered => ({
    ...ended,
    stderr: ended.stderr.replaceAll(`${place.folder}/`, ""),
  });

  const checkClean = (ended: Answered) => {
    expect(ended.stdout).toBe("");
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(ended.stderr).not.toContain("[object");
    expect(ended.stderr).toMatch(/^error: /);
  };

  it.each(CASES)("$what ends with exit code $code", async ({ args, code, says }) => {
    const ended = fromPlace(await answered(args.map(inPlace)));
    for (const text of says) expect(ended.stderr).toMatch(typeof text === "string" ? new RegExp(escaped(text)) : text);
    expect(ended.code).toBe(code);
    checkClean(ended);
  });

  it.each([
    [INVALID, ["plan", "nowhere.yaml"], "error: nowhere.yaml: no such file\n"],
    [
      USAGE,
      ["plan"],
      "error: nothing to plan: give a request file, or --inventory FILE and --target PLATFORM@HOSTTYPE\n",
    ],
  ] as const)("reaches the shell as exit code %i", async (code, args, stderr) => {
    const ended = await hostwright(args, { cwd: place.folder });
    expect(ended).toEqual({ code, signal: null, stdout: "", stderr });
  });
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
