/** Entitlements are packed in hundredths of a core beside what partitions use slot by slot. */
import { describe, expect, test } from "vitest";
import { PLATFORMS } from "#models";
import { HostType, type PlanContext, decodeRequest, plan, verify } from "#planner";
import { BIG, ask, cpu, vm } from "../../support/request.ts";

/** 4 cores at 2,000 MHz and 16 GiB: with one VIOS of 0.20, 3.8 units to entitle. */
const SERVER = HostType.parse({
  ...BIG,
  id: "power-server",
  architecture: "power",
  cpuVendor: "ibm",
  features: [],
  coresPerSocket: { value: 4, source: "assumed: test" },
  memoryMiB: { value: 16_384, source: "assumed: test" },
});
const CONTEXT: PlanContext = { platforms: PLATFORMS, hostTypes: [SERVER] };

/** Eight AIX systems that peak at 0.8 core, four by day and four by night. */
const planned = (settings: Record<string, unknown>) => {
  const ids = Array.from({ length: 8 }, (_, i) => `lpar${i}`);
  const os = { family: "aix", version: "5.3", architecture: "power" } as const;
  const request = decodeRequest(
    ask(
      ids.map((id) => vm(id, { os, vcpus: 1, memoryMiB: 512, measuredOn: { hostType: "power-server" } })),
      {
        series: ids.map((id, i) =>
          cpu(
            id,
            Array.from({ length: 24 }, (_, h) => (h < 12 === i < 4 ? 0.8 : 0.01)),
          ),
        ),
        goals: { timeModel: "day", utilizationCeilingRatio: 1 },
        targets: [{ platform: "power5-apv", hostType: "power-server", settings: { hcallCycles: 0, ...settings } }],
      },
    ),
    CONTEXT,
  );
  const result = plan(request, CONTEXT);
  expect(verify({ request, result }, CONTEXT)).toEqual({ ok: true, violations: [] });
  return result;
};

describe("entitled cores", () => {
  test("uncapped partitions time-share one host: 8 x 0.40 of 3.80 units, 3.24 cores in every slot", () => {
    const result = planned({});
    expect(result.summary).toMatchObject({ placed: 8, hostsUsed: 1 });
    expect(result.hosts[0]?.claims["entitledCores"]).toEqual({ used: 3.2, of: 3.8 });
  });

  test("capped partitions are packed by their ceilings: 8 x 0.80 = 6.4 units need two hosts", () => {
    expect(planned({ processorMode: "capped" }).summary).toMatchObject({ placed: 8, hostsUsed: 2 });
  });

  test("dedicated partitions are packed by whole cores: three to a host", () => {
    expect(planned({ processorMode: "dedicated" }).summary).toMatchObject({ placed: 8, hostsUsed: 3 });
  });
});
