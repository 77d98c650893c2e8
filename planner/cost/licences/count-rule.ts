/**
 * Counts a product on hosts by its rule: hosts that hold a guest; every host in reach where guests may move or where the
 * vendor says so; spares in reach where the rule asks for them; then what the whole sum brings. Hosts that count alike share a line.
 */
import { sourceText } from "#models/fact.ts";
import type { CountLine, Counted, LicensedHost, RuleInput } from "./input.ts";
import { type GuestLoad, type HostUnits, type LicenceRule, concerns, loadOf } from "./rule.ts";
import { scopeOf } from "./scope.ts";

interface HostCount extends HostUnits {
  readonly host: LicensedHost;
}

/** The load of all guests of a target on a host of it; asked once per kind of host. */
function loadTogether(rule: LicenceRule, hosts: readonly LicensedHost[], options: unknown) {
  const all = hosts.flatMap(({ guests }) => guests);
  const known = new Map<string, GuestLoad>();
  return (host: LicensedHost): GuestLoad => {
    const { id: _id, target: _target, role: _role, isInReach: _isInReach, guests: _guests, ...shape } = host;
    const key = JSON.stringify(shape);
    const load = known.get(key) ?? loadOf(rule, all, host, options);
    known.set(key, load);
    return load;
  };
}

/** Hosts of one target. */
function countTarget(rule: LicenceRule, hosts: readonly LicensedHost[], options: unknown): readonly HostCount[] {
  if (hosts.every(({ guests }) => guests.length === 0)) return [];
  const together = loadTogether(rule, hosts, options);
  const isWide = rule.radius(options) === "reach";
  const counts = hosts.flatMap((host): readonly HostCount[] => {
    if (isWide && host.isInReach && together(host).free > 0) {
      return [{ host, ...rule.unitsOn(host, together(host), options) }];
    }
    if (host.guests.length === 0) return [];
    return [{ host, ...rule.unitsOn(host, loadOf(rule, host.guests, host, options), options) }];
  });
  if (!rule.hasSpares(options)) return counts;
  const fullest = counts.reduce<HostCount | undefined>(
    (a, b) => (a !== undefined && a.units >= b.units ? a : b),
    undefined,
  );
  const counted = new Set(counts.map(({ host }) => host));
  const spares = hosts.flatMap((host): readonly HostCount[] =>
    host.role === "used" || !host.isInReach || counted.has(host) || fullest === undefined
      ? []
      : [{ host, units: fullest.units, why: `spare host, as the fullest: ${fullest.why}` }],
  );
  return [...counts, ...spares];
}

/** Hosts with equal units for the same reason, as one line. */
function linesOf(counts: readonly HostCount[]): readonly CountLine[] {
  const alike = Map.groupBy(counts, ({ host, units, why }) => JSON.stringify([host.target, units, why]));
  return [...alike.values()].map((same): CountLine => {
    const [one] = same as [HostCount, ...HostCount[]];
    const why = same.length === 1 ? one.why : `${same.length} hosts, each ${one.units}: ${one.why}`;
    return {
      scope: scopeOf(
        one.host.target,
        same.map(({ host }) => host.id),
      ),
      units: one.units * same.length,
      why,
    };
  });
}

/** Where the rule was read: the sources of its figures, each once. */
export const sourcesOf = (rule: Pick<LicenceRule, "facts">): string =>
  [...new Set(Object.values(rule.facts).map(({ source }) => sourceText(source)))].join("; ");

/** Units, lines, rule and source of a product on these hosts. @param options as parsed by the rule's schema */
export function countRule(rule: LicenceRule, input: RuleInput, options: unknown): Counted {
  const concerned = input.hosts.filter((host) => concerns(rule, host));
  const targets = Map.groupBy(concerned, ({ target }) => target);
  const onHosts = [...targets.values()].flatMap((hosts) => linesOf(countTarget(rule, hosts, options)));
  const sum = onHosts.reduce((total, { units }) => total + units, 0);
  const lines = sum === 0 ? onHosts : [...onHosts, ...(rule.onWhole?.(sum, options) ?? [])];
  return {
    units: lines.reduce((total, { units }) => total + units, 0),
    lines,
    rule: rule.rule,
    source: sourcesOf(rule),
  };
}
