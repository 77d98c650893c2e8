/**
 * Granules of vPars A.04 and later: the size is chosen once, when the partition database is made, as a power of two from
 * 64 MB on; on Itanium the firmware counts no more than so many of them, and the default doubles until all memory fits.
 */
import { type Facts, numberFact, numberOf } from "../fact.ts";
import type { Misfit, Site } from "../partitioning/index.ts";
import { hpMachine } from "./machines.ts";
import { type Evidence, unsupported } from "./refusal.ts";
import { type VparFootprint, doubledGranule, isGranule, memoryOf } from "./vpar-memory.ts";

export interface GranuleSettings {
  /** MiB; left out = the default, doubled on Itanium until all memory fits. */
  readonly granuleMiB?: number | undefined;
  readonly clmPercent: number;
}

/** Chipsets that know memory local to a cell. */
const HAVE_LOCAL_MEMORY = ["sx1000", "sx2000"];

const PERCENT = 100;

/** The granule in MiB: the user's, or the default of this machine. */
export function granuleOf(facts: Facts, site: Site<GranuleSettings>): number {
  const { machine, settings } = site;
  const start = numberOf(facts, "mem.granule.default");
  if (settings.granuleMiB !== undefined) return settings.granuleMiB;
  if (machine.architecture !== "ia64") return start;
  const { ilmMiB } = memoryOf(machine, settings.clmPercent);
  return doubledGranule(start, numberOf(facts, "mem.maxGranules"), ilmMiB);
}

/** What the monitor of an A.04 or A.05 stream takes: on Itanium by its table, on PA-RISC a planning value. */
export function footprintOf(facts: Facts, site: Site, monitorKey: string): VparFootprint {
  if (site.machine.architecture !== "ia64") {
    return { monitorMiB: numberOf(facts, "monitor.memory.pa"), dumpMiB: 0, perVparMiB: 0, firmwarePerCellMiB: 0 };
  }
  return {
    monitorMiB: numberOf(facts, monitorKey),
    dumpMiB: numberOf(facts, "monitor.dump"),
    perVparMiB: numberOf(facts, "monitor.perVpar"),
    firmwarePerCellMiB: numberOf(facts, "firmware.perCell"),
  };
}

/** Granules that cannot be, and settings of local memory that this machine or its monitor cannot have. */
export function granuleMisfits(
  facts: Facts,
  site: Site<GranuleSettings>,
  how: { readonly rule: (id: string) => Evidence; readonly footprint: VparFootprint },
): readonly Misfit[] {
  const { machine, settings } = site;
  const granuleMiB = granuleOf(facts, site);
  const minMiB = numberOf(facts, "mem.granule.min");
  if (!isGranule(granuleMiB, minMiB)) {
    const allowed = [minMiB, 2 * minMiB, 4 * minMiB, 8 * minMiB];
    return [{ code: "off-grid", resource: "granuleMiB", value: granuleMiB, allowed, ...how.rule("VPAR-4") }];
  }
  const { chipset } = hpMachine(machine.model) ?? { chipset: "no-cells" };
  const noLocal = unsupported(how.rule("mem.clm"), {
    what: "cell-local-memory",
    value: `${settings.clmPercent} % on ${machine.model}`,
    needs: "a cell server with the sx1000 or sx2000 chipset",
  });
  const { ilmMiB, cells } = memoryOf(machine, settings.clmPercent);
  const most = numberFact(facts, "mem.maxGranules");
  const value = Math.ceil(ilmMiB / granuleMiB);
  const isCounted = machine.architecture === "ia64";
  const evidence = { rule: "mem.maxGranules", source: most.source };
  const { monitorMiB, dumpMiB, firmwarePerCellMiB } = how.footprint;
  const needs = monitorMiB + dumpMiB + (settings.clmPercent === 0 ? firmwarePerCellMiB * cells : 0);
  return [
    ...(settings.clmPercent > 0 && !HAVE_LOCAL_MEMORY.includes(chipset) ? [noLocal] : []),
    ...(isCounted && value > most.value
      ? [{ code: "over-limit", scope: "machine", resource: "granules", value, bound: most.value, ...evidence } as const]
      : []),
    ...(needs > ilmMiB
      ? [{ code: "over-capacity", resource: "memoryMiB", needs, has: ilmMiB, ...how.rule("VPAR-4") } as const]
      : []),
  ];
}

/** Percent of a cell, for settings. */
export const MAX_PERCENT = PERCENT;
