/** What every layer of the catalogue costs its guests, as a table, and that the figures behind it are sourced. */
import { describe, expect, test } from "vitest";
import { PLATFORMS } from "#models/catalog.ts";
import type { Layer } from "#models/partitioning/index.ts";
import { SOURCES } from "#models/sources/index.ts";
import { layerOf, machineFor, siteOf, wish } from "../../support/site.ts";
import { factsIn } from "./hypervisor/facts.ts";

/**
 * Technique and I/O path by guest mode | hardware of the switches | memory rule, wait for a page | rules of migration |
 * service partition and its virtual CPUs. Services that do no I/O for others are no partition here: the consoles of ESX
 * Server (the VMkernel carries the I/O), ESXi, the firmware of PR/SM and POWER4, z/VM's control program and service
 * machines, and the owners of a shared kernel (zones, PRM, Virtuozzo).
 */
const COSTS: Readonly<Record<string, string>> = {
  "esx-2.5":
    "trap-and-map: binary-translation, in-hypervisor | 2003 | idle-tax, 10 ms | few-bytes-left-full-speed | none",
  "esx-3.0":
    "trap-and-map: binary-translation, in-hypervisor; hvm: hardware-shadow, in-hypervisor | 2003 | idle-tax, 10 ms | few-bytes-left-full-speed | none",
  "esx-3.5":
    "trap-and-map: binary-translation, in-hypervisor; hvm: hardware-shadow, in-hypervisor | 2003 | idle-tax, 10 ms | few-bytes-left-full-speed | none",
  "vsphere-8":
    "hvm: hardware-nested, in-hypervisor | today | idle-tax-unshared, 0.15 ms | switchover-goal-slowed-guest | none",
  "vmware-server-1":
    "trap-and-map: binary-translation-hosted, emulated-hosted; hvm: hardware-shadow, emulated-hosted | 2003 | host-swap, 10 ms | stays | host operating system 2",
  "xen-2.0": "pv: hypercall, split-flip | 2003 | static, 10 ms | full-speed-29-rounds | Domain-0 2",
  "xen-3.0.0":
    "pv: hypercall, split-flip; hvm: hardware-shadow, emulated-service | 2003 | static, 10 ms | full-speed-29-rounds | Domain-0 2",
  "xen-3.0.2":
    "pv: hypercall, split-flip; hvm: hardware-shadow, emulated-service | 2003 | static, 10 ms | full-speed-29-rounds | Domain-0 2",
  "xen-3.0.3":
    "pv: hypercall, split-copy; hvm: hardware-shadow, emulated-service | 2003 | static, 10 ms | full-speed-29-rounds | Domain-0 2",
  "xen-3.0.4":
    "pv: hypercall, split-copy; hvm: hardware-shadow, emulated-service | 2003 | static, 10 ms | full-speed-29-rounds | Domain-0 2",
  "xen-4":
    "hvm: hardware-nested, split-copy; pv: hypercall, split-copy | today | static, 10 ms | full-speed-5-rounds | Domain-0 2",
  "xcp-ng-8.3": "hvm: hardware-nested, split-copy | today | static, 10 ms | full-speed-5-rounds | Domain-0 16",
  "virtual-server-2005":
    "trap-and-map: binary-translation-hosted, emulated-hosted | 2003 | static, 10 ms | stays | Windows Server 2003 host 2",
  "virtual-server-2005-r2":
    "trap-and-map: binary-translation-hosted, emulated-hosted | 2003 | static, 10 ms | stays | Windows Server 2003 host 2",
  "virtual-server-2005-r2-sp1":
    "hvm: hardware-shadow, emulated-hosted; trap-and-map: binary-translation-hosted, emulated-hosted | 2003 | static, 10 ms | stays | Windows Server 2003 host 2",
  "hyper-v-2022":
    "hvm: hardware-nested, split-copy | today | balloon, 0.15 ms | full-speed-10-rounds | parent-partition 2",
  "hyper-v-2025":
    "hvm: hardware-nested, split-copy | today | balloon, 0.15 ms | full-speed-10-rounds | parent-partition 2",
  "prsm-z990": "native: direct-lpar, own-adapter | 2003 | static, 5 ms | stays | none",
  "prsm-z9-ec": "native: direct-lpar, own-adapter | 2003 | static, 5 ms | stays | none",
  "prsm-z9-bc": "native: direct-lpar, own-adapter | 2003 | static, 5 ms | stays | none",
  "prsm-z16": "native: direct-lpar, own-adapter | today | static, 5 ms | stays | none",
  "prsm-z17": "native: direct-lpar, own-adapter | today | static, 5 ms | stays | none",
  "zvm-5.1": "hvm: direct-sie, control-program | 2003 | cp-paging, 5 ms | stays | none",
  "zvm-5.2": "hvm: direct-sie, control-program | 2003 | cp-paging, 5 ms | stays | none",
  "zvm-5.2-second-level": "emulated: simulated-sie, control-program | 2003 | cp-paging, 5 ms | stays | none",
  "zvm-5.3": "hvm: direct-sie, control-program | 2003 | cp-paging, 5 ms | stays | none",
  "zvm-7.3": "hvm: direct-sie, control-program | today | cp-paging, 0.15 ms | passes-then-bounded-quiesce | none",
  "zvm-7.4": "hvm: direct-sie, control-program | today | cp-paging, 0.15 ms | passes-then-bounded-quiesce | none",
  "power4-lpar": "pv: direct-hcall, own-adapter | 2003 | static, 10 ms | stays | none",
  "power5-apv": "pv: direct-hcall, hosting-physical | 2003 | static, 10 ms | stays | VIOS 2",
  power10: "pv: direct-hcall, hosting-physical | today | static, 0.15 ms | passes-then-suspend | VIOS 2",
  power11: "pv: direct-hcall, hosting-physical | today | static, 0.15 ms | passes-then-suspend | VIOS 2",
  "npar-sx1000": "native: none, own-adapter | 2003 | static, 10 ms | stays | none",
  "npar-sx2000": "native: none, own-adapter | 2003 | static, 10 ms | stays | none",
  "vpar-a03": "native: none, own-adapter | 2003 | static, 10 ms | stays | none",
  "vpar-a04": "native: none, own-adapter | 2003 | static, 10 ms | stays | none",
  "vpar-a05": "native: none, own-adapter | 2003 | static, 10 ms | stays | none",
  "integrity-vm-3": "hvm: hardware-shadow, host-process | 2003 | static, 10 ms | stays | VM Host 2",
  "hp-prm": "shared-kernel: shared-kernel, shared-kernel | 2003 | host-swap, 10 ms | stays | none",
  "superdome-flex": "native: none, own-adapter | today | static, 0.15 ms | stays | none",
  "sun-domains-midrange": "native: none, own-adapter | 2003 | static, 10 ms | stays | none",
  "sun-domains-high-end": "native: none, own-adapter | 2003 | static, 10 ms | stays | none",
  "sun-domains-e10000": "native: none, own-adapter | 2003 | static, 10 ms | stays | none",
  "sun-domains-m-series": "native: none, own-adapter | 2003 | static, 10 ms | stays | none",
  "solaris-containers-10": "shared-kernel: shared-kernel, shared-kernel | 2003 | host-swap, 10 ms | stays | none",
  "solaris-containers-10u5": "shared-kernel: shared-kernel, shared-kernel | 2003 | host-swap, 10 ms | stays | none",
  "ldoms-1": "pv: direct-hcall, split-copy | 2003 | static, 10 ms | stays | primary 4",
  "ovm-sparc-3": "pv: direct-hcall, split-copy | today | static, 10 ms | passes-then-suspend | primary 8",
  "virtuozzo-3": "shared-kernel: shared-kernel, shared-kernel-bridged | 2003 | host-swap, 10 ms | stop-and-copy | none",
  "qemu-0.8": "emulated: emulation-accelerated, emulated-hosted | 2003 | host-swap, 10 ms | stays | host system 2",
  "proxmox-ve-8":
    "hvm: hardware-nested, host-process | today | balloon, 0.15 ms | downtime-limit-full-speed | Proxmox VE host 2",
  "virtual-iron-3":
    "hvm: hardware-shadow, split-copy | 2003 | static, 10 ms | passes-then-suspend | service-partition 1",
};

