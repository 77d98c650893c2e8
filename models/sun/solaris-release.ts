/**
 * Solaris goes by three numbers: Solaris 10 is SunOS 5.10, and releases before 7 were sold as Solaris 2.6, 2.5.1 …
 * Inventories name any of them; rules speak of the marketing number.
 */
import { type Facts, numberFact } from "../fact.ts";
import type { Misfit, PartitionSpec } from "../partitioning/index.ts";
import { unsupported } from "./unsupported.ts";

/**
 * The release as a whole number: "10 1/06", "5.10", "SunOS 5.10" → 10; "2.6" → 6.
 * @returns undefined when no release is stated or the text is not one
 */
export function solarisRelease(version: string | undefined): number | undefined {
  const match = /^(?:SunOS|Solaris)?\s*(\d+)(?:\.(\d+))?/i.exec(version?.trim() ?? "");
  if (match?.[1] === undefined) return undefined;
  const oldStyle = match[1] === "2" || match[1] === "5";
  const digits = oldStyle ? match[2] : match[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A stated Solaris release before or after those that know the machine: facts `os.minRelease` and `os.maxRelease`. */
export function releaseMisfits(facts: Facts, spec: PartitionSpec): readonly Misfit[] {
  const release = solarisRelease(spec.os.version);
  if (spec.os.family !== "solaris" || release === undefined) return [];
  const min = numberFact(facts, "os.minRelease");
  const max = numberFact(facts, "os.maxRelease");
  if (release >= min.value && release <= max.value) return [];
  const source = release < min.value ? min.source : max.source;
  const told = {
    what: "guest-os",
    value: `solaris ${spec.os.version}`,
    needs: `Solaris ${min.value} to ${max.value}`,
  };
  return [unsupported({ rule: "os.release", source }, told)];
}
