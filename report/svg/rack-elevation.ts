/**
 * Rack elevation: racks side by side in rows, units numbered from the bottom, hosts as boxes with names, free units as
 * empty rungs; below each rack its feed and its heat as bars whose full length is the limit. Drawn in its natural size,
 * so that a unit is as high on a phone as on a desk; the box around it scrolls. Leaves out: rear view, cabling.
 */
import {
  type ElevationFigure,
  type ElevationHost,
  type ElevationRack,
  decimal,
  grouped,
  kWText,
} from "#planner/report/index.ts";
import { cut, element, frame, label, tip } from "./markup.ts";

const COLUMNS = 6;
const UNIT = 12;
const RACK = 122;
const NUMBERS = 20;
const CELL = NUMBERS + RACK + 14;
const HEADING = 22;
const METERS = 82;
const ROW_GAP = 18;
const EDGE = 2;
const NUMBERED = 5;
const TEXT_DROP = 10;
/** Characters of the small text that fit into a box. */
const MOST_NAME = 20;
const BAR = 8;
/** A machine in frames of its own is drawn no higher than this, in units. */
const MOST_FRAME_UNITS = 42;

interface Place {
  readonly x: number;
  /** Upper edge of the cell. */
  readonly y: number;
  /** Units of the highest rack of its row; racks stand on one floor. */
  readonly rowUnits: number;
}

const small = (text: string, at: { readonly x: number; readonly y: number }, anchor = "start"): string =>
  label(text, { class: "chart-text chart-small", x: at.x, y: at.y, "text-anchor": anchor });

const hostWords = ({ label: name, host }: ElevationHost) =>
  `${name}: ${decimal(host.units, 2)} U from unit ${grouped(host.atUnit)}, full draw ${kWText(host.fullW)}, peak ${kWText(host.peakW)}`;

function hostBox(one: ElevationHost, left: number, floor: number): string {
  const height = one.host.units * UNIT;
  const y = floor - (one.bottom + one.host.units) * UNIT;
  const box = element(
    "rect",
    { class: "rack-host", x: left + EDGE, y: y + 0.5, width: RACK - 2 * EDGE, height: Math.max(1, height - 1) },
    tip(hostWords(one)),
  );
  if (height < UNIT) return box;
  const at = { x: left + RACK / 2, y: y + height / 2 + TEXT_DROP / 2 - 1.5 };
  return box + small(cut(one.label, MOST_NAME), at, "middle");
}

function rungs(units: number, left: number, floor: number): string {
  return Array.from({ length: units }, (_, i) => {
    const number = i + 1;
    const y = floor - number * UNIT;
    const rung =
      i === units - 1 ? "" : element("line", { class: "chart-grid", x1: left, x2: left + RACK, y1: y, y2: y });
    const isNumbered = number === 1 || number % NUMBERED === 0 || number === units;
    const isCrowded = number !== units && units - number < 1;
    return rung + (isNumbered && !isCrowded ? small(String(number), { x: left - 4, y: y + TEXT_DROP }, "end") : "");
  }).join("");
}

/** A bar whose full length is the limit; without a limit the text stands alone. */
function meter(at: { readonly x: number; readonly y: number }, text: string, ratio: number | undefined): string {
  const words = small(text, { x: at.x, y: at.y });
  if (ratio === undefined) return words;
  const y = at.y + 4;
  return [
    words,
    element("rect", { class: "rack-limit", x: at.x, y, width: RACK, height: BAR }),
    element("rect", { class: "bar-plan", x: at.x, y, width: RACK * Math.min(1, ratio), height: BAR }),
  ].join("");
}

/** "4.2 of 6.9 kW" */
const share = (used: number, limit: number) => `${kWText(used).replace(" kW", "")} of ${kWText(limit)}`;

