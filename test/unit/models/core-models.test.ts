/** Every layer of every platform says how its partitions are simulated, consistently with what it says of itself. */
import { describe, expect, test } from "vitest";
import { PLATFORMS } from "#models/catalog.ts";
import { EVENT_KINDS } from "#models/hypervisor/guest/index.ts";
import { schedulerConformance } from "../../support/scheduler-conformance.ts";
import * as fc from "fast-check";
import type { EntitlementTerms } from "#models/hypervisor/cpu/index.ts";
import { ESX_PER_VCPU, ESX_RELAXED, ESX_STRICT, HOST_FAIR } from "#models/vmware/core.ts";
import { HYPER_V_CLASSIC, HYPER_V_CORE, VIRTUAL_SERVER_SHARES } from "#models/hyperv/core.ts";
import { FAIR_SHARE } from "#models/sun/core.ts";
import { HPVM_ENTITLEMENT, PRM_SHARES } from "#models/hp/core.ts";
import { VZ_FAIR } from "#models/virtuozzo/core.ts";
import { LINUX_26_KIT, LINUX_FAIR_KIT } from "#models/qemu/core.ts";
import { VI_SHARES } from "#models/virtual-iron/core.ts";
import { machineFor, siteOf } from "../../support/site.ts";
import type { TestGuest } from "../../support/saturated-host.ts";

const LAYERS = [...new Set(PLATFORMS.flatMap(({ layers }) => layers))];

describe("core models", () => {
  test.each(LAYERS.map((layer) => [layer.id, layer] as const))("%s is simulated", (_id, layer) => {
    const { core } = layer;
    expect(core).toBeDefined();
    if (core === undefined) return;
    for (const { mode } of layer.description.guests) {
      const traps = core.costs.traps(mode, siteOf(layer, machineFor(layer)));
      for (const kind of EVENT_KINDS) expect(traps.events[kind].value).toBeGreaterThanOrEqual(0);
      expect(core.costs.io(mode).id).not.toBe("");
    }
    // Defaults of every scheduler's terms are terms.
    for (const choice of core.schedulers) expect(choice.terms.safeParse({}).success).toBe(true);
    // Memory that the layer hands out once is not reclaimed here either.
    if (layer.memory === "dedicated") expect(["static", "balloon", "host-swap"]).toContain(core.costs.memory.id);
  });

  test("a platform can move a running partition exactly where it says how", () => {
    const wrong = PLATFORMS.filter(({ layers }) => {
      const layer = layers[layers.length - 1];
      return layer !== undefined && (layer.core?.migration !== undefined) !== layer.description.migration.length > 0;
    }).map(
      ({ id, layers }) => `${id}: ${layers[layers.length - 1]?.description.migration.map((m) => m.text).join("; ")}`,
    );
    expect(wrong).toEqual([]);
  });

  test("every scheduler kit has an id of its own", () => {
    const choices = new Set(LAYERS.flatMap(({ core }) => core?.schedulers.map(({ name }) => name) ?? []));
    expect(choices.size).toBeGreaterThan(10);
  });
});

const terms: fc.Arbitrary<EntitlementTerms> = fc.record({
  weight: fc.integer({ min: 100, max: 2000 }),
  reservationCpus: fc.constantFrom(0, 0, 0.25),
  limitCpus: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0.3, 0.8),
});
const admits = (cpus: number, guests: readonly TestGuest<EntitlementTerms>[]) =>
  guests.reduce((sum, guest) => sum + guest.terms.reservationCpus, 0) <= cpus &&
  guests.every((guest) => guest.terms.reservationCpus <= Math.min(guest.terms.limitCpus, guest.vcpus));
const capCpus = ({ limitCpus }: EntitlementTerms, vcpus: number) => Math.min(limitCpus, vcpus);

const KITS = [
  ESX_STRICT,
  ESX_RELAXED,
  ESX_PER_VCPU,
  HOST_FAIR,
  VIRTUAL_SERVER_SHARES,
  HYPER_V_CLASSIC,
  HYPER_V_CORE,
  FAIR_SHARE,
  PRM_SHARES,
  HPVM_ENTITLEMENT,
  VZ_FAIR,
  LINUX_FAIR_KIT,
  LINUX_26_KIT,
  VI_SHARES,
];
for (const [i, kit] of KITS.entries())
  schedulerConformance({
    kit,
    ...(kit.workConserving === "never" || kit.id.startsWith("esx-")
      ? {}
      : { isFree: (guest: TestGuest<EntitlementTerms>) => capCpus(guest.terms, guest.vcpus) >= guest.vcpus }),
    terms,
    admits,
    capCpus,
    mostVcpusPerCpu: 3,
    seconds: 8,
    warmUpSeconds: 2,
    seed: 4520 + i,
  });
