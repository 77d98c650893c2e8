/**
 * Editions of VMware Infrastructure 3, in which 3.0 and 3.5 are sold: Starter (later Foundation) is bound to small
 * hosts, and moving running machines comes with Enterprise. The figures come from the generation's own facts.
 */
import { z } from "zod";
import { type Facts, numberOf } from "../fact.ts";
import type { LayerDescription, Misfit, PartitionSpec, Site } from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { SHARE_LEVELS } from "./esx-layer.ts";
import { ruleOf } from "./judge.ts";

export const Vi3Settings = z.strictObject({
  /** CPU and memory shares of every VM. */
  shares: z.enum(SHARE_LEVELS).default("normal"),
  /** Edition the host is licensed for. */
  edition: z.enum(["starter", "standard", "enterprise"]).default("enterprise"),
});
export type Vi3Settings = z.infer<typeof Vi3Settings>;

type Rules = Pick<LayerDescription, "rules">;

/** A host that the Starter edition does not run on: `lic.starterCpus` sockets and `lic.starterRam` GiB at most. */
export function starterMisfits(facts: Facts, rules: Rules, site: Site<Vi3Settings>): readonly Misfit[] {
  if (site.settings.edition !== "starter") return [];
  const measured = [
    { resource: "sockets", value: site.machine.sockets, bound: numberOf(facts, "lic.starterCpus") },
    { resource: "memoryMiB", value: site.machine.memoryMiB, bound: numberOf(facts, "lic.starterRam") * MIB_PER_GIB },
  ];
  return measured.flatMap((one): readonly Misfit[] =>
    one.value > one.bound ? [{ code: "over-limit", scope: "machine", ...one, ...ruleOf(rules, "lic.starter") }] : [],
  );
}

/** VMotion asked for under an edition that does not bring it. */
export function vmotionMisfits(rules: Rules, spec: PartitionSpec, site: Site<Vi3Settings>): readonly Misfit[] {
  if (!spec.needs.includes("live-migration") || site.settings.edition === "enterprise") return [];
  return [
    {
      code: "not-supported",
      what: "live-migration",
      value: spec.id,
      needs: "the Enterprise edition",
      ...ruleOf(rules, "lic.vmotion"),
    },
  ];
}
