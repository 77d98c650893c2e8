/** Builders for rooms of racks: host types by height, full draw and weight; hosts of the plan; facilities. */
import { Facility, HostType } from "#planner/contract/index.ts";
import type { HostToRack } from "#planner/room/index.ts";

const s = (value: number) => ({ value, source: "assumed: test" });

export interface Build {
  /** Height; left out = not known. */
  readonly units?: number;
  readonly fullW: number;
  readonly kg?: number;
}

/** A host type of that height, full draw and weight; nothing else of it matters to a room. */
export const built = (id: string, { units, fullW, kg }: Build): HostType =>
  HostType.parse({
    id,
    maker: "Test",
    model: id,
    year: 2012,
    architecture: "x86-64",
    cpuVendor: "intel",
    cpuModel: "test",
    sockets: s(1),
    coresPerSocket: s(8),
    threadsPerCore: s(1),
    coreMhz: s(2000),
    memoryMiB: s(65_536),
    ...(units === undefined ? {} : { rackUnits: s(units) }),
    power: { kind: "two-ends", idleW: s(fullW / 2), maxW: s(fullW) },
    ...(kg === undefined ? {} : { weightKg: s(kg) }),
  });

export const byId = (types: readonly HostType[]): ReadonlyMap<string, HostType> =>
  new Map(types.map((type) => [type.id, type]));

/** Hosts t@x/1 … of one type, all with this draw per slot. */
export const alike = (count: number, hostType: string, drawW: readonly number[], target = "t@x"): HostToRack[] =>
  Array.from({ length: count }, (_, i) => ({ id: `${target}/${i + 1}`, hostType, drawW: [...drawW] }));

type FacilityInput = Record<string, unknown>;

/** A facility by PUE with these racks and whatever else. */
export const facilityOf = (racks: FacilityInput = {}, more: FacilityInput = {}): Facility =>
  Facility.parse({ cooling: "pue", pue: 1.5, racks, ...more });
