/**
 * The room as pictures' data: racks from the bottom up, and the heat of every rack beside its limits. Nothing here
 * draws. Racks that look alike are folded where there are too many to draw one by one.
 */
import { WATTS_PER_KW } from "#models/units.ts";
import type { Facility, PlanDocument, PlanResult, PlanRoom, Rack } from "../contract/index.ts";
import { hostLabels } from "./columns.ts";

/** Most racks of an elevation, and machines in frames of their own beside them. */
export const MOST_RACKS = 12;
export const MOST_FRAMES = 4;
/** Most racks of the picture of heat. */
export const MOST_HEAT_RACKS = 40;

type RackedHost = PlanRoom["frames"][number];

export interface ElevationHost {
  readonly label: string;
  readonly host: RackedHost;
  /** Lower edge in units above the floor of the rack; blades that share a unit stand on one another. */
  readonly bottom: number;
}

export interface ElevationRack {
  readonly rack: Rack;
  readonly hosts: readonly ElevationHost[];
  /** Racks with the same host types at the same heights, this one included. */
  readonly alike: number;
}

export interface ElevationFigure {
  readonly racks: readonly ElevationRack[];
  /** Racks neither drawn nor folded into one that is. */
  readonly moreRacks: number;
  readonly racksTotal: number;
  readonly frames: readonly { readonly label: string; readonly host: RackedHost; readonly alike: number }[];
  readonly moreFrames: number;
  /** Most heat a rack's place can be rid of, W: the place's own limit or the floor's, whichever is less. */
  readonly heatLimitW?: number;
}

const AREA_FACT = "room.areaM2PerRack";

/** Floor per rack, m²: as asked, as taken for granted, or the room's over its racks where nothing else stands in it. */
function areaPerRack({ room, facts }: PlanResult, facility: Facility): number | undefined {
  const known = facility.racks?.areaM2 ?? facts.find(({ id }) => id === AREA_FACT)?.value;
  if (typeof known === "number") return known;
  if (room === undefined || room.racks.length === 0 || room.frames.length > 0) return undefined;
  return room.areaM2 / room.racks.length;
}

/** What heat of one rack may come to, W: at its place, and by its share of the floor. */
interface HeatLimits {
  readonly placeW?: number;
  readonly floorW?: number;
}

function heatLimits({ result, request: { facility } }: PlanDocument): HeatLimits {
  const maxHeatKW = facility.racks?.maxHeatKW;
  const perM2 = result.room?.density.limitWPerM2;
  const area = areaPerRack(result, facility);
  return {
    ...(maxHeatKW === undefined ? {} : { placeW: maxHeatKW * WATTS_PER_KW }),
    ...(perM2 === undefined || area === undefined ? {} : { floorW: perM2 * area }),
  };
}

/** Names of hosts in the plan's own short way. */
const labelsOf = ({ result }: PlanDocument) => hostLabels(result.hosts);

function stacked(rack: Rack, label: (id: string) => string): readonly ElevationHost[] {
  let top = 0;
  return rack.hosts.map((host) => {
    const bottom = Math.max(host.atUnit - 1, top);
    top = bottom + host.units;
    return { label: label(host.host), host, bottom };
  });
}

/** Groups of the fullest first; within a group the fullest stands for all. */
function folded<T>(
  all: readonly T[],
  load: (one: T) => number,
  key: (one: T) => string,
): readonly (readonly [T, number])[] {
  const ordered = all.toSorted((a, b) => load(b) - load(a));
  return [...Map.groupBy(ordered, key).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [[first, group.length] as const];
  });
}

/** Racks drawn: all in their own order while there are few, otherwise the fullest, those with equal hosts folded. */
function drawnRacks(document: PlanDocument, racks: readonly Rack[]): readonly (readonly [Rack, number])[] {
  if (racks.length <= MOST_RACKS) return racks.map((rack) => [rack, 1]);
  const typeOf = new Map(document.result.hosts.map((host) => [host.id, host.hostType]));
  const layout = ({ hosts, feedW }: Rack) =>
    [feedW, ...hosts.map(({ host, atUnit, units }) => `${atUnit}:${units}:${typeOf.get(host) ?? host}`)].join("|");
  return folded(racks, ({ plannedW }) => plannedW, layout).slice(0, MOST_RACKS);
}

const total = (counts: readonly (readonly [unknown, number])[]) => counts.reduce((sum, [, count]) => sum + count, 0);

/** The elevation, or undefined when nothing stands anywhere. */
export function elevationFigure(document: PlanDocument): ElevationFigure | undefined {
  const { room } = document.result;
  if (room === undefined || room.racks.length + room.frames.length === 0) return undefined;
  const label = labelsOf(document);
  const racks = drawnRacks(document, room.racks);
  const typeOf = new Map(document.result.hosts.map((host) => [host.id, host.hostType]));
  const frames = folded(
    room.frames,
    ({ peakW }) => peakW,
    ({ host, units }) => `${units}|${typeOf.get(host) ?? host}`,
  ).slice(0, MOST_FRAMES);
  const { placeW = Infinity, floorW = Infinity } = heatLimits(document);
  const heatLimitW = Math.min(placeW, floorW);
  return {
    racks: racks.map(([rack, alike]) => ({ rack, hosts: stacked(rack, label), alike })),
    moreRacks: room.racks.length - total(racks),
    racksTotal: room.racks.length,
    frames: frames.map(([host, alike]) => ({ label: label(host.host), host, alike })),
    moreFrames: room.frames.length - total(frames),
    ...(Number.isFinite(heatLimitW) ? { heatLimitW } : {}),
  };
}

export interface RackHeat {
  readonly id: string;
  readonly peakW: number;
  readonly plannedW: number;
  readonly feedW: number;
}

export interface RackHeatFigure extends HeatLimits {
  /** Hottest first when there are too many to draw, otherwise in the order of the room. */
  readonly racks: readonly RackHeat[];
  readonly racksTotal: number;
  readonly wPerM2: number;
  readonly limitWPerM2?: number;
}

/** Heat of the racks beside what they may come to; undefined without racks. */
export function rackHeatFigure(document: PlanDocument): RackHeatFigure | undefined {
  const { room } = document.result;
  if (room === undefined || room.racks.length === 0) return undefined;
  const isWhole = room.racks.length <= MOST_HEAT_RACKS;
  const racks = isWhole ? room.racks : room.racks.toSorted((a, b) => b.peakW - a.peakW).slice(0, MOST_HEAT_RACKS);
  return {
    racks: racks.map(({ id, peakW, plannedW, feedW }) => ({ id, peakW, plannedW, feedW })),
    racksTotal: room.racks.length,
    wPerM2: room.density.wPerM2,
    ...(room.density.limitWPerM2 === undefined ? {} : { limitWPerM2: room.density.limitWPerM2 }),
    ...heatLimits(document),
  };
}