const LAYERS = [...new Map(PLATFORMS.flatMap(({ layers }) => layers.map((layer) => [layer.id, layer] as const)))];
const modesOf = (layer: Layer) => [...new Set(layer.description.guests.map(({ mode }) => mode))];

const NS_PER_MS = 1e6;

/** A layer's costs in one line. @throws Error where it has none */
function lineOf(layer: Layer): string {
  const { core } = layer;
  if (core === undefined) throw new Error(`${layer.id} states no costs`);
  const { costs, migration, service } = core;
  return [
    modesOf(layer)
      .map((mode) => `${mode}: ${costs.traps(mode, siteOf(layer, machineFor(layer))).id}, ${costs.io(mode).id}`)
      .join("; "),
    costs.switching.id,
    `${costs.memory.id}, ${costs.pageWaitNs.value / NS_PER_MS} ms`,
    migration?.rules.name ?? "stays",
    service === undefined ? "none" : `${service.name} ${service.vcpus.value}`,
  ].join(" | ");
}

/** Costs of privileged events of a layer that states some. */
const trapsOf = (layer: Layer, mode: string, settings = {}) =>
  layer.core?.costs.traps(mode, siteOf(layer, machineFor(layer), settings));

/** The tables of a layer's costs, those behind its functions included. */
function partsOf(layer: Layer) {
  const { core } = layer;
  if (core === undefined) throw new Error(`${layer.id} states no costs`);
  const { costs, migration, service } = core;
  const byMode = modesOf(layer).map((mode) => ({
    traps: costs.traps(mode, siteOf(layer, machineFor(layer))),
    io: costs.io(mode),
  }));
  return { byMode, costs, migration, service };
}

/** Settings under which a guest may move, beside the defaults: z/VM asks for a second member of its cluster. */
const WISHES: readonly Readonly<Record<string, unknown>>[] = [{}, { ssiMembers: 2 }];

