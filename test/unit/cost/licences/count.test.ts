/** The licences of a plan and of today's estate: whose they are, where, how many, and what they cost. */
import { describe, expect, it } from "vitest";
import { HOST_TYPES } from "#hosts";
import { PLATFORMS } from "#models";
import type { PlanRequestInput } from "#planner";
import { countLicences, licenceSteps } from "#planner/cost/licences/index.ts";
import { vm } from "../../../support/request.ts";
import { CONTEXT, estateOf, placed } from "../../../support/licensed-estate.ts";

const ESX = { platform: "vsphere-8", hostType: "two-by-12" };
const windows = (id: string, version = "Windows Server 2003 R2") =>
  vm(id, { os: { family: "windows", version, architecture: "x86-64" }, tags: { tier: "gold" } });
const linux = (id: string) => vm(id);

const request = (extra: Partial<PlanRequestInput>): PlanRequestInput => ({
  workloads: ["w1", "w2", "w3", "w4", "w5"].map((id) => windows(id)).concat(linux("x1")),
  targets: [ESX],
  ...extra,
});
/** w1-w4 on host 1, w5 and x1 on host 2, host 3 spare. */
const THREE = [[[0, 1, 2, 3], [4, 5], []]];

function counted(extra: Partial<PlanRequestInput>, on: readonly (readonly (readonly number[])[])[] = THREE) {
  const estate = estateOf(request(extra));
  return countLicences(estate, placed(estate, on), CONTEXT);
}

const enterprise = { id: "e", product: "windows-2003-r2-enterprise", match: { os: "windows" } };

describe("the licences of a plan", () => {
  it("are none when the request names none", () => {
    expect(counted({})).toBeUndefined();
  });

  it("tell rule, lines, source and money", () => {
    const licence = counted({ licences: [{ ...enterprise, price: 3999 }] })?.after[0];
    expect(licence).toEqual({
      id: "e",
      product: "windows-2003-r2-enterprise",
      title: "Windows Server 2003 R2 Enterprise",
      unit: "licence",
      units: 3,
      lines: [
        { scope: "vsphere-8@two-by-12/1", units: 1, why: "4 running guests, 4 per licence" },
        { scope: "vsphere-8@two-by-12/2", units: 1, why: "1 running guest, 4 per licence" },
        {
          scope: "vsphere-8@two-by-12/3",
          units: 1,
          why: "spare host, as the fullest: 4 running guests, 4 per licence",
        },
      ],
      rule: "One licence covers the host and up to four running guests on that server; more licences add four each.",
      source: "seen: W2003-SVM, W2003-FAQ, W2003-DIR; seen: MS-90",
      price: { each: 3999, currency: "USD", asOf: "request", isYearly: false, source: "the request" },
      toBuy: 3,
      once: 11_997,
      perYear: 0,
    });
  });

  it.each([
    ["os", { os: "windows" }, 5],
    ["version, any case", { osVersion: "server 2003" }, 5],
    ["version of nobody's but one's", { osVersion: "2003", name: "W5" }, 1],
    ["tags", { tags: { tier: "gold" } }, 5],
    ["everybody", {}, 6],
  ])("are for those who match by %s", (_, match, guests) => {
    const all = counted({
      licences: [{ id: "s", product: "windows-2003-r2-standard", match, options: { spares: false } }],
    });
    expect(all?.after[0]?.units).toBe(guests);
  });

  it("stay without money where nobody names a price, and cost 0 where it is 0", () => {
    const open = counted({ licences: [enterprise] })?.after[0];
    expect(open).not.toHaveProperty("price");
    expect(open).not.toHaveProperty("once");
    const free = { product: enterprise.product, price: 0, currency: "USD", asOf: "2006", source: "assumed: test" };
    expect(counted({ licences: [enterprise], prices: [free] })?.after[0]).toMatchObject({ once: 0, perYear: 0 });
  });

  it("take the request's price list before the product's, and none in another currency", () => {
    const listed = (price: number, currency = "USD") => ({
      product: enterprise.product,
      price,
      currency,
      asOf: "2006",
      isYearly: false,
      supportPercent: 20,
      source: "assumed: test",
    });
    const estate = estateOf(request({ licences: [enterprise], prices: [listed(10)] }));
    const context = { ...CONTEXT, productPrices: [listed(99)] };
    // 3 licences: 30 once, 20 % of it a year.
    expect(countLicences(estate, placed(estate, THREE), context)?.after[0]).toMatchObject({ once: 30, perYear: 6 });
    const euro = estateOf(request({ licences: [enterprise], money: { currency: "EUR" } }));
    expect(countLicences(euro, placed(euro, THREE), context)?.after[0]).not.toHaveProperty("once");
  });

  it("buy only what is not held, and support what is", () => {
    const price = {
      product: enterprise.product,
      price: 10,
      currency: "USD",
      asOf: "2006",
      supportPercent: 20,
      source: "assumed: test",
    };
    const held = (units: number) => counted({ licences: [{ ...enterprise, held: units }], prices: [price] })?.after[0];
    expect(held(2)).toMatchObject({ units: 3, toBuy: 1, once: 10, perYear: 6 });
    expect(held(9)).toMatchObject({ toBuy: 0, once: 0, perYear: 6 });
  });

  it("are due every year where the product or the user says so", () => {
    const sles = { id: "s", product: "sles-unlimited", match: {}, price: 5, options: { spares: false } };
    expect(counted({ licences: [sles] })?.after[0]).toMatchObject({ units: 2, once: 0, perYear: 10 });
    expect(counted({ licences: [{ ...sles, isYearly: false }] })?.after[0]).toMatchObject({ once: 10, perYear: 0 });
  });

  it("priced by host, core or socket are told in the same form, for hosts that hold one", () => {
    const plain = (id: string, price: object) => ({ id, workloads: ["w1", "w2"], ...price });
    const after = counted({
      licences: [plain("h", { perHost: 7 }), plain("c", { perCore: 2 }), plain("s", { perSocket: 3, isYearly: true })],
    })?.after;
    expect(after?.map(({ id, unit, units, once, perYear }) => [id, unit, units, once, perYear])).toEqual([
      ["h", "host", 1, 7, 0],
      ["c", "core", 24, 48, 0],
      ["s", "socket", 2, 0, 6],
    ]);
  });
});

