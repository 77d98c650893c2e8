/** Placement rules of a request. Each kind has one file in planner/constrain/. */
import { z } from "zod";
import { Name } from "./workload.ts";

const Workloads = z.array(Name).min(1).max(100_000);
/** A place: a target id ("vsphere-8@dell-r740-8180") or one host of it ("vsphere-8@dell-r740-8180/3"). */
const Places = z.array(Name).min(1).max(10_000);

export const Rule = z
  .discriminatedUnion("kind", [
    z.strictObject({ id: Name, kind: z.literal("apart"), workloads: Workloads.min(2) }),
    z.strictObject({ id: Name, kind: z.literal("together"), workloads: Workloads.min(2) }),
    z.strictObject({ id: Name, kind: z.literal("pin"), workloads: Workloads, places: Places }),
    z.strictObject({ id: Name, kind: z.literal("ban"), workloads: Workloads, places: Places }),
  ])
  .meta({ id: "Rule" });
export type Rule = z.infer<typeof Rule>;
export type RuleKind = Rule["kind"];
