/** Builders for licence tests: hosts with guests as licence rules see them, and a count by product and options. */
import {
  type Counted,
  type LicensedGuest,
  type LicensedHost,
  countRule,
  findRule,
} from "#planner/cost/licences/index.ts";

/** Guests g1 … gn of the same size, without a ceiling. */
export const guests = (count: number, vcpus = 2, cap?: number): readonly LicensedGuest[] =>
  Array.from({ length: count }, (_, i) => ({
    workload: `g${i + 1}`,
    vcpus,
    isCapped: cap !== undefined,
    capCores: cap ?? vcpus,
  }));

/** A partitioned x86 host of two sockets of eight cores, alone in its target, soft partitioning. */
export function host(extra: Partial<LicensedHost> = {}): LicensedHost {
  const sockets = extra.sockets ?? 2;
  const coresPerSocket = extra.coresPerSocket ?? 8;
  const cores = extra.cores ?? sockets * coresPerSocket;
  return {
    id: "p@h/1",
    target: "p@h",
    role: "used",
    isInReach: true,
    guests: [],
    architecture: "x86-64",
    cpuVendor: "intel",
    cpuModel: "Intel Xeon",
    year: 2020,
    isPartitioned: true,
    hardPartition: "no",
    isInnerHard: false,
    ...extra,
    innerCores: extra.innerCores ?? cores,
    sockets,
    coresPerSocket,
    cores,
  };
}

/** Hosts 1 … n of a target. @param of changes to host n (from 1) */
export const hosts = (count: number, of: (n: number) => Partial<LicensedHost>): readonly LicensedHost[] =>
  Array.from({ length: count }, (_, i) => host({ id: `p@h/${i + 1}`, ...of(i + 1) }));

/** A product counted on hosts. @throws Error when no rule knows it or its options */
export function count(product: string, on: LicensedHost | readonly LicensedHost[], options: object = {}): Counted {
  const rule = findRule(product);
  if (rule === undefined) throw new Error(`no rule ${product}`);
  const all: readonly LicensedHost[] = "id" in on ? [on] : on;
  return countRule(rule, { hosts: all }, rule.options.parse(options));
}
