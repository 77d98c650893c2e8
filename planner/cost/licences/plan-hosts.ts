/** The hosts of a plan as licence rules see them: figures of the host type, partitions as guests, reach by the rules. */
import type { PlanHost, Workload } from "../../contract/index.ts";
import type { Estate, ResolvedTarget } from "../../size/index.ts";
import { guestOf, hardPartitionOf, hypervisorOf, isInnerHard } from "./hard-partition.ts";
import type { HostShape, LicensedGuest, LicensedHost } from "./input.ts";
import { type Reach, reachOf } from "./reach.ts";

/** The figures of a target's hosts. */
export function shapeOf(target: ResolvedTarget): HostShape {
  const { hostType, layer, cores } = target;
  const hypervisor = hypervisorOf(target);
  const { architecture, cpuVendor, cpuModel, year, sockets, coresPerSocket } = hostType;
  return {
    architecture,
    cpuVendor,
    cpuModel,
    year,
    sockets: sockets.value,
    coresPerSocket: coresPerSocket.value,
    cores,
    isPartitioned: true,
    hardPartition: hardPartitionOf(layer),
    innerCores: target.site.machine.cores,
    isInnerHard: isInnerHard(target),
    ...(hypervisor === undefined ? {} : { hypervisor }),
  };
}

/** Number of a host id; ids of a plan end in one. */
const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf("/") + 1));

/** For one licence after another: what does not depend on the licence is made once. */
export function planHostsFor(
  estate: Estate,
  hosts: readonly PlanHost[],
): (isLicensed: (workload: Workload) => boolean) => readonly LicensedHost[] {
  const known = new Map(estate.workloads.map(({ workload }) => [workload.id, workload]));
  const targets = new Map(estate.targets.map((target, t) => [target.id, { target, t, shape: shapeOf(target) }]));
  const reach: Reach = reachOf(estate.request, hosts);
  return (isLicensed) => {
    const placed = hosts.flatMap((host) => {
      const at = targets.get(host.target);
      if (at === undefined) return [];
      const guests = host.partitions.flatMap((partition): readonly LicensedGuest[] => {
        const workload = known.get(partition.workload);
        return workload !== undefined && isLicensed(workload) ? [guestOf(workload.id, partition, at.target)] : [];
      });
      return [{ host, at, guests }];
    });
    const standing = Map.groupBy(placed, ({ host }) => host.target);
    const opens = new Map(
      [...standing].map(([id, own]) => [
        id,
        reach.of(
          own.flatMap(({ guests }) => guests.map(({ workload }) => workload)),
          own[0]?.at.t ?? 0,
        ),
      ]),
    );
    return placed.map(({ host, at, guests }): LicensedHost => {
      const isInReach = opens.get(host.target)?.(numberOf(host.id), host.id) ?? true;
      return { ...at.shape, id: host.id, target: host.target, role: host.role, isInReach, guests };
    });
  };
}
