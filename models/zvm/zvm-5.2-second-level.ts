/**
 * z/VM 5.2 as a guest of z/VM 5.2 in a logical partition of a System z9 EC: three levels, the last one simulated. For tests.
 * Whole and flat: every value is a claim about this release.
 */
import { z } from "zod";
import { assumed, fact, recalled, seen } from "../fact.ts";
import { type Platform, machineLimit, partitionLimit, withCore } from "../partitioning/index.ts";
import { PRSM_Z9_EC_LAYER } from "./prsm-z9-ec.ts";
import { ZVM_52_LAYER } from "./zvm-5.2.ts";
import { ZVM_52_FACTS as FACTS } from "./zvm-5.2-facts.ts";
import { ZVM_52_SECOND_LEVEL_DESCRIPTION as DESCRIPTION } from "./zvm-5.2-second-level-statements.ts";
import { zvmGuests } from "./zvm-guests.ts";
import { zvmLayer } from "./zvm-layer.ts";
import { GUEST_USES } from "./zvm-release.ts";
import { ZVM_52_CORE } from "./core.ts";
import { secondLevelCosts } from "./core-costs.ts";

/** What nesting adds: the third level has no hardware left. */
const NEST_FACTS = {
  "nest.levels": fact(2, "levels", seen("Z49"), "run by the hardware: PR/SM and one z/VM"),
  "nest.factor.min": fact(2, "", assumed("a third level is simulated; 2 to 5 times the CPU")),
  "nest.factor.max": fact(5, "", assumed("a third level is simulated; 2 to 5 times the CPU")),
  "nest.factor": fact(3, "", assumed("within 2 to 5; measure before relying on it")),
} as const;

export const Zvm52SecondLevelSettings = z.strictObject({
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
  /** CPU of a simulated guest per unit it would cost on the first level. */
  simulationFactor: z
    .number()
    .min(NEST_FACTS["nest.factor.min"].value)
    .max(NEST_FACTS["nest.factor.max"].value)
    .default(NEST_FACTS["nest.factor"].value),
});
export type Zvm52SecondLevelSettings = z.infer<typeof Zvm52SecondLevelSettings>;

export const ZVM_52_SECOND_LEVEL_LAYER = withCore(
  zvmLayer<Zvm52SecondLevelSettings>({
    id: "zvm-5.2-second-level",
    facts: { ...FACTS, ...NEST_FACTS },
    settings: Zvm52SecondLevelSettings,
    standsOn: ["virtual-machine"],
    technique: "emulation",
    limits: [
      machineLimit(FACTS, "host.maxCores", "cores", { rule: "ZV-04" }),
      machineLimit(FACTS, "host.maxRam", "memoryMiB", { rule: "ZV-04" }),
      partitionLimit(FACTS, "vm.maxVcpu", "vcpus", { rule: "ZV-02" }),
      partitionLimit(FACTS, "vm.maxRam", "memoryMiB"),
    ],
    guests: zvmGuests("emulated", recalled("sure")),
    description: DESCRIPTION,
  }),
  { ...ZVM_52_CORE, ...secondLevelCosts(NEST_FACTS["nest.factor"]) },
);

export const ZVM_52_SECOND_LEVEL_Z9_EC: Platform = {
  id: "zvm-5.2-second-level-z9-ec",
  title: "z/VM 5.2 in z/VM 5.2 on System z9 EC",
  maker: "IBM",
  generation: "z/VM 5.2, December 2005, second level",
  year: 2005,
  era: "2006",
  layers: [PRSM_Z9_EC_LAYER, ZVM_52_LAYER, ZVM_52_SECOND_LEVEL_LAYER],
};
