/**
 * z/VM 5.1 (September 2004) in a logical partition of a z990: 24 engines and 128 GB, guest pages pulled below 2 GB.
 * Whole and flat: every value is a claim about this release.
 */
import { z } from "zod";
import { recalled } from "../fact.ts";
import { type Platform, machineLimit, partitionLimit, withCore } from "../partitioning/index.ts";
import { PRSM_Z990_LAYER } from "./prsm-z990.ts";
import { ZVM_51_FACTS as FACTS } from "./zvm-5.1-facts.ts";
import { ZVM_51_DESCRIPTION as DESCRIPTION } from "./zvm-5.1-statements.ts";
import { zvmGuests } from "./zvm-guests.ts";
import { zvmLayer } from "./zvm-layer.ts";
import { GUEST_USES } from "./zvm-release.ts";
import { ZVM_51_CORE } from "./core.ts";
import { ZVM_5_COSTS } from "./core-costs.ts";

export const Zvm51Settings = z.strictObject({
  /** Engines of the logical partition: CPs carry every guest, IFLs only Linux and z/VM. */
  engines: z.enum(["cp", "ifl"]).default("cp"),
  /** SHARE of every guest; one with guaranteed CPU always has an absolute share. */
  share: z.enum(["relative", "absolute"]).default("relative"),
  /** Relative share per virtual CPU. */
  sharePerVcpu: z
    .number()
    .min(FACTS["share.relative.min"].value)
    .max(FACTS["share.relative.max"].value)
    .default(FACTS["share.relative.default"].value),
  /** How much of guests' memory lies idle: bounds overcommitment. */
  guestUse: z.enum(GUEST_USES).default("production"),
  /** Total time per virtual CPU time of a guest. */
  tvRatio: z.number().min(FACTS["tvRatio.min"].value).max(10).default(FACTS.tvRatio.value),
  /** System time that nobody is charged for, in percent. */
  systemPercent: z.number().min(0).max(50).default(FACTS.cpOverheadSystem.value),
  serviceMemoryMiB: z.number().min(0).max(1e7).default(FACTS["svc.memory"].value),
  /** Expanded storage for paging, MiB; left out = by advice. */
  expandedStorageMiB: z.number().min(0).max(1e9).optional(),
  /** Paging space, MiB; left out = as much as the plan needs. */
  pagingSpaceMiB: z.number().min(0).max(1e12).optional(),
  /** One shared segment (DCSS), MiB. */
  dcssMiB: z.number().min(0).max(1e6).default(0),
  /** Value Units owned; left out = as many as needed. */
  valueUnits: z.int().min(0).max(1e6).optional(),
});
export type Zvm51Settings = z.infer<typeof Zvm51Settings>;

export const ZVM_51_LAYER = withCore(
  zvmLayer<Zvm51Settings>({
    id: "zvm-5.1",
    facts: FACTS,
    settings: Zvm51Settings,
    standsOn: ["lpar"],
    technique: "direct-hardware",
    limits: [
      machineLimit(FACTS, "host.maxCores", "cores", { rule: "ZV-04" }),
      machineLimit(FACTS, "host.maxRam", "memoryMiB", { rule: "ZV-04" }),
      partitionLimit(FACTS, "vm.maxVcpu", "vcpus", { rule: "ZV-02" }),
    ],
    guests: zvmGuests("hvm", recalled("sure")),
    description: DESCRIPTION,
  }),
  { ...ZVM_51_CORE, ...ZVM_5_COSTS },
);

export const ZVM_51_Z990: Platform = {
  id: "zvm-5.1-z990",
  title: "z/VM 5.1 on zSeries 990",
  maker: "IBM",
  generation: "z/VM 5.1, September 2004",
  year: 2004,
  era: "2006",
  layers: [PRSM_Z990_LAYER, ZVM_51_LAYER],
};
