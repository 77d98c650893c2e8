/** Random rooms for properties: a few host types, hosts of them, a facility with some of the limits. */
import * as fc from "fast-check";
import type { Facility, HostType } from "#planner/contract/index.ts";
import type { HostToRack, RackOptions } from "#planner/room/index.ts";
import { built, byId, facilityOf } from "../../support/racks.ts";

export interface RandomRoom {
  readonly hosts: readonly HostToRack[];
  readonly types: ReadonlyMap<string, HostType>;
  readonly facility: Facility;
  readonly options: RackOptions;
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** Leaves out what is undefined, as JSON would. */
const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const shape = fc.record({
  units: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(0.5, 1, 2, 2.5, 4, 8) },
    { weight: 1, arbitrary: fc.constantFrom(20, 42, 84, undefined) },
  ),
  fullW: fc.integer({ min: 100_000, max: 3_000_000 }).map((mW) => mW / 1000),
  kg: maybe(fc.integer({ min: 5, max: 200 })),
});

const facility = fc
  .record({
    racks: fc.record({
      units: maybe(fc.integer({ min: 6, max: 20 })),
      reservedUnits: maybe(fc.integer({ min: 0, max: 5 })),
      circuit: maybe(
        fc.oneof(
          fc.record({ kW: fc.integer({ min: 1, max: 8 }) }),
          fc.record({
            volts: fc.constantFrom(208, 230, 400),
            amps: fc.constantFrom(16, 30),
            phases: fc.constantFrom(1, 3),
          }),
        ),
      ),
      circuitsPerRack: maybe(fc.integer({ min: 1, max: 2 })),
      diversityRatio: maybe(fc.constantFrom(0.7, 1)),
      maxKg: maybe(fc.integer({ min: 100, max: 500 })),
      maxHeatKW: maybe(fc.integer({ min: 1, max: 6 })),
      maxCount: maybe(fc.integer({ min: 1, max: 6 })),
      areaM2: maybe(fc.integer({ min: 1, max: 4 })),
      maxWPerM2: maybe(fc.integer({ min: 400, max: 3000 })),
    }),
    coolingUnits: maybe(
      fc.record({
        capacityKW: fc.integer({ min: 2, max: 9 }),
        installed: fc.integer({ min: 1, max: 4 }),
        spare: fc.constantFrom(0, 1),
      }),
    ),
  })
  .map(({ racks, coolingUnits }) => facilityOf(given(racks), given({ coolingUnits })));

/** A room of at most so many hosts. */
export const randomRoom = (most: number): fc.Arbitrary<RandomRoom> =>
  fc
    .record({
      shapes: fc.array(shape, { minLength: 1, maxLength: 4 }),
      slots: fc.integer({ min: 1, max: 3 }),
      picks: fc.array(
        fc.record({
          type: fc.nat(3),
          loads: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 3, maxLength: 3 }),
          isSpare: fc.boolean(),
          rack: maybe(fc.constantFrom("left", "right", "rack-2")),
        }),
        { maxLength: most },
      ),
      hasNames: fc.boolean(),
      facility,
    })
    .map(({ shapes, slots, picks, hasNames, facility: place }) => {
      const types = shapes.map(({ units, fullW, kg }, t) =>
        built(`t${t}`, { fullW, ...(units === undefined ? {} : { units }), ...(kg === undefined ? {} : { kg }) }),
      );
      const at = (type: number) => type % shapes.length;
      const hosts = picks.map(
        ({ type, loads, isSpare }, i): HostToRack => ({
          id: `t@x/${i + 1}`,
          hostType: `t${at(type)}`,
          drawW: loads.slice(0, slots).map((load) => Math.round(shapes[at(type)]!.fullW * (500 + 50 * load)) / 1000),
          role: isSpare ? "spare" : "used",
        }),
      );
      const names = picks.flatMap(({ rack }, i) =>
        hasNames && rack !== undefined ? [[`t@x/${i + 1}`, rack] as const] : [],
      );
      return { hosts, types: byId(types), facility: place, options: { racks: new Map(names), effort: 0.005 } };
    });