function rackCell({ rack, hosts, alike }: ElevationRack, at: Place, heatLimitW: number | undefined): string {
  const left = at.x + NUMBERS;
  const floor = at.y + HEADING + at.rowUnits * UNIT;
  const times = alike > 1 ? ` × ${grouped(alike)}` : "";
  const heat = heatLimitW === undefined ? `heat ${kWText(rack.peakW)}` : `heat ${share(rack.peakW, heatLimitW)}`;
  const name = cut(rack.id, MOST_NAME - times.length) + times;
  return [
    label(name, { class: "chart-text chart-strong", x: left, y: floor - rack.units * UNIT - 8 }),
    element("rect", { class: "rack", x: left, y: floor - rack.units * UNIT, width: RACK, height: rack.units * UNIT }),
    rungs(rack.units, left, floor),
    ...hosts.map((host) => hostBox(host, left, floor)),
    small(`${decimal(rack.usedUnits, 2)} of ${grouped(rack.units)} U used`, { x: left, y: floor + 14 }),
    meter({ x: left, y: floor + 30 }, `feed ${share(rack.plannedW, rack.feedW)}`, rack.plannedW / rack.feedW),
    meter({ x: left, y: floor + 58 }, heat, heatLimitW === undefined ? undefined : rack.peakW / heatLimitW),
  ].join("");
}

type Frames = ElevationFigure["frames"][number];

function frameCell({ label: name, host, alike }: Frames, at: Place): string {
  const left = at.x + NUMBERS;
  const floor = at.y + HEADING + at.rowUnits * UNIT;
  const height = Math.min(host.units, MOST_FRAME_UNITS) * UNIT;
  const middle = { x: left + RACK / 2, y: floor - height / 2 };
  const times = alike > 1 ? ` × ${grouped(alike)}` : "";
  return [
    label("own frame" + times, { class: "chart-text chart-strong", x: left, y: floor - height - 8 }),
    element(
      "rect",
      { class: "rack-host", x: left, y: floor - height, width: RACK, height },
      tip(`${name}: ${decimal(host.units)} U in frames of its own`),
    ),
    small(cut(name, MOST_NAME), middle, "middle"),
    small(`${decimal(host.units)} U${host.units > MOST_FRAME_UNITS ? `, drawn as ${MOST_FRAME_UNITS}` : ""}`, {
      x: left,
      y: floor + 14,
    }),
    small(`full draw ${kWText(host.fullW)}`, { x: left, y: floor + 30 }),
    small(`heat ${kWText(host.peakW)}`, { x: left, y: floor + 46 }),
  ].join("");
}

/** Units of the highest thing in a row of cells. */
type Cell = { readonly units: number; readonly draw: (at: Place) => string };

function cellsOf(figure: ElevationFigure): readonly Cell[] {
  return [
    ...figure.racks.map((one) => ({
      units: one.rack.units,
      draw: (at: Place) => rackCell(one, at, figure.heatLimitW),
    })),
    ...figure.frames.map((one) => ({
      units: Math.min(one.host.units, MOST_FRAME_UNITS),
      draw: (at: Place) => frameCell(one, at),
    })),
  ];
}

const describe = ({ rack, hosts, alike }: ElevationRack): string =>
  `${rack.id}${alike > 1 ? ` and ${grouped(alike - 1)} alike` : ""}: ${hosts.length} hosts in ${decimal(rack.usedUnits, 2)} of ${grouped(rack.units)} units, ${kWText(rack.plannedW)} planned of ${kWText(rack.feedW)}.`;

/** Draw the elevation. @param id unique in the page */
export function rackElevationSvg(figure: ElevationFigure, id: string): string {
  const cells = cellsOf(figure);
  let y = 0;
  const drawn: string[] = [];
  for (let from = 0; from < cells.length; from += COLUMNS) {
    const row = cells.slice(from, from + COLUMNS);
    const rowUnits = Math.max(...row.map(({ units }) => units));
    drawn.push(...row.map((cell, i) => cell.draw({ x: i * CELL, y, rowUnits })));
    y += HEADING + rowUnits * UNIT + METERS + ROW_GAP;
  }
  return frame(
    {
      id,
      title: "Rack elevation",
      description: [
        ...figure.racks.map(describe),
        ...figure.frames.map(
          ({ label: name, host }) => `${name} stands in frames of its own, ${decimal(host.units)} units high.`,
        ),
      ].join(" "),
      width: Math.min(COLUMNS, cells.length) * CELL,
      height: y - ROW_GAP,
      size: "natural",
    },
    ...drawn,
  );
}
