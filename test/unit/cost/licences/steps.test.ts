/** Price steps against the count of the same placement: never above it, and equal where a rule counts guests or hosts. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanRequestInput } from "#planner";
import { LICENCE_RULES, countLicences, licenceSteps } from "#planner/cost/licences/index.ts";
import { annuity } from "#planner/cost/discount.ts";
import { vm } from "../../../support/request.ts";
import { CONTEXT, chargedBy, estateOf, placed } from "../../../support/licensed-estate.ts";

const YEARS = 4;
const DISCOUNT = 8;
const factor = annuity(YEARS, DISCOUNT);

const ESX = { platform: "vsphere-8", hostType: "two-by-12" };
const XEN = { platform: "xen-4", hostType: "four-by-6" };

interface Case {
  readonly vcpus: readonly number[];
  /** [workload] target and host it stands on. */
  readonly at: readonly (readonly [number, number])[];
  readonly spares: readonly number[];
  readonly held: number;
  /** Index of one of RULES. */
  readonly rule: number;
  readonly targets: number;
}

const id = (w: number) => `vm-${String(w).padStart(2, "0")}`;
const FIRST = { id: "r", workloads: [id(0)] };

/** Rules that close hosts to the first workload, or to the others. */
const RULES: readonly (readonly NonNullable<PlanRequestInput["rules"]>[number][])[] = [
  [],
  [{ ...FIRST, kind: "fence", places: ["vsphere-8@two-by-12/1-2"] }],
  [{ ...FIRST, kind: "fence", places: ["vsphere-8"] }],
  [{ ...FIRST, kind: "ban", places: ["vsphere-8@two-by-12/1"] }],
  [{ ...FIRST, kind: "quarantine", places: ["vsphere-8@two-by-12/4"] }],
  [{ ...FIRST, kind: "contain", places: [], atMost: 1 }],
];

const cases: fc.Arbitrary<Case> = fc
  .record({ n: fc.integer({ min: 1, max: 14 }), targets: fc.constantFrom(1, 2) })
  .chain(({ n, targets }) =>
    fc.record({
      vcpus: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: n, maxLength: n }),
      at: fc.array(fc.tuple(fc.nat({ max: targets - 1 }), fc.nat({ max: 3 })), { minLength: n, maxLength: n }),
      spares: fc.array(fc.nat({ max: 2 }), { minLength: targets, maxLength: targets }),
      held: fc.constantFrom(0, 0, 3, 40),
      rule: fc.nat({ max: RULES.length - 1 }),
      targets: fc.constant(targets),
    }),
  );

function built(one: Case, product: string, options: object) {
  const request: PlanRequestInput = {
    workloads: one.vcpus.map((vcpus, w) => vm(id(w), { vcpus })),
    targets: [ESX, XEN].slice(0, one.targets),
    licences: [{ id: "l", product, match: {}, options: { ...options }, price: 100, held: one.held }],
    goals: { costYears: YEARS, spareHosts: Math.max(...one.spares) },
    money: { discountPercent: DISCOUNT },
    rules: [...(RULES[one.rule] ?? [])],
  };
  const estate = estateOf(request);
  // Hosts that hold something, in order, then the spares.
  const on = estate.targets.map((_, t) => {
    const hosts = Map.groupBy(
      [...one.vcpus.keys()].filter((w) => one.at[w]?.[0] === t),
      (w) => one.at[w]?.[1],
    );
    const used = [...hosts].toSorted(([a = 0], [b = 0]) => a - b).map(([, workloads]) => workloads);
    return used.length === 0 ? [] : [...used, ...Array.from({ length: one.spares[t] ?? 0 }, () => [])];
  });
  const [after] = countLicences(estate, placed(estate, on), CONTEXT)?.after ?? [];
  const real = (after?.once ?? 0) + (after?.perYear ?? 0) * factor;
  return { real, charged: chargedBy(licenceSteps(estate, CONTEXT), estate, on), after };
}

const VARIANTS: readonly (readonly [string, object])[] = [
  ...LICENCE_RULES.map(({ id: product }): readonly [string, object] => [product, {}]),
  ["windows-2003-r2-enterprise", { mobility: "moves" }],
  ["windows-server-standard", { mobility: "moves", spares: false }],
  ["windows-server-datacenter", { mobility: "moves" }],
  ["oracle-database-ee", { stance: "host", spares: true }],
  ["oracle-database-ee", { stance: "partition" }],
  ["vmware-cloud-foundation", { minimumOrder: true }],
  ["ibm-pvu-subcapacity", { poolCores: 6 }],
];

describe.each(VARIANTS)("%s %j", (product, options) => {
  it("never charges a placement more than it is counted", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { real, charged } = built(one, product, options);
        expect(charged).toBeLessThanOrEqual(real * (1 + 1e-9) + 0.01);
      }),
      { seed: 6101, numRuns: 25 },
    );
  });
});