describe("reach by the request's rules", () => {
  const oracle = (rules: PlanRequestInput["rules"]) =>
    counted({
      licences: [{ id: "o", product: "oracle-database-ee", workloads: ["w5"], options: { factor: 1 } }],
      ...(rules === undefined ? {} : { rules }),
    })?.after[0];
  const at = (...numbers: string[]) => numbers.map((n) => `vsphere-8@two-by-12/${n}`);

  it("is every host of the target, the spare as well", () => {
    expect(oracle(undefined)).toMatchObject({ units: 72, lines: [{ scope: "vsphere-8@two-by-12/1-3" }] });
  });

  it.each<readonly [string, NonNullable<PlanRequestInput["rules"]>[number], number]>([
    ["a fence leaves its hosts", { id: "f", kind: "fence", workloads: ["w5"], places: at("2-3") }, 48],
    ["a pin leaves one", { id: "p", kind: "pin", workloads: ["w5"], places: at("2") }, 24],
    ["a ban takes hosts away", { id: "b", kind: "ban", workloads: ["w5"], places: at("1") }, 48],
    ["a drain as well", { id: "d", kind: "drain", workloads: ["w5"], places: at("1") }, 48],
    ["another's quarantine too", { id: "q", kind: "quarantine", workloads: ["w1"], places: at("1") }, 48],
    ["a containment leaves its places", { id: "c", kind: "contain", workloads: ["w5"], places: at("2") }, 24],
    [
      "a containment on so many hosts leaves those it stands on",
      { id: "c", kind: "contain", workloads: ["w5"], atMost: 1 },
      24,
    ],
    ["a rule on others changes nothing", { id: "f", kind: "fence", workloads: ["w1"], places: at("1") }, 72],
    ["a rule between workloads closes no host", { id: "a", kind: "apart", workloads: ["w5", "w1"] }, 72],
  ])("%s", (_, rule, cores) => {
    expect(oracle([rule])?.units).toBe(cores);
  });
});

