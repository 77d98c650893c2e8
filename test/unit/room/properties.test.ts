/** What holds for every room: no limit broken, nothing lost, nothing left out that would fit, a bound that is one. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Facility, PlanRoom } from "#planner/contract/index.ts";
import { loadSolver } from "#planner/pack/lp/index.ts";
import { circuitWatts, rackHosts, roomViolations } from "#planner/room/index.ts";
import { type RandomRoom, randomRoom } from "./random-room.ts";
import { alike, built, byId, facilityOf } from "../../support/racks.ts";

const SLACK = 1e-6;

/** Highest sum over the slots. */
function peak(draws: readonly (readonly number[])[]): number {
  const slots = draws[0]?.map((_, s) => draws.reduce((sum, draw) => sum + draw[s]!, 0)) ?? [];
  return Math.max(0, ...slots);
}

/** What a set of hosts comes to, straight from their types. */
function sums({ hosts, types }: RandomRoom, ids: readonly string[]) {
  const mine = ids.map((id) => hosts.find((host) => host.id === id)!);
  const typeOf = mine.map(({ hostType }) => types.get(hostType)!);
  const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    units: add(typeOf.map(({ rackUnits }) => rackUnits!.value)),
    fullW: add(typeOf.map(({ power }) => (power.kind === "two-ends" ? power.maxW.value : 0))),
    kg: add(typeOf.map(({ weightKg }) => weightKg?.value ?? 0)),
    peakW: peak(mine.map(({ drawW }) => drawW)),
  };
}

/** Does a rack bear the sums? Stated here once more, with the defaults' own figures. */
function bears({ facility }: RandomRoom, { units, fullW, kg, peakW }: ReturnType<typeof sums>): boolean {
  const { racks = {} } = facility;
  const circuit = racks.circuit ?? { volts: 208, amps: 30, phases: 3 as const };
  const feedW = circuitWatts(circuit) * (racks.circuitsPerRack ?? 1) * 0.8;
  return (
    units <= (racks.units ?? 42) - (racks.reservedUnits ?? 0) &&
    fullW * (racks.diversityRatio ?? 0.9) <= feedW + SLACK &&
    peakW <= feedW + SLACK &&
    kg <= (racks.maxKg ?? Infinity) &&
    peakW <= (racks.maxHeatKW ?? Infinity) * 1000 + SLACK &&
    peakW <= (racks.maxWPerM2 ?? Infinity) * (racks.areaM2 ?? 2.5) + SLACK
  );
}

const ids = (hosts: readonly { readonly host: string }[]) => hosts.map(({ host }) => host);

describe("every room", () => {
  it("breaks no limit of rack, circuit, weight, heat, floor or cooling, and loses nobody", () => {
    fc.assert(
      fc.property(randomRoom(24), (random) => {
        const { hosts, types, facility, options } = random;
        const room = rackHosts(hosts, types, facility, options);
        for (const rack of room.racks) expect(bears(random, sums(random, ids(rack.hosts)))).toBe(true);
        expect(room.racks.length).toBeLessThanOrEqual(facility.racks?.maxCount ?? Infinity);
        const standing = [...room.racks.flatMap((rack) => ids(rack.hosts)), ...ids(room.frames)];
        const { installed, spare = 1, capacityKW = 0 } = facility.coolingUnits ?? {};
        const coolingW = installed === undefined ? Infinity : Math.max(0, installed - spare) * capacityKW * 1000;
        expect(sums(random, standing).peakW).toBeLessThanOrEqual(coolingW + SLACK);
        const all = [...standing, ...ids(room.unracked), ...room.withoutUnits];
        expect(all.toSorted()).toEqual(hosts.map(({ id }) => id).toSorted());
      }),
      { seed: 6301, numRuns: 150 },
    );
  });

  it("satisfies the judge, who also asks that nobody left out would fit, and the schema", () => {
    const RackedRoom = PlanRoom.omit({ cooling: true, inlet: true, chain: true });
    fc.assert(
      fc.property(randomRoom(24), ({ hosts, types, facility, options }) => {
        const room = rackHosts(hosts, types, facility, options);
        expect(roomViolations(room, hosts, types, { facility, ...options })).toEqual([]);
        expect(RackedRoom.parse(room)).toEqual(room);
      }),
      { seed: 6302, numRuns: 150 },
    );
  });

  it("is the same for the same hosts", () => {
    fc.assert(
      fc.property(randomRoom(24), ({ hosts, types, facility, options }) => {
        expect(rackHosts(hosts, types, facility, options)).toEqual(
          rackHosts(structuredClone(hosts), types, facility, options),
        );
      }),
      { seed: 6303, numRuns: 40 },
    );
  });
});

