/**
 * Today's hosts in the account: what they cost every year, all of them before, and after the plan those that must stay on
 * because a workload on them found no place. Leaves out what was paid for them once, and what selling them brings.
 */
import type { CountedLicence, Draw } from "../../contract/index.ts";
import type { Estate, TodayHost } from "../../size/index.ts";
import { yearlyLicenceLines } from "./licence-lines.ts";
import { type Part, counted, due, joined, open } from "./lines.ts";
import { currencyOf } from "./prices.ts";
import { spaceByHeight, spaceLines } from "./space.ts";

const LEASING = "support or leasing of today's hosts";

/** Prices that are open for the plan as a whole where they are open here: said once, by the plan. */
const PLAN_WIDE: ReadonlySet<string> = new Set(["electricity", "space", "licences", "admin"]);

/** Some of today's hosts, the workloads that count on them, and what they draw. */
export interface TodaySide {
  readonly hosts: readonly TodayHost[];
  readonly workloads: ReadonlySet<string>;
  readonly draw: Draw | undefined;
  readonly counted: readonly CountedLicence[] | undefined;
}

/** Today's hosts that carry one of these workloads. */
export function hostsUnder(estate: Estate, workloads: ReadonlySet<string>): readonly TodayHost[] {
  const kept = new Set(
    estate.workloads.flatMap(({ workload }) => (workloads.has(workload.id) ? (workload.runsOn ?? []) : [])),
  );
  return [...estate.today.values()].filter(({ host }) => kept.has(host.id));
}

/** Electricity of a draw; hosts whose draw is not known are said. */
export function electricity(draw: Draw | undefined): Part {
  if (draw?.costPerYear === undefined) return open("electricity");
  const unknown = draw.hostsWithoutPower;
  return {
    dues: [{ kind: "electricity", what: "", perYear: draw.costPerYear }],
    without: unknown > 0 ? [`electricity of ${counted(unknown, "host")} whose draw is not known`] : [],
  };
}

/** Yearly administration, by host and by workload, each where it has a price. */
export function admin(estate: Estate, of: { readonly hosts: number; readonly workloads: number }): Part {
  const { perHostYear, perWorkloadYear } = estate.request.money?.admin ?? {};
  if (perHostYear === undefined && perWorkloadYear === undefined) return open("admin");
  const lines = [
    { what: counted(of.hosts, "host"), count: of.hosts, price: perHostYear },
    { what: counted(of.workloads, "workload"), count: of.workloads, price: perWorkloadYear },
  ];
  return due(
    ...lines.flatMap(({ what, count, price }) =>
      price === undefined ? [] : [{ kind: "admin" as const, what, perYear: price * count }],
    ),
  );
}

/** Everything that these hosts cost every year. */
export function todayPart(estate: Estate, side: TodaySide): Part {
  const { request } = estate;
  const { facility, money } = request;
  const { hosts, draw } = side;
  const perHostYear = money?.today?.perHostYear;
  return joined([
    electricity(draw),
    spaceLines(
      money?.space,
      spaceByHeight(
        hosts.map(({ type }) => type),
        { facility, peakW: draw?.peakW ?? 0 },
      ),
    ),
    yearlyLicenceLines(request, { counted: side.counted, currency: currencyOf(request) }),
    admin(estate, { hosts: hosts.length, workloads: side.workloads.size }),
    perHostYear === undefined
      ? open(LEASING)
      : due({ kind: "today", what: counted(hosts.length, "host"), perYear: perHostYear * hosts.length }),
  ]);
}

/** The same for hosts that stay beside the plan: every line is of kind "today" and says so. */
export function stayingPart(estate: Estate, side: TodaySide): Part {
  const { dues, without } = todayPart(estate, side);
  return {
    dues: dues.map(({ kind, what, perYear = 0 }) => ({
      kind: "today",
      what: `hosts that stay: ${kind === "today" ? "support or leasing" : kind}${what === "" ? "" : ` (${what})`}`,
      perYear,
    })),
    without: without
      .filter((one) => !PLAN_WIDE.has(one))
      .map((one) => (one === LEASING ? one : `${one} (hosts that stay)`)),
  };
}
