/**
 * z/VM 7.3 (September 2022) in a logical partition of a z16: 80 cores without SMT, 4 TB, relocation of Linux guests in a
 * cluster.
 * Whole and flat: every value is a claim about this release.
 */
import { z } from "zod";
import { recalled } from "../fact.ts";
import { type Platform, machineLimit, partitionLimit, withCore } from "../partitioning/index.ts";
import { PRSM_Z16_LAYER } from "./prsm-z16.ts";
import { ZVM_73_FACTS as FACTS } from "./zvm-7.3-facts.ts";
import { ZVM_73_DESCRIPTION as DESCRIPTION } from "./zvm-7.3-statements.ts";
import { zvmGuests } from "./zvm-guests.ts";
import { zvmLayer } from "./zvm-layer.ts";
import { GUEST_USES } from "./zvm-release.ts";
import { ZVM_73_CORE } from "./core.ts";
import { ZVM_7_COSTS } from "./core-costs.ts";

export const Zvm73Settings = z.strictObject({
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
  /** Paging space, MiB; left out = as much as the plan needs. */
  pagingSpaceMiB: z.number().min(0).max(1e12).optional(),
  /** One shared segment (DCSS), MiB. */
  dcssMiB: z.number().min(0).max(1e6).default(0),
  /** Value Units owned; left out = as many as needed. */
  valueUnits: z.int().min(0).max(1e6).optional(),
  /** With ILMT only the engines of the partition are licensed. */
  subCapacity: z.boolean().default(false),
  /** Members of the cluster (single system image); 1 = none, no relocation. */
  ssiMembers: z.int().min(1).max(FACTS["ssi.members"].value).default(1),
});
export type Zvm73Settings = z.infer<typeof Zvm73Settings>;

export const ZVM_73_LAYER = withCore(
  zvmLayer<Zvm73Settings>({
    id: "zvm-7.3",
    facts: FACTS,
    settings: Zvm73Settings,
    standsOn: ["lpar"],
    technique: "direct-hardware",
    limits: [
      machineLimit(FACTS, "host.maxCores", "cores", { rule: "ZV-04" }),
      machineLimit(FACTS, "host.maxRam", "memoryMiB", { rule: "ZV-04" }),
      partitionLimit(FACTS, "vm.maxVcpu", "vcpus", { rule: "ZV-02" }),
      partitionLimit(FACTS, "vm.maxRam", "memoryMiB", { effect: "warn" }),
    ],
    guests: zvmGuests("hvm", recalled("sure")),
    description: DESCRIPTION,
  }),
  { ...ZVM_73_CORE, ...ZVM_7_COSTS },
);

export const ZVM_73_Z16: Platform = {
  id: "zvm-7.3-z16",
  title: "z/VM 7.3 on z16",
  maker: "IBM",
  generation: "z/VM 7.3, September 2022",
  year: 2022,
  era: "living",
  layers: [PRSM_Z16_LAYER, ZVM_73_LAYER],
};