/** Fewest racks for the hosts, by trying every set of them in a rack: f(set) = 1 + least f(set without a part that fits). */
function fewestRacks(random: RandomRoom, hosts: readonly string[]): number {
  const sets = 1 << hosts.length;
  const racksOf = new Map(random.options.racks);
  const fits = Array.from({ length: sets }, (_, set) => {
    const inside = hosts.filter((_id, i) => ((set >> i) & 1) === 1);
    const names = new Set(inside.flatMap((id) => racksOf.get(id) ?? []));
    return names.size <= 1 && bears(random, sums(random, inside));
  });
  const fewest = Array.from({ length: sets }, () => Infinity);
  fewest[0] = 0;
  for (let set = 1; set < sets; set++) {
    for (let part = set; part > 0; part = (part - 1) & set) {
      if (fits[part] === true) fewest[set] = Math.min(fewest[set]!, fewest[set & ~part]! + 1);
    }
  }
  return fewest[sets - 1]!;
}

describe("the bound", () => {
  it("is never above the fewest racks there can be, nor these above the racks found", async () => {
    const solver = await loadSolver();
    let closed = 0;
    let runs = 0;
    fc.assert(
      fc.property(randomRoom(8), fc.boolean(), (random, withSolver) => {
        const { hosts, types, facility, options } = random;
        const room = rackHosts(hosts, types, facility, { ...options, ...(withSolver ? { solver } : {}) });
        const best = fewestRacks(
          random,
          room.racks.flatMap((rack) => ids(rack.hosts)),
        );
        expect(room.bound.racks).toBeLessThanOrEqual(best);
        expect(best).toBeLessThanOrEqual(room.racks.length);
        runs++;
        if (room.bound.racks === room.racks.length) closed++;
      }),
      { seed: 6304, numRuns: 120 },
    );
    expect(closed / runs).toBeGreaterThan(0.9);
  });

  it("by columns is told with prices that the judge checks without a solver", async () => {
    const solver = await loadSolver();
    let proved = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 2, max: 10 }),
            fc.integer({ min: 100, max: 1000 }),
            fc.integer({ min: 1, max: 5 }),
          ),
          {
            minLength: 2,
            maxLength: 5,
          },
        ),
        (kinds) => {
          const types = byId(kinds.map(([units, fullW], i) => built(`u${i}`, { units, fullW })));
          const hosts = kinds.flatMap(([, , count], i) => alike(count, `u${i}`, [50], `t@u${i}`));
          const facility = facilityOf({ units: 20, circuit: { kW: 3 } });
          const room = rackHosts(hosts, types, facility, { solver, effort: 0.2 });
          const faults = (prices: Readonly<Record<string, number>>) =>
            roomViolations({ ...room, bound: { ...room.bound, prices } }, hosts, types, { facility });
          expect(roomViolations(room, hosts, types, { facility })).toEqual([]);
          const { prices } = room.bound;
          if (prices === undefined) return;
          proved++;
          const dearer = Object.fromEntries(Object.entries(prices).map(([id, worth]) => [id, worth * 1.5]));
          expect(faults(dearer).map(({ code }) => code)).toContain("room-bound");
        },
      ),
      { seed: 6305, numRuns: 60 },
    );
    expect(proved).toBeGreaterThan(0);
  });
});

describe("bad input", () => {
  const refused = (racks: Record<string, unknown>) =>
    Facility.safeParse({ cooling: "pue", pue: 1.5, racks }).error?.issues.map(({ path }) => path.join("."));

  it("a rack of 0 kW, of 0 kg, with more reserved than there is: named", () => {
    expect(refused({ circuit: { kW: 0 } })?.[0]).toMatch(/^racks\.circuit/);
    expect(refused({ circuit: { volts: 208, amps: 0, phases: 3 } })?.[0]).toMatch(/^racks\.circuit/);
    expect(refused({ maxKg: 0 })).toEqual(["racks.maxKg"]);
    expect(refused({ maxHeatKW: 0 })).toEqual(["racks.maxHeatKW"]);
    expect(refused({ units: 10, reservedUnits: 10 })).toEqual(["racks.reservedUnits"]);
    expect(refused({ units: 10, reservedUnits: 9 })).toBeUndefined();
  });

  it("as many units reserved as a rack has by default: the schema cannot know, racking names it", () => {
    const racked = () => rackHosts([], new Map(), facilityOf({ reservedUnits: 42 }));
    expect(racked).toThrow("/facility/racks/reservedUnits: 42 units reserved of a rack of 42: must be below");
  });

  it("a host named twice, or with slots of its own", () => {
    const types = byId([built("two", { units: 2, fullW: 500 })]);
    const [host] = alike(1, "two", [300]);
    expect(() => rackHosts([host!, host!], types, facilityOf())).toThrow("t@x/1 is named twice");
    const other = { ...host!, id: "t@x/2", drawW: [1, 2] };
    expect(() => rackHosts([host!, other], types, facilityOf())).toThrow("t@x/2: draw of 2 slots, others have 1");
  });
});