/** Does the layer let some system of its guest table ask to be moved while it runs? */
function movesSomeGuest(layer: Layer): boolean {
  const machine = machineFor(layer);
  const sites = WISHES.filter((settings) => layer.settings.safeParse(settings).success).map((settings) =>
    siteOf(layer, machine, settings),
  );
  const systems = layer.description.guests.flatMap((row) =>
    (row.families === "any" ? (["linux"] as const) : row.families).flatMap((family) =>
      row.architectures.map((architecture) => ({ family, architecture, version: row.versions?.[0] })),
    ),
  );
  return sites.some((site) =>
    systems.some((os) => {
      const spec = layer.size(wish("a", { os, needs: ["live-migration"] }), site);
      return layer.partitionMisfits(spec, site).length === 0;
    }),
  );
}

describe("costs of every layer", () => {
  test("the table has all layers of all 58 platforms and no other", () => {
    expect(PLATFORMS).toHaveLength(58);
    expect(Object.keys(COSTS).toSorted()).toEqual(LAYERS.map(([id]) => id).toSorted());
  });

  test.each(Object.entries(COSTS))("%s costs what the table says", (id, line) => {
    expect(lineOf(layerOf(id))).toBe(line);
  });

  test("a layer of one id costs the same on every platform", () => {
    const layers = new Set(PLATFORMS.flatMap((platform) => platform.layers));
    expect([...layers].filter((layer) => lineOf(layer) !== COSTS[layer.id]).map(({ id }) => id)).toEqual([]);
  });

  test.each(LAYERS)("%s has rules of migration exactly where it lets a guest ask for it", (_id, layer) => {
    expect(layer.core?.migration !== undefined).toBe(movesSomeGuest(layer));
  });

  test.each(LAYERS)("%s has a service partition exactly where one spends cycles on its guests' I/O", (_id, layer) => {
    const { core } = layer;
    const carried = modesOf(layer).some((mode) => core?.costs.io(mode).service !== "none");
    expect(core?.service !== undefined).toBe(carried);
    // Only a layer that says who serves can have one.
    if (carried) expect(layer.service).toBeDefined();
  });

  test.each(LAYERS)("terms of the service partition of %s are terms of its default scheduler", (_id, { core }) => {
    if (core?.service === undefined) return;
    const [first] = core.schedulers;
    expect(first.terms.safeParse(core.service.terms).success).toBe(true);
  });
});

describe("figures of the costs", () => {
  const figures = LAYERS.flatMap(([, layer]) => factsIn(partsOf(layer), layer.id));

  test("every seen source is in the bibliography", () => {
    const unknown = figures.flatMap(({ at, source }) =>
      source.kind === "seen" ? source.ref.split(", ").flatMap((key) => (key in SOURCES ? [] : [`${at}: ${key}`])) : [],
    );
    expect(unknown).toEqual([]);
  });

  test("every assumed or derived figure gives its reason", () => {
    const bare = figures.filter(
      ({ source }) => (source.kind === "assumed" ? source.why : source.kind === "derived" ? source.from : "-") === "",
    );
    expect(bare.map(({ at }) => at)).toEqual([]);
  });

  test("every number is finite and not negative", () => {
    const odd = figures.filter(({ value }) => typeof value === "number" && !(Number.isFinite(value) && value >= 0));
    expect(odd.map(({ at }) => at)).toEqual([]);
  });

  test("no number stands without a source, but sizes of table rows and terms, which are the vendor's words", () => {
    const bare = LAYERS.flatMap(([, layer]) => numbersWithoutSource(partsOf(layer), layer.id));
    expect(bare).toEqual([]);
  });
});

/** Where numbers stand in a table that no source is attached to. */
function numbersWithoutSource(table: unknown, at: string): readonly string[] {
  if (typeof table === "number") return [at];
  if (typeof table !== "object" || table === null || ("source" in table && "value" in table)) return [];
  return Object.entries(table as Readonly<Record<string, unknown>>).flatMap(([key, inner]) =>
    key === "bytes" || key === "terms" ? [] : numbersWithoutSource(inner, `${at}.${key}`),
  );
}

describe("a z/VM simulated by a z/VM", () => {
  test("costs three times what the first level does for the same work and the same exit", () => {
    const first = trapsOf(layerOf("zvm-5.2"), "hvm");
    const second = trapsOf(layerOf("zvm-5.2-second-level"), "emulated");
    // nest.factor is 3, an exit 7,600 ns, steady work 1 + 0: 22,800 ns and 3 x 1 - 1 = 2 on top of the work itself.
    expect(first?.events.privilegedInstruction.value).toBe(7600);
    expect(second?.events.privilegedInstruction.value).toBe(22_800);
    expect(second?.steadyRatio.value).toBe(2);
  });
});

describe("QEMU 0.8", () => {
  test("translates everything only without its kernel module", () => {
    const layer = layerOf("qemu-0.8");
    expect(trapsOf(layer, "emulated")?.id).toBe("emulation-accelerated");
    expect(trapsOf(layer, "emulated", { accelerator: "none" })?.id).toBe("emulation");
  });
});
