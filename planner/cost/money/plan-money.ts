/**
 * What a plan costs over the years of its goals, line by line, beside today's estate left as it is. A price that nobody
 * names leaves its line open, and the account says without what it is; 0 is a line of 0.
 * Leaves out: taxes, inflation, loans, what today's hosts still bring when they are sold, and hosts of today that become
 * hosts of the plan: all of the plan's hosts are bought.
 */
import {
  COST_KINDS,
  type CostSide,
  type PlanHost,
  type PlanLicences,
  type PlanMoney,
  type PlanResult,
  type PlanRoom,
} from "../../contract/index.ts";
import type { Estate, ResolvedTarget } from "../../size/index.ts";
import { licenceLines } from "./licence-lines.ts";
import { type Due, type Horizon, type Part, counted, due, exactSum, joined, open, sideOf } from "./lines.ts";
import { currencyOf, hostPriceIn, namesAPrice } from "./prices.ts";
import { spaceByHeight, spaceLines, spaceOfRoom } from "./space.ts";
import { admin, electricity, hostsUnder, stayingPart, todayPart } from "./today.ts";

/** The rest of the plan that money is reckoned from. */
export interface PlanParts {
  /** All of them, spares included. */
  readonly hosts: readonly PlanHost[];
  readonly energy: PlanResult["energy"];
  readonly room?: PlanRoom | undefined;
  readonly licences?: PlanLicences | undefined;
}

const PERCENT = 100;

interface Bought {
  readonly target: ResolvedTarget;
  readonly count: number;
}

function boughtOf(estate: Estate, hosts: readonly PlanHost[]): readonly Bought[] {
  return estate.targets
    .map((target) => ({ target, count: hosts.filter((host) => host.target === target.id).length }))
    .filter(({ count }) => count > 0);
}

/** Purchase and support of the hosts of one target. */
function hardware(estate: Estate, { target, count }: Bought): Part {
  const { money } = estate.request;
  const { supportPercent, residualPercent = 0 } = money?.hardware ?? {};
  const price = hostPriceIn(target.target, target.hostType, currencyOf(estate.request));
  const support = supportPercent === undefined ? "hardware support" : `hardware support of ${target.id}`;
  if (price === undefined) return open(`hardware of ${target.id}`, support);
  const once = price * count;
  const bought: Due = { kind: "hardware", what: target.id, once, residual: (once * residualPercent) / PERCENT };
  if (supportPercent === undefined) return { dues: [bought], without: [support] };
  return due(bought, { kind: "hardware-support", what: target.id, perYear: (once * supportPercent) / PERCENT });
}

/** What is paid once, to get there. */
function transition(
  estate: Estate,
  of: { readonly hosts: number; readonly placed: number; readonly freed: number },
): Part {
  const { ports, migration, training, decommissionPerHost } = estate.request.money ?? {};
  const portLines = ports?.map(
    ({ name, perHost, price }): Due => ({ kind: "ports", what: name, once: of.hosts * perHost * price }),
  );
  return joined([
    portLines === undefined ? open("ports") : due(...portLines),
    migration === undefined
      ? open("migration")
      : due({
          kind: "migration",
          what: counted(of.placed, "workload"),
          once: of.placed * migration.hoursPerWorkload * migration.perHour,
        }),
    training === undefined ? open("training") : due({ kind: "training", what: "", once: training }),
    ...(of.freed === 0
      ? []
      : [
          decommissionPerHost === undefined
            ? open("decommission")
            : due({ kind: "decommission", what: counted(of.freed, "host"), once: of.freed * decommissionPerHost }),
        ]),
  ]);
}

function afterPart(estate: Estate, { hosts, energy, room, licences }: PlanParts): Part {
  const { request } = estate;
  const { facility, money } = request;
  const typeOf = new Map(estate.targets.map(({ id, hostType }) => [id, hostType]));
  const types = new Map(hosts.flatMap(({ id, target }) => [[id, typeOf.get(target)] as const]));
  const known = new Map([...types].flatMap(([id, type]) => (type === undefined ? [] : [[id, type] as const])));
  const placed = new Set(hosts.flatMap(({ partitions }) => partitions.map(({ workload }) => workload)));
  const unplaced = new Set(estate.workloads.map(({ workload }) => workload.id).filter((id) => !placed.has(id)));
  const staying = hostsUnder(estate, unplaced);
  const by = { facility, peakW: energy.after.peakW };
  return joined([
    ...boughtOf(estate, hosts).map((bought) => hardware(estate, bought)),
    electricity(energy.after),
    spaceLines(
      money?.space,
      room === undefined ? spaceByHeight([...types.values()], by) : spaceOfRoom(room, { ...by, types: known }),
    ),
    licenceLines(request, { counted: licences?.after, currency: currencyOf(request) }),
    admin(estate, { hosts: hosts.length, workloads: placed.size }),
    transition(estate, { hosts: hosts.length, placed: placed.size, freed: estate.today.size - staying.length }),
    staying.length === 0
      ? open()
      : stayingPart(estate, { hosts: staying, workloads: unplaced, draw: energy.staying, counted: undefined }),
    strandedPart(estate, unplaced),
  ]);
}

/** Workloads without a place that stand on no host of today we know: whatever they cost is not in the account. */
function strandedPart(estate: Estate, unplaced: ReadonlySet<string>): Part {
  const stranded = estate.workloads.filter(
    ({ workload }) =>
      unplaced.has(workload.id) && !(workload.runsOn !== undefined && estate.today.has(workload.runsOn)),
  ).length;
  return stranded === 0 ? open() : open(`${counted(stranded, "workload")} that found no place`);
}

function beforePart(estate: Estate, { energy, licences }: PlanParts): Part {
  return todayPart(estate, {
    hosts: [...estate.today.values()],
    workloads: new Set(estate.workloads.map(({ workload }) => workload.id)),
    draw: energy.before,
    counted: licences?.before,
  });
}

/** From today's discounted total to the plan's, kind by kind; the steps add up to it exactly. */
function waterfallOf(before: CostSide, after: CostSide): NonNullable<PlanMoney["waterfall"]> {
  const of = (side: CostSide, kind: string) =>
    side.lines.filter((line) => line.kind === kind).map(({ discounted }) => discounted);
  const steps = COST_KINDS.flatMap((step) => {
    const [plan, today] = [of(after, step), of(before, step)];
    return plan.length + today.length === 0 ? [] : [{ step, amount: exactSum([...plan, ...today.map((x) => -x)]) }];
  });
  return [
    { step: "today-total", amount: before.discounted },
    ...steps,
    { step: "plan-total", amount: after.discounted },
  ];
}

/** The years and the rate of a request. */
export const horizonOf = ({ request }: Pick<Estate, "request">): Horizon => ({
  years: request.goals.costYears,
  discountPercent: request.money?.discountPercent ?? 0,
});

/**
 * The money account of a plan, in the request's currency over `goals.costYears`; undefined when the request names no price
 * at all and no licence has one by the price list. Amounts are rounded to 1/1000.
 */
export function planMoney(estate: Estate, parts: PlanParts): PlanMoney | undefined {
  const { request } = estate;
  const hasPricedLicence = parts.licences?.after.some(({ once }) => once !== undefined) ?? false;
  if (!namesAPrice(request) && !hasPricedLicence) return undefined;
  const horizon = horizonOf(estate);
  const after = sideOf(afterPart(estate, parts), horizon);
  const account = { currency: currencyOf(request), ...horizon, after };
  if (estate.today.size === 0) return account;
  const before = sideOf(beforePart(estate, parts), horizon);
  return { ...account, before, waterfall: waterfallOf(before, after) };
}
