/**
 * z/VM 5.3 (June 2007) in a logical partition of a System z9: 32 engines, 256 GB, virtual storage in the order of TB.
 * Whole and flat: every value is a claim about this release.
 */
import { z } from "zod";
import { recalled } from "../fact.ts";
import { type Platform, machineLimit, partitionLimit, withCore } from "../partitioning/index.ts";
import { PRSM_Z9_BC_LAYER } from "./prsm-z9-bc.ts";
import { PRSM_Z9_EC_LAYER } from "./prsm-z9-ec.ts";
import { ZVM_53_FACTS as FACTS } from "./zvm-5.3-facts.ts";
import { ZVM_53_DESCRIPTION as DESCRIPTION } from "./zvm-5.3-statements.ts";
import { zvmGuests } from "./zvm-guests.ts";
import { zvmLayer } from "./zvm-layer.ts";
import { GUEST_USES } from "./zvm-release.ts";
import { ZVM_53_CORE } from "./core.ts";
import { ZVM_5_COSTS } from "./core-costs.ts";

export const Zvm53Settings = z.strictObject({
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
export type Zvm53Settings = z.infer<typeof Zvm53Settings>;

export const ZVM_53_LAYER = withCore(
  zvmLayer<Zvm53Settings>({
    id: "zvm-5.3",
    facts: FACTS,
    settings: Zvm53Settings,
    standsOn: ["lpar"],
    technique: "direct-hardware",
    limits: [
      machineLimit(FACTS, "host.maxCores", "cores", { rule: "ZV-04" }),
      machineLimit(FACTS, "host.maxRam", "memoryMiB", { rule: "ZV-04" }),
      partitionLimit(FACTS, "vm.maxVcpu", "vcpus", { rule: "ZV-02" }),
      partitionLimit(FACTS, "vm.maxRam", "memoryMiB"),
    ],
    guests: zvmGuests("hvm", recalled("sure")),
    description: DESCRIPTION,
  }),
  { ...ZVM_53_CORE, ...ZVM_5_COSTS },
);

export const ZVM_53_Z9_EC: Platform = {
  id: "zvm-5.3-z9-ec",
  title: "z/VM 5.3 on System z9 EC",
  maker: "IBM",
  generation: "z/VM 5.3, June 2007",
  year: 2007,
  era: "2006",
  layers: [PRSM_Z9_EC_LAYER, ZVM_53_LAYER],
};

export const ZVM_53_Z9_BC: Platform = {
  id: "zvm-5.3-z9-bc",
  title: "z/VM 5.3 on System z9 BC",
  maker: "IBM",
  generation: "z/VM 5.3, June 2007",
  year: 2007,
  era: "2006",
  layers: [PRSM_Z9_BC_LAYER, ZVM_53_LAYER],
};
