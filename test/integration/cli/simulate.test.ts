/** `hostwright simulate`: what goes in, what comes out, what is refused and how. */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productContext } from "#jobs";
import { SimulationDocument, decodeSimulation, simulate } from "#planner";
import { SMALL_HOST, hostOf, traceHost } from "../../support/small-host.ts";
import { type Answered, answered, hostwright, scratch } from "./hostwright.ts";

const PLATFORM = SMALL_HOST.platform;

const USAGE = 2;
const INVALID = 3;
const BUDGET = 5;
const INTERRUPTED = 130;

const place = scratch();
afterAll(place.remove);

const at = (name: string) => path.join(place.folder, name);
const hostFile = (change: Readonly<Record<string, unknown>> = {}) => JSON.stringify({ ...SMALL_HOST, ...change });
const guestFile = (change: Readonly<Record<string, unknown>>) => JSON.stringify(hostOf(change));
const trace = (cpuRatio: readonly unknown[]) => JSON.stringify(traceHost(cpuRatio));

/** Refused by the contract itself, whatever the platform. */
const BY_CONTRACT: readonly (readonly [what: string, text: string, says: readonly string[]])[] = [
  ["zero CPUs", guestFile({ vcpus: 0 }), ["/guests/0/vcpus: ", "must be at least 1, is 0"]],
  [
    "a host of no cores",
    hostFile({ host: { sockets: 1, coresPerSocket: 0, coreMhz: 2000, memoryMiB: 1024 } }),
    ["/host"],
  ],
  [
    "a negative rate",
    guestFile({ load: { kind: "open", perSecond: -5 } }),
    ["/guests/0/load/perSecond: ", "must be at least 0, is -5"],
  ],
  ["a trace with a gap", trace([0.1, null, 0.3]), ["/guests/0/load/cpuRatio/1: ", "must be a number, is null"]],
  ["a trace with a word in it", trace([0.1, "n/a"]), ["/guests/0/load/cpuRatio/1: ", 'must be a number, is "n/a"']],
  ["a trace above what a CPU is", trace([1.5]), ["/guests/0/load/cpuRatio/0: ", "must be at most 1, is 1.5"]],
  ["an unknown field", guestFile({ wieght: 5 }), ["/guests/0: ", '"wieght"']],
  ["no guests", hostFile({ guests: [] }), ["/guests: "]],
  [
    "a time without end",
    hostFile({ durationSeconds: 1e9 }),
    ["/durationSeconds: ", "must be at most 86400, is 1000000000"],
  ],
];

/** Refused by the platform and the catalogue. */
const BY_PLATFORM: typeof BY_CONTRACT = [
  [
    "a weight out of its range",
    guestFile({ terms: { weight: 65_536 } }),
    ["/guests/0/terms/weight: ", "must be at most 65535, is 65536"],
  ],
  ["an unknown term", guestFile({ terms: { wieght: 1 } }), ["/guests/0/terms: ", '"wieght"']],
  ["an unknown behaviour", guestFile({ behaviour: "webb" }), ["/guests/0/behaviour: ", '"webb"']],
  ["an unknown scheduler", hostFile({ scheduler: "lottery" }), ["/scheduler: ", '"lottery"']],
  [
    "an event for a guest that is not there",
    hostFile({ events: [{ kind: "hot-plug", atSeconds: 1, guest: "ghost", vcpus: 2 }] }),
    ["/events/0/guest: ", '"ghost"'],
  ],
  ["two guests of one name", hostFile({ guests: [{ id: "a" }, { id: "a" }] }), ["/guests/1/id: ", '"a"']],
  ["an unknown platform", hostFile({ platform: "xen-2.9" }), ["/platform: ", "did you mean"]],
  ["an unknown host type", hostFile({ host: "hp-dl585-g9" }), ["/host: ", "did you mean"]],
];

function checkRefused(ended: Answered, says: readonly string[]): void {
  for (const text of says) expect(ended.stderr).toContain(text);
  expect([ended.code, ended.stdout]).toEqual([INVALID, ""]);
  expect(ended.stderr).toMatch(/^error: .*host\.json /);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
}

describe("a host that makes no sense", () => {
  it.each(BY_CONTRACT)("because of %s is refused with field, value and bound", async (_, text, says) => {
    writeFileSync(at("host.json"), text);
    checkRefused(await answered(["simulate", at("host.json")]), says);
  });

  it.each(BY_PLATFORM)("because of %s is refused with field, value and bound", async (_, text, says) => {
    writeFileSync(at("host.json"), text);
    checkRefused(await answered(["simulate", at("host.json")]), says);
  });

  it.each([
    ["nothing", ["simulate"], "nothing to simulate"],
    ["a file and a plan", ["simulate", "a.yaml", "--plan", "b.json", "--host", "h"], "not both"],
    ["a plan without a host", ["simulate", "--plan", "plan.json"], "--host ID"],
    ["a host without a plan", ["simulate", "--host", "h"], "--plan FILE"],
    ["an output of no known kind", ["simulate", "a.yaml", "-o", "run.csv"], '".csv", only .json, .html'],
    ["a number that is none", ["simulate", "a.yaml", "--seconds", "long"], "--seconds <n>"],
  ])("given as %s is a wrong call", async (_, args, says) => {
    const ended = await answered(args);
    expect(ended.code).toBe(USAGE);
    expect(ended.stderr).toContain(says);
  });

  it("is told apart from a missing file", async () => {
    const ended = await answered(["simulate", "nowhere.yaml"]);
    expect([ended.code, ended.stderr]).toEqual([INVALID, "error: nowhere.yaml: no such file\n"]);
  });
});

