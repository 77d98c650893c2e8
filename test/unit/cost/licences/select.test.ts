import { describe, expect, it } from "vitest";
import { Workload } from "#planner/contract/index.ts";
import { selects } from "#planner/cost/licences/select.ts";

const workload = (family: string, extra: object = {}) =>
  Workload.parse({
    id: "db-crm-01",
    name: "db-crm-01",
    os: { family, version: "RHEL 4", architecture: "x86-64" },
    vcpus: 1,
    memoryMiB: 1024,
    tags: { role: "database" },
    ...extra,
  });

describe("a licence's workloads", () => {
  it("match by one system or by any of several, and by everything else that is given", () => {
    const one = selects({ match: { os: "linux" } });
    const several = selects({ match: { os: ["linux", "solaris"], tags: { role: "database" } } });
    expect([workload("linux"), workload("solaris"), workload("windows")].map(one)).toEqual([true, false, false]);
    expect([workload("linux"), workload("solaris"), workload("windows")].map(several)).toEqual([true, true, false]);
    expect(several(workload("linux", { tags: { role: "web" } }))).toBe(false);
    expect(selects({ match: { osVersion: "rhel", name: "CRM" } })(workload("linux"))).toBe(true);
  });
});
