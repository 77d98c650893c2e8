/**
 * Licences as packing sees them: the money of a host by how many licensed workloads it holds, from the very rules that
 * count the finished plan. Where guests differ in size, a host of n of them pays at least for the n smallest; where a
 * whole changes the sum (volume, least order), the cheapest unit is taken: a lower bound, never more than is asked for.
 */
import type { PlanContext } from "../../context.ts";
import type { Estate } from "../../size/index.ts";
import type { LicenceSteps } from "../licence-steps.ts";
import { type AskedLicence, askedLicences } from "./asked.ts";
import { guestOf } from "./hard-partition.ts";
import type { HostShape, LicensedGuest } from "./input.ts";
import { shapeOf } from "./plan-hosts.ts";
import { type UnitPrice, moneyOf, yearsFactor } from "./price.ts";
import { type Reach, reachOf } from "./reach.ts";
import { type LicenceRule, concerns } from "./rule.ts";

/** The licensed items that a target can carry at all. */
interface Carried {
  readonly shape: HostShape;
  readonly guests: readonly LicensedGuest[];
}

interface OnTarget extends Carried {
  readonly radius: "host" | "target";
  /** Do rules close some of its hosts to some of the items? */
  readonly isNarrowed: boolean;
}

/** Money over the years for one unit above those held, yearly and once alike. */
const perUnit = (price: UnitPrice, years: number): number => {
  const { once, perYear } = moneyOf(price, 1, 0);
  return once + perYear * years;
};

/** How the licence reaches on a target: all of its hosts only where that is sure, whatever the plan will be. */
function radiusOn({ rule, options }: AskedLicence, at: Omit<OnTarget, "radius">, isOnly: boolean): OnTarget["radius"] {
  if (rule.radius(options) === "host" || at.guests.length === 0 || at.isNarrowed) return "host";
  const isBound = (guest: LicensedGuest) => rule.isBound?.(guest, at.shape, options) ?? false;
  if (at.guests.some(isBound)) return "host";
  // Every host pays for what the target holds, and with other targets nobody knows how many that are.
  return isOnly || isFlat(rule, at.shape, options) ? "target" : "host";
}

/** Does one guest ask as much of the host as many? */
const isFlat = (rule: LicenceRule, shape: HostShape, options: unknown): boolean => {
  const units = (guests: number) =>
    rule.unitsOn(shape, { guests, free: guests, size: guests, freeSize: guests }, options).units;
  return units(1) === units(MANY);
};
/** More guests than any host's first licence covers. */
const MANY = 1e6;

/** Units of a host of the target by how many of its guests it holds: those of the n smallest. */
function unitSteps(asked: AskedLicence, at: Carried, items: number): Float64Array {
  const { rule, options } = asked;
  const { shape, guests } = at;
  const sizes = Float64Array.from(guests, (guest) => rule.sizeOf?.(guest, shape, options) ?? 0).sort();
  const bound = guests.filter((guest) => rule.isBound?.(guest, shape, options) ?? false).length;
  const units = new Float64Array(items + 1);
  let size = 0;
  for (let n = 1; n <= items; n++) {
    // More than can stand here: as much as the last ask.
    size += sizes[n - 1] ?? 0;
    const many = Math.min(n, guests.length);
    if (many === 0) continue;
    // Which of them stand here is open: none counts as free unless all are, all may share what free ones share.
    const load = { guests: many, free: bound === 0 ? many : 0, size, freeSize: bound === guests.length ? 0 : size };
    units[n] = rule.unitsOn(shape, load, options).units;
  }
  return units;
}

/**
 * Least units of the whole that a unit of a host becomes. A whole is largest with every item on a host of its own and the
 * spares beside them; how many spares a promise to survive losses takes nobody knows before packing.
 */
function leastRatio({ rule, ...asked }: AskedLicence, all: readonly Carried[], estate: Estate, items: number): number {
  if (rule.leastRatio === undefined) return 1;
  const { goals, rules, targets } = estate.request;
  const spares = rules.some(({ kind }) => kind === "survive") ? Infinity : goals.spareHosts * targets.length;
  const each = all.map((at) => unitSteps({ rule, ...asked }, at, at.guests.length).at(-1) ?? 0);
  return rule.leastRatio(Math.max(0, ...each) * (items + spares), asked.options);
}

/** The licensed items as each target can carry them. */
function carriedOf(rule: LicenceRule, estate: Estate, items: readonly number[], reach: Reach): readonly Carried[] {
  const idOf = (w: number) => estate.workloads[w]?.workload.id ?? "";
  return estate.targets.map((target, t): Carried => {
    const shape = shapeOf(target);
    if (target.misfits.length > 0 || !concerns(rule, shape)) return { shape, guests: [] };
    const guests = items.flatMap((w): readonly LicensedGuest[] =>
      estate.sized(w, t).misfits.length === 0 && reach.closed(idOf(w), t) !== "all"
        ? [guestOf(idOf(w), estate.sized(w, t).spec, target)]
        : [],
    );
    return { shape, guests };
  });
}

function stepsOf(asked: AskedLicence, estate: Estate, reach: Reach): readonly LicenceSteps[] {
  const { rule, options, price, held } = asked;
  if (price === undefined) return [];
  const items = estate.workloads.flatMap(({ workload }, w) => (asked.isLicensed(workload) ? [w] : []));
  if (items.length === 0) return [];
  const carried = carriedOf(rule, estate, items, reach);
  const isOnly = carried.filter(({ guests }) => guests.length > 0).length === 1;
  const all = carried.map((at, t): OnTarget => {
    const isNarrowed = at.guests.some(({ workload }) => reach.closed(workload, t) !== "none");
    return { ...at, isNarrowed, radius: radiusOn(asked, { ...at, isNarrowed }, isOnly) };
  });
  const years = yearsFactor(estate.request);
  const money = perUnit(price, years) * leastRatio(asked, carried, estate, items.length);
  const heldMoney = held * price.each * (price.isYearly ? years : 1);
  return (["host", "target"] as const).flatMap((radius): readonly LicenceSteps[] => {
    const own = all.filter((at) => at.radius === radius && at.guests.length > 0);
    if (own.length === 0) return [];
    const steps = all.map((at) =>
      own.includes(at)
        ? unitSteps(asked, at, items.length).map((units) => units * money)
        : new Float64Array(items.length + 1),
    );
    // With radius "target" spares are in already; closed to the items, they are not licensed.
    const hasSpares = radius === "host" && rule.hasSpares(options) && !own.some(({ isNarrowed }) => isNarrowed);
    return [{ id: asked.id, items, steps, radius, hasSpares, heldMoney }];
  });
}

/**
 * All licences of a request whose price is known, in its order. A licence that reaches over a whole target on some targets
 * and host by host on others comes as two entries of one id, each without money on the other's targets.
 */
export function licenceSteps(estate: Estate, context: PlanContext): readonly LicenceSteps[] {
  const reach = reachOf(estate.request, []);
  return askedLicences(estate.request, context).flatMap((asked) => stepsOf(asked, estate, reach));
}
