/**
 * Placement rules of a request. Each kind has one file in planner/constrain/. Every rule is hard. Where `workloads` may be
 * left out, an empty list means every workload of the estate; where `places` may be left out, every host.
 */
import { z } from "zod";
import { SCOPES } from "./place-group.ts";
import { Amount, Name } from "./workload.ts";

const Workloads = z.array(Name).min(1).max(100_000);
const Everybody = z.array(Name).max(100_000).default([]);
/**
 * A place: a target id ("vsphere-8@dell-r740-8180"), one host of it ("…/3"), a run of hosts ("…/3-8"), a platform
 * ("vsphere-8"), or the id of one of the request's places.
 */
const Places = z.array(Name).min(1).max(10_000);
const Everywhere = z.array(Name).max(10_000).default([]);
const scope = z.enum(SCOPES).optional();
const most = z.int().min(1).max(1_000_000);
const Percent = z.number().min(0).max(100);

const named = <K extends string>(kind: K) => ({ id: Name, kind: z.literal(kind) });

export const Rule = z
  .discriminatedUnion("kind", [
    /** At most `atMost` (1) of them on one host, rack or site. DRS: anti-affinity; BtrPlace: Spread. */
    z.strictObject({ ...named("apart"), workloads: Workloads.min(2), scope, atMost: most.optional() }),
    /** All on one host, in one rack or site. DRS: affinity; BtrPlace: Gather. */
    z.strictObject({ ...named("together"), workloads: Workloads.min(2), scope }),
    /** Fixed to these places; one host is the usual case (BtrPlace: Root). */
    z.strictObject({ ...named("pin"), workloads: Workloads, places: Places }),
    /** Only on these places. BtrPlace: Fence; Kubernetes: node selector. */
    z.strictObject({ ...named("fence"), workloads: Workloads, places: Places }),
    /** Never on these places. */
    z.strictObject({ ...named("ban"), workloads: Workloads, places: Places }),
    /** Their hosts carry nobody else (dedicated hosts). */
    z.strictObject({ ...named("lonely"), workloads: Workloads }),
    /** All of them inside one and the same of the places. */
    z.strictObject({ ...named("among"), workloads: Workloads, places: Places }),
    /** None of them shares a host (rack, site) with any of `from`. */
    z.strictObject({ ...named("split"), workloads: Workloads, from: Workloads, scope }),
    /** On a host that carries any of `beside`, at most `atMost` of them. */
    z.strictObject({
      ...named("limit"),
      workloads: Workloads,
      beside: Workloads,
      atMost: z.int().min(0).max(1_000_000),
    }),
    /** At most so many hosts of the places carry any of the workloads. */
    z.strictObject({ ...named("max-hosts"), workloads: Everybody, places: Everywhere, atMost: most }),
    /** At least so many hosts of the places carry any of the workloads. */
    z.strictObject({ ...named("min-hosts"), workloads: Everybody, places: Everywhere, atLeast: most }),
    /** At most so many of the workloads on each host of the places. */
    z.strictObject({ ...named("max-partitions"), workloads: Everybody, places: Everywhere, atMost: most }),
    /** Licence containment: on at most so many hosts, only on licensed places, each host used at a price. */
    z.strictObject({
      ...named("contain"),
      workloads: Workloads,
      places: Everywhere,
      atMost: most.optional(),
      /** What a host that carries any of them costs in addition, in hosts (0.5 = half a host). */
      costPerHost: Amount.optional(),
    }),
    /** Keep capacity free: on each host of the places, or across them as one. What is offered is meant, ceilings applied. */
    z.strictObject({
      ...named("reserve"),
      workloads: Everybody,
      places: Everywhere,
      per: z.enum(["host", "place"]).optional(),
      cpuPercent: Percent.optional(),
      memoryPercent: Percent.optional(),
      cores: Amount.optional(),
      memoryMiB: Amount.optional(),
    }),
    /** Reservation: so many cores (of the host) and MiB are counted for each of them, even when it uses less. */
    z.strictObject({
      ...named("preserve"),
      workloads: Workloads,
      cores: Amount.optional(),
      memoryMiB: Amount.optional(),
    }),
    /** In the same host, rack, site or group as the data: on hosts that share it with any host of `to`. */
    z.strictObject({ ...named("near"), workloads: Workloads, to: Places, scope: z.enum([...SCOPES, "group"]) }),
    /** These hosts stay empty, and are no spares either (maintenance). */
    z.strictObject({ ...named("drain"), workloads: Everybody, places: Places }),
    /** Nobody else enters these places, and the workloads leave them not. */
    z.strictObject({ ...named("quarantine"), workloads: Everybody, places: Places }),
    /** Any `count` (1) hosts, racks or sites may be lost at once, and what ran there restarts on the others and spares. */
    z.strictObject({
      ...named("survive"),
      workloads: Everybody,
      lose: z.enum(SCOPES),
      count: z.int().min(1).max(3).optional(),
    }),
  ])
  .meta({ id: "Rule" });
export type Rule = z.infer<typeof Rule>;
export type RuleKind = Rule["kind"];
