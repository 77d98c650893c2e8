/**
 * Today's hosts as licence rules see them: sockets and cores as the inventory says, else as the catalogue does. A physical
 * server is its own workload, with nothing between. Guests move inside of a cluster. What nobody knows is told, not guessed.
 */
import type { Workload } from "../../contract/index.ts";
import { type Estate, type TodayHost, whyExcluded } from "../../size/index.ts";
import type { CountLine, HostShape, LicensedHost } from "./input.ts";

interface Today {
  readonly hosts: readonly LicensedHost[];
  /** Lines of 0 units: licensed workloads whose host is not known well enough. */
  readonly unknown: readonly CountLine[];
}

/** What runs in each cluster tells the architecture of its empty hosts of unknown type. */
function architectures(
  estate: Estate,
  running: readonly Workload[],
): ReadonlyMap<string, Workload["os"]["architecture"]> {
  return new Map(
    running.flatMap(({ runsOn, os }) => {
      const cluster = runsOn === undefined ? undefined : estate.today.get(runsOn)?.host.cluster;
      return cluster === undefined ? [] : [[cluster, os.architecture] as const];
    }),
  );
}

/** The figures of a host of today, or undefined when its sockets or cores are not known. */
function shapeOfToday(
  { host, type }: TodayHost,
  guests: readonly Workload[],
  inCluster: ReturnType<typeof architectures>,
): HostShape | undefined {
  const sockets = host.sockets ?? type?.sockets.value;
  const ofType = type === undefined ? undefined : type.sockets.value * type.coresPerSocket.value;
  const cores = host.cores ?? ofType;
  if (sockets === undefined || cores === undefined) return undefined;
  return {
    architecture: type?.architecture ?? guests[0]?.os.architecture ?? inCluster.get(host.cluster ?? "") ?? "unknown",
    cpuVendor: type?.cpuVendor ?? "",
    cpuModel: host.cpuModel ?? type?.cpuModel ?? "",
    year: type?.year ?? 0,
    sockets,
    coresPerSocket: cores / sockets,
    cores,
    isPartitioned: !guests.some(({ kind }) => kind === "physical"),
    hardPartition: "no",
    innerCores: cores,
    isInnerHard: false,
  };
}

const left = (scope: string, count: number, why: string): CountLine => ({
  scope,
  units: 0,
  why: `${count} licensed ${count === 1 ? "workload is" : "workloads are"} not counted: ${why}`,
});

/** For one licence after another. Templates and what is powered off are left out as in the plan. */
export function todayHostsFor(estate: Estate): (isLicensed: (workload: Workload) => boolean) => Today {
  const { request, today } = estate;
  const running = request.workloads.filter(
    (workload) => whyExcluded(workload, request.goals.includePoweredOff) === undefined,
  );
  const onHost = Map.groupBy(running, ({ runsOn }) => (runsOn !== undefined && today.has(runsOn) ? runsOn : undefined));
  const inCluster = architectures(estate, running);
  return (isLicensed) => {
    const unknown: CountLine[] = [];
    const homeless = (onHost.get(undefined) ?? []).filter(isLicensed).length;
    if (homeless > 0) unknown.push(left("today", homeless, "the request does not name the hosts they run on"));
    const hosts = [...today].flatMap(([id, one]): readonly LicensedHost[] => {
      const all = onHost.get(id) ?? [];
      const licensed = all.filter(isLicensed);
      const shape = shapeOfToday(one, all, inCluster);
      if (shape === undefined) {
        if (licensed.length > 0) unknown.push(left(id, licensed.length, "sockets or cores of the host are not known"));
        return [];
      }
      const { cluster } = one.host;
      const guests = licensed.map(({ id: workload, vcpus }) => ({
        workload,
        vcpus,
        isCapped: false,
        capCores: Math.min(vcpus, shape.cores),
      }));
      const target = cluster === undefined || !shape.isPartitioned ? id : `cluster ${cluster}`;
      return [{ ...shape, id, target, role: "used", isInReach: true, guests }];
    });
    return { hosts, unknown };
  };
}
