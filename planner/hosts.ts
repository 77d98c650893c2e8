/** A packing solution as the hosts of a result: partitions in the vendor's terms, claims, use per slot, draw; spares last. */
import { sumOf } from "#models/partitioning/index.ts";
import { type PlacedPartition, type PlanHost, hostIdOf } from "./contract/index.ts";
import { isOff, wattsPerSlot } from "./energy/index.ts";
import { useOf } from "./load.ts";
import type { PackSolution, SpareBin } from "./pack/index.ts";
import { amount, ratio } from "./rounding.ts";
import type { Estate, ResolvedTarget } from "./size/index.ts";

/** One partition of a result, from workload `w` on target `t`. */
export function placedPartition(estate: Estate, w: number, t: number): PlacedPartition {
  const sized = estate.sized(w, t);
  const { spec } = sized;
  return {
    workload: spec.id,
    noun: estate.targets[t]?.layer.noun ?? "partition",
    mode: spec.mode,
    vcpus: spec.vcpus,
    memoryMiB: spec.memoryMiB,
    memoryClaimMiB: amount(sized.claim.constant.memoryMiB ?? spec.memoryMiB),
    peakCores: amount(sized.peakCores),
    basis: estate.workloads[w]?.demand.basis ?? "allocated",
    blocks: { ...spec.blocks },
    settings: { ...spec.settings },
  };
}

/** What partitions claim of each constant resource the target limits, beside what there is (ceiling applied to memory). */
export function claimsOn(estate: Estate, workloads: readonly number[], t: number): PlanHost["claims"] {
  const target = estate.targets[t];
  if (target === undefined) return {};
  const total = sumOf(workloads.map((w) => estate.sized(w, t).claim.constant));
  return Object.fromEntries(
    Object.entries(target.supply.constant)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, has]) => [
        name,
        {
          used: amount(total[name as keyof typeof total] ?? 0),
          of: amount(name === "memoryMiB" ? target.memoryMiB : (has ?? 0)),
        },
      ]),
  );
}

const ratios = (use: Float64Array | undefined, whole: number | undefined): number[] | undefined =>
  use === undefined || whole === undefined ? undefined : Array.from(use, (v) => ratio(v / whole));

/** Watts of a host of a result in every slot, rounded; none where it is switched off. */
export function hostDraw(
  estate: Estate,
  target: ResolvedTarget,
  { role, cpuRatio }: Pick<PlanHost, "role" | "cpuRatio">,
): number[] {
  const slots = estate.grid.slots.count;
  if (isOff(role, estate.request.facility)) return Array.from({ length: slots }, () => 0);
  return Array.from(wattsPerSlot({ host: target.hostType, loadRatio: cpuRatio }, slots), amount);
}

/** One host of a result. @param workloads indices into `estate.workloads`; none for a spare */
export function planHost(
  estate: Estate,
  at: { readonly t: number; readonly target: ResolvedTarget; readonly n: number; readonly role: PlanHost["role"] },
  workloads: readonly number[],
): PlanHost {
  const { t, target, n, role } = at;
  const use = useOf(estate, workloads, t);
  const cpuRatio = Array.from(use.cores, (cores) => ratio(cores / target.cores));
  const networkRatio = ratios(use.networkMbps, target.networkMbps);
  const diskRatio = ratios(use.diskMBps, target.diskMBps);
  return {
    id: hostIdOf(target.id, n),
    target: target.id,
    platform: target.platform.id,
    hostType: target.hostType.id,
    role,
    partitions: workloads.map((w) => placedPartition(estate, w, t)),
    claims: claimsOn(estate, workloads, t),
    cpuRatio,
    ...(networkRatio === undefined ? {} : { networkRatio }),
    ...(diskRatio === undefined ? {} : { diskRatio }),
    drawW: hostDraw(estate, target, { role, cpuRatio }),
  };
}

/** All hosts of a solution in target order, then number; the spares of each target follow its used hosts. */
export function planHosts(estate: Estate, solution: PackSolution, spares: readonly SpareBin[]): readonly PlanHost[] {
  const workloadsIn: number[][] = solution.typeOf.map(() => []);
  solution.binOf.forEach((bin, w) => workloadsIn[bin]?.push(w));
  return estate.targets.flatMap((target, t) => {
    const bins = solution.typeOf
      .map((type, bin) => ({ type, bin, n: solution.numberOf[bin] ?? 0 }))
      .filter(({ type }) => type === t)
      .toSorted((a, b) => a.n - b.n);
    const used = bins.map(({ bin, n }) => planHost(estate, { t, target, n, role: "used" }, workloadsIn[bin] ?? []));
    const kept = spares.filter(({ type }) => type === t).toSorted((a, b) => a.number - b.number);
    return [...used, ...kept.map(({ number: n }) => planHost(estate, { t, target, n, role: "spare" }, []))];
  });
}
