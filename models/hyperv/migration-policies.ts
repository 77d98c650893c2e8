/** Hyper-V live migration since Windows Server 2008 R2: at most ten passes over the dirty pages, then the pause. */
import { fact, seen } from "../fact.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";

/** 2008 R2 and later; what the compression of later releases saves is left out. */
export const HYPER_V_2008_R2: MigrationRules = {
  name: "full-speed-10-rounds",
  rate: { kind: "unlimited" },
  stops: [{ kind: "all-copied" }, { kind: "rounds", atMost: fact(10, "passes", seen("DoM-lm")) }],
};