describe("today's licences", () => {
  const hosts = [
    { id: "h1", name: "h1", sockets: 2, cores: 8, cluster: "c" },
    { id: "h2", name: "h2", sockets: 2, cores: 8, cluster: "c" },
    { id: "p1", name: "p1", sockets: 4, cores: 4 },
    { id: "q1", name: "q1" },
  ];
  const physical = { kind: "physical" as const, vcpus: 4 };
  const today: Partial<PlanRequestInput> = {
    hosts,
    workloads: [
      { ...windows("w1"), runsOn: "h1" },
      { ...windows("w2"), runsOn: "h1" },
      { ...windows("w3"), ...physical, runsOn: "p1" },
      { ...windows("w4"), runsOn: "q1" },
      windows("w5"),
      linux("x1"),
    ],
  };
  const before = (licence: object) =>
    counted({ ...today, licences: [{ id: "l", match: { os: "windows" }, price: 10, ...licence } as never] })
      ?.before?.[0];

  it("are not told when the request names no hosts", () => {
    expect(counted({ licences: [enterprise] })).not.toHaveProperty("before");
  });

  it("count each host, say what is not known, and buy nothing", () => {
    const licence = before({ product: "windows-2003-r2-enterprise" });
    expect(licence).toMatchObject({ units: 2, toBuy: 0, once: 0, perYear: 0 });
    expect(licence?.lines.map(({ scope, units }) => [scope, units])).toEqual([
      ["h1", 1],
      ["p1", 1],
      ["today", 0],
      ["q1", 0],
    ]);
  });

  it("cost what is due every year", () => {
    // h1 by its guests 2 / 2, p1 by 4 sockets 2: 3 subscriptions at 10.
    expect(before({ product: "rhel-server" })).toMatchObject({ units: 3, once: 0, perYear: 30 });
  });

  it("reach over a cluster, and not beyond a physical server", () => {
    // Two hosts of 8 cores in reach of w1 and w2; p1 by itself, 4 cores; at 0.5: 4 + 4 + 2.
    expect(before({ product: "oracle-database-ee" })?.units).toBe(10);
    expect(before({ product: "oracle-database-ee", options: { stance: "host" } })?.units).toBe(6);
  });

  it("say that hypervisors are not known, and leave their money open", () => {
    expect(before({ product: "vmware-vi3-enterprise" })).toMatchObject({ units: 0 });
    expect(before({ product: "vmware-cloud-foundation" })).not.toHaveProperty("perYear");
    expect(before({ product: "vmware-vi3-enterprise" })?.lines.at(-1)?.why).toContain("hypervisor");
  });
});

describe("z/VM in a plan", () => {
  it("counts engines over machines, and steps stay below what volume makes of them", () => {
    const context = { platforms: PLATFORMS, hostTypes: HOST_TYPES };
    const estate = estateOf(
      {
        workloads: ["a", "b", "c"].map((id) => vm(id, { os: { family: "linux", architecture: "s390x" } })),
        targets: [{ platform: "zvm-5.3-z9-bc", hostType: "z9-bc-s07" }],
        licences: [{ id: "z", product: "zvm-value-units", match: {}, price: 2250 }],
      },
      context,
    );
    const engines = estate.targets[0]?.site.machine.cores ?? 0;
    const [steps] = licenceSteps(estate, context);
    const each = steps?.steps[0]?.[1] ?? 0;
    for (const on of [[[0, 1, 2]], [[0], [1, 2]], [[0], [1], [2]]]) {
      const [licence] = countLicences(estate, placed(estate, [on]), context)?.after ?? [];
      expect(licence?.lines.at(-1)?.why).toContain(`${engines * on.length} engines in all`);
      expect(each * on.length).toBeLessThanOrEqual((licence?.once ?? 0) + 1e-6);
    }
    // With every guest on a machine of its own the bound is what is asked for.
    const [most] = countLicences(estate, placed(estate, [[[0], [1], [2]]]), context)?.after ?? [];
    expect(each * 3).toBeCloseTo(most?.once ?? 0, 6);
  });
});