describe("the help of simulate", () => {
  it("shows examples, the shape of a host file and what Ctrl-C does", async () => {
    const { stdout, code } = await answered(["simulate", "--help"]);
    expect(code).toBe(0);
    for (const text of ["hostwright simulate host.yaml", "--plan plan.json --host", "guests:", "Ctrl-C"])
      expect(stdout).toContain(text);
  });
});

describe("a host that is simulated", () => {
  const expected = () => {
    const request = decodeSimulation(SMALL_HOST, productContext());
    return JSON.stringify({ request, result: simulate(request, productContext()) });
  };
  beforeAll(() => writeFileSync(at("small.json"), hostFile()));

  it("is printed as tables and ends with 0", async () => {
    const ended = await answered(["simulate", at("small.json")]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    expect(ended.stdout).toMatch(/^small host: Finished\./);
    expect(ended.stdout).toMatch(/^ {2}Guest +vCPU +asked +held +useful +fluid +%RUN +%RDY +%CSTP +%WAIT/m);
    expect(ended.stdout).toMatch(/^ {2}web-3 /m);
  });

  it("is the library's document as JSON, byte for byte", async () => {
    expect((await answered(["simulate", at("small.json"), "--json"])).stdout).toBe(`${expected()}\n`);
  });

  it("is written as JSON and as one HTML file", async () => {
    const ended = await answered(["simulate", at("small.json"), "-o", at("run.json"), "-o", at("run.html")]);
    expect(ended.code).toBe(0);
    expect(readFileSync(at("run.json"), "utf8")).toBe(`${expected()}\n`);
    expect(readFileSync(at("run.html"), "utf8")).toContain("<title>small host: simulation</title>");
    const judged = await answered(["validate", at("run.json")]);
    expect(judged.stdout).toContain("a simulated host (finished, 1 s, ");
    expect((await answered(["validate", at("small.json")])).stdout).toContain("a host to simulate: ");
  });

  it("comes through a pipe too, and options win over its file", async () => {
    const yaml = hostFile();
    const ended = await hostwright(["simulate", "-", "--json", "--seed", "9", "--seconds", "0.5"], { input: yaml });
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    const { result } = SimulationDocument.parse(JSON.parse(ended.stdout));
    expect([result.seed, result.simulatedSeconds]).toEqual([9, 0.5]);
  });

  it("ends with 5 at its event budget, and says how far it came", async () => {
    writeFileSync(at("budget.json"), hostFile({ eventBudget: 1000 }));
    const ended = await answered(["simulate", at("budget.json")]);
    expect(ended.code).toBe(BUDGET);
    expect(ended.stdout).toMatch(/^small host: Event budget reached\./);
    expect(ended.stdout).not.toMatch(/NaN|Infinity/);
  });

  it("ends with 130 on Ctrl-C and prints what it has come to as partial", async () => {
    // Hours of simulated time: left alone it would run into the test's timeout.
    writeFileSync(at("long.json"), hostFile({ durationSeconds: 86_400, eventBudget: 5e9 }));
    const ended = await hostwright(["simulate", at("long.json"), "--progress", "-o", at("part.json")], {
      started: (child) => {
        child.stderr?.once("data", () => child.kill("SIGINT"));
      },
    });
    expect(ended.code).toBe(INTERRUPTED);
    expect(ended.stdout).toMatch(/^small host: Stopped\. The run was interrupted: this is a partial result/);
    expect(ended.stderr).toMatch(/interrupted: the result is partial, of [\d.,]+ s instead of 86,400 s\n$/);
    const { result } = SimulationDocument.parse(JSON.parse(readFileSync(at("part.json"), "utf8")));
    expect(result.end).toBe("stopped");
    expect(readdirSync(place.folder).filter((name) => name.endsWith(".draft"))).toEqual([]);
  });
});

describe("a host of a plan that is simulated", () => {
  beforeAll(async () => {
    const workloads = Array.from({ length: 6 }, (_, i) => ({
      id: `w${i}`,
      name: `w${i}`,
      os: { family: "linux", architecture: "x86-64" },
      vcpus: 1,
      memoryMiB: 512,
    }));
    const targets = [{ platform: PLATFORM, hostType: "hp-dl585-g1" }];
    writeFileSync(at("request.json"), JSON.stringify({ workloads, targets, goals: { simulatedSeconds: 1 } }));
    const planned = await answered(["plan", at("request.json"), "-o", at("plan.json")]);
    expect(planned.code).toBe(0);
  });
  const host = `${PLATFORM}@hp-dl585-g1/1`;

  it("carries its partitions, for the seconds of the plan's goals", async () => {
    const ended = await answered(["simulate", "--plan", at("plan.json"), "--host", host, "--json"]);
    expect(ended.stderr).toBe("");
    const { result } = SimulationDocument.parse(JSON.parse(ended.stdout));
    expect(result.simulatedSeconds).toBe(1);
    expect(result.guests.filter(({ isService }) => !isService)).toHaveLength(6);
  });

  it("that the plan does not have is refused with the nearest", async () => {
    const ended = await answered(["simulate", "--plan", at("plan.json"), "--host", `${PLATFORM}@hp-dl585-g1/2`]);
    expect(ended.code).toBe(INVALID);
    expect(ended.stderr).toContain(`did you mean "${host}"?`);
  });

  it("at an hour beyond the plan's time is refused with its end", async () => {
    const ended = await answered(["simulate", "--plan", at("plan.json"), "--host", host, "--hour", "5000"]);
    expect(ended.code).toBe(INVALID);
    expect(ended.stderr).toMatch(/--hour: hour 5000: the plan's time ends at hour \d+/);
  });
});
