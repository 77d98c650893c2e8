/**
 * Facts by which a layer says whether its partitions are a border for licences by core, as Oracle's partitioning policy
 * names them (a vendor's stated position), and which of a partition's settings are its ceiling. Licence rules read these
 * keys; what a layer does not state is soft.
 */
import { derived, fact, seen } from "../fact.ts";

const POLICY = seen("ORA-PART");
const BUILT = derived("the settings that the layer gives a partition");

/** The policy takes every partition of the layer as a border. */
export const HARD_PARTITION = {
  "lic.hardPartition": fact("yes", "", POLICY, "Oracle's stated position: its partitions bound licences by core"),
} as const;

/**
 * The policy takes capped partitions as a border.
 * @param ceiling.settings "setting unit, setting unit" with unit cores, threads or percent (of the machine's cores)
 * @param ceiling.onlyIf "setting: value, value" where a ceiling is only meant with these; left out = wherever one stands
 */
export const hardIfCapped = (ceiling: { readonly settings: string; readonly onlyIf?: string }) => ({
  "lic.hardPartition": fact(
    "if-capped",
    "",
    POLICY,
    "Oracle's stated position: capped partitions bound licences by core, others do not",
  ),
  "lic.capSetting": fact(ceiling.settings, "", BUILT),
  ...(ceiling.onlyIf === undefined ? {} : { "lic.cappedIf": fact(ceiling.onlyIf, "", BUILT) }),
});

/** The policy takes capped partitions as a border, and this generation has no ceiling to set. */
export const HARD_IF_CAPPED_BUT_NO_CAP = {
  "lic.hardPartition": fact("if-capped", "", POLICY, "Oracle's stated position; this generation sets no ceiling"),
} as const;
