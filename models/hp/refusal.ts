/** The shapes in which HP's platforms refuse, or warn of, something in kind, and the question whose processors a guest is for. */
import type { Source } from "../fact.ts";
import type { Architecture, Misfit, PartitionSpec, Site } from "../partitioning/index.ts";

/** Id of the rule that decides, and who states it. */
export interface Evidence {
  readonly rule: string;
  readonly source: Source;
}

/** A caution or refusal in kind: what cannot be had, what there is, what it would take. */
export function unsupported(
  evidence: Evidence,
  told: { readonly what: string; readonly value: string; readonly needs: string },
): Misfit {
  return { code: "not-supported", ...told, ...evidence };
}

/** HP's own systems, of which an inventory that states no processor still means HP's processors. */
const OWN_SYSTEMS = ["hp-ux", "openvms"];

/** What a guest is built for when nobody says: HP's own systems count as the machine's, all others as x86. */
const builtFor = (spec: PartitionSpec, host: Architecture): Architecture => {
  if (spec.os.architecture !== "unknown") return spec.os.architecture;
  return OWN_SYSTEMS.includes(spec.os.family) ? host : "unknown";
};

/** A guest for other processors than the machine's: nothing here translates instructions. */
export function foreignGuest(spec: PartitionSpec, site: Site, evidence: Evidence): readonly Misfit[] {
  const { architecture } = site.machine;
  const own = builtFor(spec, architecture);
  if (own === architecture) return [];
  const value = own === "unknown" ? "not stated" : own;
  return [unsupported(evidence, { what: "guest-architecture", value, needs: architecture })];
}