const EXACT: readonly (readonly [string, object])[] = [
  ["windows-2003-r2-enterprise", {}],
  ["windows-2003-r2-enterprise", { mobility: "moves" }],
  ["windows-2003-r2-standard", {}],
  ["windows-2003-r2-datacenter", {}],
  ["windows-server-standard", {}],
  ["windows-server-datacenter", {}],
  ["vmware-vsphere-perpetual", {}],
  ["vmware-cloud-foundation", {}],
  ["oracle-database-ee", {}],
  ["oracle-database-se2", {}],
  ["oracle-database-ee", { stance: "host", spares: true }],
  ["sql-server-enterprise-per-host", {}],
  ["rhel-virtual-datacenters", {}],
  ["sles-2006", {}],
  ["ibm-pvu", {}],
];

describe.each(EXACT)("%s %j counts guests or hosts:", (product, options) => {
  it("the steps of a placement on one target are its count", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { real, charged } = built(
          { ...one, targets: 1, at: one.at.map(([, h]) => [0, h]), rule: 0, held: 0 },
          product,
          options,
        );
        expect(charged).toBeCloseTo(real, 1);
      }),
      { seed: 6102, numRuns: 15 },
    );
  });
});

describe("the steps", () => {
  it("start at 0, never fall, and end with all items", () => {
    const request: PlanRequestInput = {
      workloads: [4, 1, 9].map((vcpus, w) => vm(id(w), { vcpus })),
      targets: [ESX, XEN],
      licences: [{ id: "l", product: "sql-server-standard-per-vm", match: {}, price: 10 }],
    };
    // The n smallest, at least 4 each: 4, 4 + 4, 4 + 4 + 9; once, at 10 a core.
    expect(licenceSteps(estateOf(request), CONTEXT)).toEqual([
      {
        id: "l",
        items: [0, 1, 2],
        steps: [Float64Array.of(0, 40, 80, 170), Float64Array.of(0, 40, 80, 170)],
        radius: "host",
        hasSpares: false,
        heldMoney: 0,
      },
    ]);
  });

  it("take a whole target where nothing bounds a guest, and host by host where rules do", () => {
    const of = (places: readonly string[]) => {
      const request: PlanRequestInput = {
        workloads: [vm("a"), vm("b")],
        targets: [ESX],
        licences: [{ id: "l", product: "oracle-database-ee", workloads: ["a"], price: 10 }],
        rules: places.length === 0 ? [] : [{ id: "f", kind: "fence", workloads: ["a"], places: [...places] }],
      };
      return licenceSteps(estateOf(request), CONTEXT).map(({ radius, steps }) => [radius, steps[0]?.[1]]);
    };
    // 24 cores × 0.5 × 10 = 120 for each host.
    expect(of([])).toEqual([["target", 120]]);
    expect(of(["vsphere-8@two-by-12/1"])).toEqual([["host", 120]]);
    expect(of(["vsphere-8"])).toEqual([["target", 120]]);
  });

  it("are narrowed on a target by none of the items that rules keep off it", () => {
    const request: PlanRequestInput = {
      workloads: [vm("a"), vm("b")],
      targets: [ESX, XEN],
      licences: [{ id: "l", product: "oracle-database-ee", match: {}, price: 10 }],
      rules: [{ id: "f", kind: "fence", workloads: ["a"], places: ["vsphere-8"] }],
    };
    expect(licenceSteps(estateOf(request), CONTEXT).map(({ radius }) => radius)).toEqual(["target"]);
  });

  it("leave out a licence whose price nobody names", () => {
    const request: PlanRequestInput = {
      workloads: [vm("a")],
      targets: [ESX],
      licences: [
        { id: "open", product: "sles", workloads: ["a"] },
        { id: "plain", workloads: ["a"], perSocket: 7, isYearly: true },
      ],
      goals: { costYears: 3 },
    };
    // 2 sockets × 7 × 3 years = 42.
    const steps = licenceSteps(estateOf(request), CONTEXT);
    expect(steps.map((one) => [one.id, [...(one.steps[0] ?? [])]])).toEqual([["plain", [0, 42]]]);
  });

  it("price z/VM's engines at the least that volume can bring", () => {
    const of = (product: string) =>
      licenceSteps(
        estateOf({
          workloads: [vm("a")],
          targets: [ESX],
          licences: [{ id: "l", product, workloads: ["a"], price: 10 }],
        }),
        CONTEXT,
      );
    // Not under z/VM: nothing to license, so no steps.
    expect(of("zvm-value-units")).toEqual([]);
    expect(of("ibm-ifl").map(({ steps }) => steps[0]?.[1])).toEqual([0]);
  });
});
