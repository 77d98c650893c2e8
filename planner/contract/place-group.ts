/**
 * Named places of a request: groups of hosts that rules speak of. A rack or a site is also what fails as one and what
 * `scope: rack` counts; a plain group is any list (a licensed pool, the hosts that see a storage array).
 */
import { z } from "zod";
import { Name } from "./workload.ts";

export const PLACE_KINDS = ["group", "rack", "site"] as const;

/** What a rule counts or loses: single hosts, racks or sites. A host in no rack counts as a rack of its own. */
export const SCOPES = ["host", "rack", "site"] as const;
export type Scope = (typeof SCOPES)[number];

export const PlaceGroup = z
  .strictObject({
    /** Unique among places; no target, platform or host. */
    id: Name,
    kind: z.enum(PLACE_KINDS).default("group"),
    /** Hosts ("vsphere-8@r740/3"), runs of hosts ("vsphere-8@r740/3-8"), or whole targets ("vsphere-8@r740"). */
    hosts: z.array(Name).max(10_000).default([]),
    /** Place that this one lies in; its hosts are that place's too. */
    in: Name.optional(),
  })
  .meta({ id: "PlaceGroup" });
export type PlaceGroup = z.infer<typeof PlaceGroup>;
