/** Tables beside the pictures of the room and its money. Long lists are cut; the whole is in the plan's JSON. */
import type { PlanDocument } from "#planner/contract/index.ts";
import {
  type CostFigure,
  type RackHeatFigure,
  type RoomDrawFigure,
  btuText,
  decimal,
  grouped,
  hostLabels,
  kWText,
  listed,
  moneyText,
  signed,
} from "#planner/report/index.ts";
import type { DataTable } from "./data-table.ts";

/** Racks, and slots, that a table tells one by one. */
const MOST_RACK_ROWS = 100;
const MOST_SLOT_ROWS = 336;
const MOST_NAMES = 12;

/** "Racks: the first 100 of 240" */
const cutCaption = (what: string, shown: number, all: number) =>
  shown < all ? `${what}: the first ${grouped(shown)} of ${grouped(all)}` : what;

/** Every rack from the bottom up, then the machines in frames of their own. */
export function elevationTable({ result }: PlanDocument): DataTable {
  const { racks = [], frames = [] } = result.room ?? {};
  const label = hostLabels(result.hosts);
  const shown = racks.slice(0, MOST_RACK_ROWS);
  return {
    caption: cutCaption("What stands where, from the bottom up", shown.length, racks.length),
    head: ["Rack", "Units used", "Planned", "Feed", "Heat, peak", "Weight", "Hosts (at unit)"],
    rows: [
      ...shown.map((rack) => ({
        head: rack.id,
        cells: [
          `${decimal(rack.usedUnits, 2)} of ${grouped(rack.units)}`,
          kWText(rack.plannedW),
          kWText(rack.feedW),
          `${kWText(rack.peakW)} (${btuText(rack.btuPerHour)})`,
          rack.kg === undefined ? "not known" : `${grouped(rack.kg)} kg`,
          listed(
            rack.hosts.map(({ host, atUnit }) => `${label(host)} (${grouped(atUnit)})`),
            MOST_NAMES,
          ),
        ],
      })),
      ...frames.slice(0, MOST_RACK_ROWS).map((host) => ({
        head: label(host.host),
        cells: [
          `${decimal(host.units)} in own frames`,
          kWText(host.fullW),
          "own",
          kWText(host.peakW),
          host.kg === undefined ? "not known" : `${grouped(host.kg)} kg`,
          label(host.host),
        ],
      })),
    ],
  };
}

/** Draw per slot (or column of slots). */
export function roomDrawTable(figure: RoomDrawFigure): DataTable {
  const { columns, plan, today } = figure;
  const labels = columns.labels.slice(0, MOST_SLOT_ROWS);
  return {
    caption: cutCaption("Draw of the room per slot", labels.length, columns.labels.length),
    head: [
      "Slot",
      "Plan, hosts",
      "Plan, facility",
      ...(today === undefined ? [] : ["Today, hosts", "Today, facility"]),
    ],
    rows: labels.map((head, i) => ({
      head,
      cells: [plan.itW, plan.facilityW, ...(today === undefined ? [] : [today.itW, today.facilityW])].map((line) =>
        kWText(line[i] ?? 0),
      ),
    })),
  };
}

/** Steps of the waterfall and where each leaves the total. */
export function costTable({ bars, currency, hasToday }: CostFigure): DataTable {
  return {
    caption: hasToday ? "From today's cost to the plan's" : "What the plan costs",
    head: ["Step", "Change", "Total so far"],
    rows: bars.map((bar) => ({
      head: bar.label,
      cells: [
        bar.kind === "total" ? "" : signed(bar.amount, (value) => moneyText(value, currency)),
        moneyText(bar.to, currency),
      ],
    })),
  };
}

/** Heat of each rack beside its limits. */
export function rackHeatTable({ racks, racksTotal, placeW, floorW }: RackHeatFigure): DataTable {
  const limits = [
    ...(placeW === undefined ? [] : [["Heat of the place", kWText(placeW)] as const]),
    ...(floorW === undefined ? [] : [["Share of the floor", kWText(floorW)] as const]),
  ];
  return {
    caption: cutCaption("Heat per rack and its limits", racks.length, racksTotal),
    head: ["Rack", "Heat, peak", ...limits.map(([name]) => name), "Planned draw", "Feed"],
    rows: racks.map((rack) => ({
      head: rack.id,
      cells: [kWText(rack.peakW), ...limits.map(([, text]) => text), kWText(rack.plannedW), kWText(rack.feedW)],
    })),
  };
}
