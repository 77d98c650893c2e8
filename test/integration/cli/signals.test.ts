/** Interrupts, readers that go away, and the launcher under another Node. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { PlanDocument } from "#planner";
import { ROOT, hostwright, scratch } from "./hostwright.ts";

const INTERRUPTED = 130;
const LAUNCHER = path.join(ROOT, "bin", "hostwright.mjs");
const SYSTEM_NODE = ["/usr/bin/node", "/usr/local/bin/node"].find((file) => existsSync(file));

const HOURS = 168;

/** An estate that takes seconds to plan: more than 2,000 workloads, so in a thread. @param hours of each that are measured */
function largeRequest(count: number, hours = HOURS): string {
  const workloads = Array.from({ length: count }, (_, i) => ({
    id: `w${i}`,
    name: `w${i}`,
    os: { family: "linux", architecture: "x86-32" },
    vcpus: 1 + (i % 4),
    memoryMiB: 256 + ((i * 37) % 3000),
  }));
  const start = "2006-03-06T00:00:00Z";
  const measured = hours === 0 ? [] : workloads;
  const series = measured.map(({ id }, i) => ({
    workload: id,
    metric: "cpuCores",
    start,
    slotMinutes: 60,
    values: Array.from({ length: hours }, (_, t) => ((i * 13 + t * 7) % 50) / 100),
  }));
  const targets = [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }];
  return JSON.stringify({ workloads, series, targets });
}

describe("signals", () => {
  const place = scratch();
  afterAll(place.remove);

  const saidOf = (child: ReturnType<typeof spawn>, text: RegExp, then: () => void) => {
    let said = "";
    child.stderr?.on("data", (part: Buffer) => {
      const before = text.test(said);
      said += part.toString("utf8");
      if (!before && text.test(said)) then();
    });
  };

  it("ends a long search with its best so far on Ctrl-C: judged, printed and written", async () => {
    const request = path.join(place.folder, "large.json");
    writeFileSync(request, largeRequest(3000));
    const out = path.join(place.folder, "plan.json");
    const ended = await hostwright(["plan", request, "-o", out, "--progress", "--effort", "600"], {
      started: (child) => saidOf(child, /best/, () => child.kill("SIGINT")),
    });
    expect(ended.stderr).toContain("interrupted: this is the best plan so far");
    expect(ended.code).toBe(0);
    expect((JSON.parse(readFileSync(out, "utf8")) as PlanDocument).result.search).toMatchObject({
      ended: "stopped",
      effortSeconds: 600,
    });
    rmSync(out);
  });

  it("stops at once on a second Ctrl-C, with 130 and no file left behind", async () => {
    const request = path.join(place.folder, "large.json");
    writeFileSync(request, largeRequest(30_000, 0));
    const out = path.join(place.folder, "plan.json");
    // Left alone, or cut short once, the plan would end with 0 and its file seconds later. Two signals that come before
    // the first is heard are one to the system, so it is told until it has ended.
    const ended = await hostwright(["plan", request, "-o", out, "--progress"], {
      started: (child) =>
        saidOf(child, /sizing/, () => {
          const again = setInterval(() => child.kill("SIGINT"), 20);
          child.once("exit", () => clearInterval(again));
        }),
    });
    expect(ended.code).toBe(INTERRUPTED);
    expect(readdirSync(place.folder)).toEqual(["large.json"]);
  });

  it("ends a what-if with the rows that are done", async () => {
    const growth = Array.from({ length: 1000 }, (_, percent) => percent);
    const scenario = { request: JSON.parse(largeRequest(20)) as object, vary: { "/goals/growthPercent": growth } };
    const ended = await hostwright(["what-if", "-", "--csv", "--progress"], {
      input: JSON.stringify(scenario),
      started: (child) => saidOf(child, /plan \d+ of 1000/, () => child.kill("SIGINT")),
    });
    expect(ended.code).toBe(INTERRUPTED);
    const lines = ended.stdout.trimEnd().split("\r\n");
    expect(ended.stderr).toContain(`interrupted: ${lines.length - 1} rows were done`);
    // Rows stand in order, each with figures of its own plan.
    const done = lines.slice(1).map((line) => Number(line.split(",")[0]));
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(lines[1]).toMatch(/^\d+,(optimal|feasible|infeasible),\d+,/);
  });

  it("ends quietly when its reader goes away", async () => {
    const child = spawn("sh", ["-c", `"${process.execPath}" "${LAUNCHER}" platforms --json | head -c 10`]);
    const text = { err: "" };
    child.stderr.setEncoding("utf8").on("data", (part: string) => (text.err += part));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, text.err]).toEqual([0, ""]);
  });

  it("serves until it is interrupted, and then ends in order", async () => {
    const said: string[] = [];
    const isAsked = { value: false };
    const ended = await hostwright(["serve", "--port", "0", "--data", place.folder], {
      started: (child) => {
        child.stderr?.on("data", (part: Buffer) => {
          said.push(part.toString("utf8"));
          const url = /Hostwright is at (http\S+)/.exec(said.join(""))?.[1];
          if (url === undefined || isAsked.value) return;
          isAsked.value = true;
          void fetch(new URL("healthz", url)).then((answer) => {
            said.push(`healthz ${answer.status}`);
            child.kill("SIGINT");
          });
        });
      },
    });
    expect(said).toContain("healthz 200");
    expect(ended.code).toBe(0);
  });

  it.runIf(SYSTEM_NODE !== undefined)("runs the same under the Node of the system", async () => {
    const under = await hostwright(["platforms", "esx-3.0", "--fact", "vm.maxVcpu"], { node: SYSTEM_NODE ?? "" });
    const here = await hostwright(["platforms", "esx-3.0", "--fact", "vm.maxVcpu"]);
    expect(under).toEqual(here);
    const wrong = await hostwright(["plaan"], { node: SYSTEM_NODE ?? "" });
    expect(wrong.code).toBe(2);
  });
});
