import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { HOST_TYPES, findHostType } from "#hosts";
import { ExistingHost, Rule, Series, Workload } from "#planner/contract/index.ts";
import { matchHostType } from "#planner/size/match-host.ts";
import { sampleEstate } from "../../../data/samples/estate.ts";
import { sampleRules } from "../../../data/samples/rules.ts";
import { estateText, rulesText } from "../../../data/samples/text.ts";

const FOLDER = join(import.meta.dirname, "../../../data/samples");
const read = (file: string) => readFileSync(join(FOLDER, file), "utf8");
const ESTATE = sampleEstate();
const RULES = sampleRules(ESTATE);
const MOST_BYTES = 4 * 1024 * 1024;
const HOURS = 336;

const cpuOf = new Map(ESTATE.series.filter((s) => s.metric === "cpuCores").map((s) => [s.workload, s.values]));

describe("the committed sample", () => {
  it("is what the generator makes, byte for byte", () => {
    expect(read("estate-2005.json") === estateText(ESTATE)).toBe(true);
    expect(read("estate-2005.rules.json")).toBe(rulesText(RULES));
  });

  it("stays under 4 MiB", () => {
    expect(Buffer.byteLength(read("estate-2005.json"))).toBeLessThanOrEqual(MOST_BYTES);
  });

  it("meets the contract in every workload, host, series and rule", () => {
    const House = z.strictObject({
      format: z.literal("hostwright-inventory/1"),
      name: z.string(),
      workloads: z.array(Workload),
      hosts: z.array(ExistingHost),
      series: z.array(Series),
    });
    const parsed = House.safeParse(JSON.parse(read("estate-2005.json")));
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(z.array(Rule).parse(JSON.parse(read("estate-2005.rules.json")))).toEqual(RULES);
  });

  it("differs with the seed", () => {
    expect(estateText(sampleEstate(7)) === estateText(ESTATE)).toBe(false);
    expect(sampleEstate(7).workloads.map((w) => w.id)).toEqual(ESTATE.workloads.map((w) => w.id));
  });
});

