/**
 * PR/SM on the zSeries 990 (2003) and its small sister z890: the machine cannot run without logical partitions. Whole and flat:
 * every value is a claim about this generation.
 */
import { z } from "zod";
import { seen } from "../fact.ts";
import { type Platform, machineLimit, partitionLimit, withCore } from "../partitioning/index.ts";
import { LPAR_2006_DESCRIPTION } from "./lpar-2006-statements.ts";
import { lparGuests } from "./lpar-guests.ts";
import { lparLayer } from "./lpar-layer.ts";
import { PRSM_Z990_FACTS as FACTS } from "./prsm-z990-facts.ts";
import { PRSM_Z990_CORE } from "./core.ts";
import { PRSM_2006_COSTS } from "./core-costs.ts";

export const PrsmZ990Settings = z.strictObject({
  /** All engines of the machine are of one type: CPs carry every system, IFLs only Linux and z/VM. */
  engines: z.enum(["cp", "ifl"]).default("cp"),
  processors: z.enum(["shared", "dedicated"]).default("shared"),
  /** One weight for every partition; left out = by its peak, 999 standing for the whole pool. */
  weight: z.int().min(FACTS["weight.min"].value).max(FACTS["weight.max"].value).optional(),
  /** Initial capping: the weight is a ceiling. */
  capped: z.boolean().default(false),
  /** WLM manages the weights (needs z/OS in the group). */
  wlmManaged: z.boolean().default(false),
  /** Engines set apart for Java work. */
  zaaps: z.int().min(0).max(FACTS["pus"].value).default(0),
  /** Channel subsystems defined; left out = all of the machine. */
  lcss: z.int().min(1).max(FACTS["lcss"].value).optional(),
  /** Storage every partition may take online later, MiB. */
  reservedStorageMiB: z.number().min(0).max(1e9).default(0),
  /** Expanded storage of every partition, MiB. */
  expandedStorageMiB: z.number().min(0).max(1e9).default(0),
  /** CPU that PR/SM itself spends, in percent. */
  managementPercent: z
    .number()
    .min(FACTS["management.base"].value)
    .max(FACTS["management.max"].value)
    .default(FACTS["management.planned"].value),
});
export type PrsmZ990Settings = z.infer<typeof PrsmZ990Settings>;

export const PRSM_Z990_LAYER = withCore(
  lparLayer<PrsmZ990Settings>({
    id: "prsm-z990",
    family: "z990",
    facts: FACTS,
    settings: PrsmZ990Settings,
    limits: [
      machineLimit(FACTS, "pus", "cores"),
      machineLimit(FACTS, "memoryMax", "memoryMiB"),
      partitionLimit(FACTS, "memoryPerLp", "memoryMiB"),
    ],
    guests: lparGuests(seen("Z5, Z1"), "z/VSE, TPF, coupling facility"),
    systems: [{ families: ["z-vm"], cores: "os.zvm.cores", memory: "os.zvm.memory" }],
    description: LPAR_2006_DESCRIPTION,
    hasHiperDispatch: false,
  }),
  { ...PRSM_Z990_CORE, ...PRSM_2006_COSTS },
);

export const PRSM_Z990: Platform = {
  id: "prsm-z990",
  title: "PR/SM on zSeries 990",
  maker: "IBM",
  generation: "zSeries 990 (2084), June 2003",
  year: 2003,
  era: "2006",
  layers: [PRSM_Z990_LAYER],
};
