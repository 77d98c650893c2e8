/**
 * The estate as every importer hands it over and every store keeps it. A stored inventory never changes: whoever edits one
 * makes another. Rules and places are there only where somebody gave the estate some; plans of it carry them.
 */
import { z } from "zod";
import { PlaceGroup } from "./place-group.ts";
import { Rule } from "./rule.ts";
import { ExistingHost, Finding, Series, Workload } from "./workload.ts";

/** What every importer returns. */
export const Inventory = z
  .strictObject({
    format: z.string().max(60),
    files: z.array(z.string().max(300)).max(100),
    workloads: z.array(Workload).max(1_000_000),
    hosts: z.array(ExistingHost).max(200_000),
    series: z.array(Series).max(4_000_000),
    findings: z.array(Finding).max(200_000),
    /** Placement rules of the estate: every plan of it keeps them, beside the request's own. */
    rules: z.array(Rule).max(100_000).optional(),
    /** Named groups of hosts, racks and sites that those rules speak of. */
    places: z.array(PlaceGroup).max(10_000).optional(),
  })
  .meta({ id: "Inventory" });
export type Inventory = z.infer<typeof Inventory>;
