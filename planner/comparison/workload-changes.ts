/** The workloads that several plans treat differently: placed or not, on which target, in which company. */
import type { ComparedPlace, PlaceChange, PlanDocument, WorkloadChange } from "../contract/index.ts";
import { sameHosts } from "./same-hosts.ts";

const ABSENT: ComparedPlace = { state: "absent" };

/** Where every workload of a plan is, by its id. */
function placesIn({ request, result }: PlanDocument): ReadonlyMap<string, ComparedPlace> {
  const places = new Map<string, ComparedPlace>(request.workloads.map(({ id }) => [id, { state: "left-out" }]));
  for (const { id: host, target, partitions } of result.hosts)
    for (const { workload } of partitions) places.set(workload, { state: "placed", target, host });
  for (const { workload } of result.unplaced) places.set(workload, { state: "unplaced" });
  return places;
}

/** @param isSameHost whether the two places' hosts are one */
function changeOf(first: ComparedPlace, other: ComparedPlace, isSameHost: () => boolean): PlaceChange {
  if (other.state === "absent") return first.state === "absent" ? "same" : "gone";
  if (first.state === "absent") return "new";
  if (first.state !== other.state) return other.state;
  if (other.state !== "placed") return "same";
  if (first.target !== other.target) return "target";
  return isSameHost() ? "same" : "host";
}

/** Every workload of the plans once, with its name, in the order met. */
function namesIn(documents: readonly PlanDocument[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { request } of documents)
    for (const { id, name } of request.workloads) if (!names.has(id)) names.set(id, name);
  return names;
}

/** The workloads that one of the plans treats otherwise than the first; linear in the plans, but for a sort of hosts. */
export function workloadChanges(documents: readonly PlanDocument[]): readonly WorkloadChange[] {
  const [first, ...others] = documents;
  if (first === undefined) return [];
  const places = documents.map(placesIn);
  const matches = others.map(({ result }) => sameHosts(first.result, result));
  return [...namesIn(documents)].flatMap(([workload, name]): readonly WorkloadChange[] => {
    const [here = ABSENT, ...there] = places.map((one) => one.get(workload) ?? ABSENT);
    const changes = there.map((place, i) => changeOf(here, place, () => matches[i]?.(place.host ?? "") === here.host));
    return changes.every((change) => change === "same") ? [] : [{ workload, name, places: [here, ...there], changes }];
  });
}
