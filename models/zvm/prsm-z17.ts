/**
 * PR/SM on the z17 (2025) with HiperDispatch and absolute caps. Whole and flat: every value is a claim about this generation.
 * Left out: two threads per engine (no gain is published).
 */
import { z } from "zod";
import { seen } from "../fact.ts";
import { type Platform, machineLimit, withCore } from "../partitioning/index.ts";
import { LPAR_TODAY_DESCRIPTION } from "./lpar-today-statements.ts";
import { lparGuests } from "./lpar-guests.ts";
import { lparLayer } from "./lpar-layer.ts";
import { PRSM_Z17_FACTS as FACTS } from "./prsm-z17-facts.ts";
import { PRSM_Z17_CORE } from "./core.ts";
import { PRSM_TODAY_COSTS } from "./core-costs.ts";

export const PrsmZ17Settings = z.strictObject({
  /** All engines of the machine are of one type: CPs carry every system, IFLs only Linux and z/VM. */
  engines: z.enum(["cp", "ifl"]).default("cp"),
  processors: z.enum(["shared", "dedicated"]).default("shared"),
  /** One weight for every partition; left out = by its peak, 999 standing for the whole pool. */
  weight: z.int().min(FACTS["weight.min"].value).max(FACTS["weight.max"].value).optional(),
  /** Initial capping: the weight is a ceiling. */
  capped: z.boolean().default(false),
  /** WLM manages the weights (needs z/OS in the group). */
  wlmManaged: z.boolean().default(false),
  /** Engines set apart as zIIPs. */
  ziips: z.int().min(0).max(FACTS["pus"].value).default(0),
  /** Channel subsystems defined; left out = all of the machine. */
  lcss: z.int().min(1).max(FACTS["lcss"].value).optional(),
  /** Storage every partition may take online later, MiB. */
  reservedStorageMiB: z.number().min(0).max(1e9).default(0),
  /** Ceiling of every partition in engines, by hundredths; left out = none. */
  absoluteCap: z
    .number()
    .min(FACTS["absoluteCap.step"].value)
    .multipleOf(FACTS["absoluteCap.step"].value)
    .max(FACTS["pus"].value)
    .optional(),
  /** CPU that PR/SM itself spends, in percent. */
  managementPercent: z
    .number()
    .min(FACTS["management.base"].value)
    .max(FACTS["management.max"].value)
    .default(FACTS["management.planned"].value),
});
export type PrsmZ17Settings = z.infer<typeof PrsmZ17Settings>;

export const PRSM_Z17_LAYER = withCore(
  lparLayer<PrsmZ17Settings>({
    id: "prsm-z17",
    family: "z17",
    facts: FACTS,
    settings: PrsmZ17Settings,
    limits: [machineLimit(FACTS, "pus", "cores"), machineLimit(FACTS, "memoryMax", "memoryMiB")],
    guests: lparGuests(seen("Z25, Z26"), "z/VSE, z/TPF, coupling facility, SSC appliances"),
    systems: [
      { families: ["z-os"], cores: "os.zos.cores", memory: "os.zos.memory" },
      { families: ["z-vm"], cores: "os.zvm.cores", memory: "os.zvm.memory" },
      { families: ["other"], versions: ["z/TPF", "TPF"], cores: "os.ztpf.cores", memory: "os.ztpf.memory" },
      { families: ["linux"], cores: "os.linux.cores", memory: "os.linux.memory" },
    ],
    description: LPAR_TODAY_DESCRIPTION,
    hasHiperDispatch: true,
  }),
  { ...PRSM_Z17_CORE, ...PRSM_TODAY_COSTS },
);

export const PRSM_Z17: Platform = {
  id: "prsm-z17",
  title: "PR/SM on z17",
  maker: "IBM",
  generation: "z17 (9175, 9176), 2025",
  year: 2025,
  era: "living",
  layers: [PRSM_Z17_LAYER],
};