describe("the sample estate", () => {
  it("has 500 workloads of different names on 60 hosts", () => {
    expect(new Set(ESTATE.workloads.map((w) => w.id)).size).toBe(500);
    expect(new Set(ESTATE.hosts.map((h) => h.id)).size).toBe(60);
  });

  it("mixes the systems of 2005 in fixed shares", () => {
    const counts = Map.groupBy(ESTATE.workloads, (w) =>
      [w.os.family, w.os.version, w.os.architecture].join(" ").trim(),
    );
    expect(Object.fromEntries([...counts].map(([os, list]) => [os, list.length]))).toEqual({
      "aix 5.3 power": 1,
      "hp-ux 11i v1 pa-risc": 1,
      "linux RHEL 3 x86-32": 44,
      "linux RHEL 4 x86-32": 34,
      "linux RHEL 4 x86-64": 25,
      "linux SLES 9 x86-32": 28,
      "netware 6.5 x86-32": 15,
      "openvms 8.2 ia64": 1,
      "solaris 10 sparc": 35,
      "solaris 10 x86-64": 10,
      "solaris 8 sparc": 35,
      "solaris 9 sparc": 45,
      "unknown  unknown": 7,
      "windows 2000 x86-32": 80,
      "windows 2003 x86-32": 113,
      "windows 2003 x86-64": 26,
    });
  });

  it("runs every workload on a host that is there, of a fitting architecture", () => {
    const hosts = new Map(ESTATE.hosts.map((h) => [h.id, h]));
    for (const workload of ESTATE.workloads) {
      const host = hosts.get(workload.runsOn ?? "");
      expect(host, workload.id).toBeDefined();
      const type = host?.hostType === undefined ? undefined : findHostType(host.hostType);
      if (workload.os.architecture === "sparc") expect(type?.architecture, workload.id).toBe("sparc");
      if (workload.os.architecture === "x86-64") expect(type?.architecture, workload.id).toBe("x86-64");
      expect(workload.vcpus, workload.id).toBeLessThanOrEqual(host?.cores ?? 0);
    }
  });

  it("never asks a host for more CPU or memory than it has, in any hour", () => {
    for (const host of ESTATE.hosts) {
      const guests = ESTATE.workloads.filter((w) => w.runsOn === host.id);
      expect(guests.length, host.id).toBeGreaterThan(0);
      expect(
        guests.reduce((sum, w) => sum + w.memoryMiB, 0),
        host.id,
      ).toBeLessThanOrEqual(host.memoryMiB ?? 0);
      const busy = Array.from({ length: HOURS }, (_, hour) =>
        guests.reduce((sum, w) => sum + (cpuOf.get(w.id)?.[hour] ?? 0), 0),
      );
      expect(Math.max(...busy), host.id).toBeLessThanOrEqual(host.cores ?? 0);
    }
  });

  it("gives each physical server its host for itself", () => {
    const shared = ESTATE.workloads
      .filter((w) => w.kind === "physical")
      .filter((w) => ESTATE.workloads.filter((other) => other.runsOn === w.runsOn).length !== 1);
    expect(shared).toEqual([]);
  });

  it("fits its hosts out as their catalogue type allows, and all but three are in the catalogue", () => {
    expect(ESTATE.hosts.filter((h) => h.hostType === undefined).map((h) => h.id)).toEqual([
      "p570-01",
      "rp4440-01",
      "rx4640-01",
    ]);
    for (const host of ESTATE.hosts.filter((h) => h.hostType !== undefined)) {
      const type = findHostType(host.hostType ?? "");
      expect(type?.sockets.value, host.id).toBe(host.sockets);
      expect((type?.sockets.value ?? 0) * (type?.coresPerSocket.value ?? 0), host.id).toBe(host.cores);
      expect(type?.coreMhz.value, host.id).toBe(host.coreMhz);
      expect(host.memoryMiB, host.id).toBeLessThanOrEqual(type?.memoryMaxMiB?.value ?? 0);
      expect(matchHostType({ model: host.model, cpuModel: host.cpuModel }, HOST_TYPES)?.id, host.id).toBe(
        host.hostType,
      );
    }
  });

  it("measures CPU of all that run, network and disk of a third, in 336 hours from Monday 24 October 2005", () => {
    const running = ESTATE.workloads.filter((w) => w.state !== "powered-off");
    expect([...cpuOf.keys()].toSorted()).toEqual(running.map((w) => w.id).toSorted());
    for (const metric of ["networkMbps", "diskMBps"]) {
      const measured = ESTATE.series.filter((s) => s.metric === metric).length;
      expect(Math.abs(measured - running.length / 3)).toBeLessThan(10);
    }
    for (const series of ESTATE.series) {
      expect(series.values.length).toBe(HOURS);
      expect([series.start, series.slotMinutes]).toEqual(["2005-10-24T00:00:00Z", 60]);
    }
  });

  it("keeps each workload within its virtual CPUs, at 5 to 15 % on average over the estate", () => {
    const means = ESTATE.workloads.flatMap((w) => {
      const values = cpuOf.get(w.id);
      if (values === undefined) return [];
      expect(Math.max(...values.map((v) => v ?? 0)), w.id).toBeLessThanOrEqual(w.vcpus);
      return [values.reduce<number>((sum, v) => sum + (v ?? 0), 0) / HOURS / w.vcpus];
    });
    const mean = means.reduce((sum, v) => sum + v, 0) / means.length;
    expect(mean).toBeGreaterThan(0.05);
    expect(mean).toBeLessThan(0.15);
  });

  it("is busiest at the end of the month, and lets time sharing save much", () => {
    const total = Array.from({ length: HOURS }, (_, hour) =>
      [...cpuOf.values()].reduce((sum, v) => sum + (v[hour] ?? 0), 0),
    );
    const busiest = total.indexOf(Math.max(...total));
    // 31 October and 1 November are the hours 168 to 215
    expect(busiest).toBeGreaterThanOrEqual(168);
    expect(busiest).toBeLessThan(216);
    const sumOfPeaks = [...cpuOf.values()].reduce((sum, v) => sum + Math.max(...v.map((x) => x ?? 0)), 0);
    expect(sumOfPeaks / Math.max(...total)).toBeGreaterThan(1.5);
  });

  it("holds two templates, eight that are switched off, and one too large for the machines of its time", () => {
    expect(ESTATE.workloads.filter((w) => w.role === "template").map((w) => w.id)).toEqual(["tmpl-001", "tmpl-002"]);
    expect(ESTATE.workloads.filter((w) => w.state === "powered-off" && w.role === undefined).length).toBe(8);
    expect(ESTATE.workloads.find((w) => w.id === "db-erp-01")).toMatchObject({ vcpus: 16, memoryMiB: 98_304 });
  });

  it("tags every workload with application, tier and role", () => {
    for (const workload of ESTATE.workloads) {
      expect(Object.keys(workload.tags ?? {}).toSorted(), workload.id).toEqual(["app", "role", "tier"]);
    }
  });
});

describe("the sample's rules", () => {
  it("name only workloads that exist and are to be placed", () => {
    const placeable = new Set(ESTATE.workloads.filter((w) => w.state !== "powered-off").map((w) => w.id));
    const unknown = RULES.flatMap((rule) => rule.workloads).filter((id) => !placeable.has(id));
    expect(unknown).toEqual([]);
  });

  it("keep two to four replicas apart, and have ids of their own", () => {
    expect(new Set(RULES.map((r) => r.id)).size).toBe(RULES.length);
    for (const rule of RULES.filter((r) => r.kind === "apart")) {
      expect(rule.workloads.length, rule.id).toBeGreaterThanOrEqual(2);
      expect(rule.workloads.length, rule.id).toBeLessThanOrEqual(4);
    }
  });

  it("never ask the same two workloads to be apart and together", () => {
    const together = RULES.filter((r) => r.kind === "together");
    expect(together.length).toBe(6);
    const torn = together.filter((pair) =>
      RULES.some((r) => r.kind === "apart" && pair.workloads.every((id) => r.workloads.includes(id))),
    );
    expect(torn).toEqual([]);
  });
});
