/** Refusals and warnings of POWER4 LPAR that amounts do not say: grain, releases, online changes. */
import type { Misfit, PartitionSpec } from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { ruleOf, unsupported } from "./evidence.ts";
import { isOnLmb, roundUpToLmb } from "./memory.ts";
import { POWER4_FACTS as FACTS } from "./power4-facts.ts";
import { POWER4_DESCRIPTION } from "./power4-statements.ts";
import { isAfter, isBefore, releaseNumber } from "./release.ts";

const rule = (id: string) => ruleOf(POWER4_DESCRIPTION, id);

/** An AIX before small real mode, with more memory than one contiguous area holds. */
export const isLarge = (spec: PartitionSpec): boolean =>
  spec.os.family === "aix" &&
  isBefore(spec.os.version, FACTS["os.aixDynamic"].value) &&
  spec.memoryMiB > FACTS["largePartition.above"].value * MIB_PER_GIB;

/** Refusals of one partition. @param onlineChanges must it be changeable while it runs? */
export function partitionMisfits(spec: PartitionSpec, onlineChanges: boolean): readonly Misfit[] {
  const found: Misfit[] = [];
  const { family, version } = spec.os;
  const value = `${family} ${version ?? ""}`;
  const step = FACTS.memoryGrain.value;
  if (!isOnLmb(spec.memoryMiB, step)) {
    const above = roundUpToLmb(spec.memoryMiB, step);
    const allowed = [above - step, above];
    found.push({ code: "off-grid", resource: "memoryMiB", value: spec.memoryMiB, allowed, ...rule("memoryGrain") });
  }
  if (!Number.isInteger(spec.vcpus)) {
    const allowed = [Math.floor(spec.vcpus), Math.ceil(spec.vcpus)];
    found.push({ code: "off-grid", resource: "cores", value: spec.vcpus, allowed, ...rule("cpuGrain") });
  }
  if (
    family === "aix" &&
    (isBefore(version, FACTS["os.aixFirst"].value) || isAfter(version, FACTS["os.aixLast"].value))
  ) {
    found.push(unsupported(rule("os.release"), { what: "guest-version", value, needs: "AIX 5.1 to 7.1" }));
  }
  const fixed = family === "linux" || (family === "aix" && isBefore(version, FACTS["os.aixDynamic"].value));
  if (onlineChanges && fixed) {
    found.push(unsupported(rule("dlpar"), { what: "online-change", value, needs: "AIX 5.2" }));
  }
  return found;
}

/** AIX partitions of an unstated release. */
export function cautions(specs: readonly PartitionSpec[]): readonly Misfit[] {
  return specs.flatMap((spec): readonly Misfit[] =>
    spec.os.family === "aix" && releaseNumber(spec.os.version) === undefined
      ? [unsupported(rule("os.unstated"), { what: "guest-version", value: spec.id, needs: "a stated AIX release" })]
      : [],
  );
}
