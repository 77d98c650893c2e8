/** Hosts into racks, by hand: each limit where it is the one that binds, frames, places, what stands nowhere and why. */
import { describe, expect, it } from "vitest";
import { findHostType } from "#hosts";
import {
  COMMON_CIRCUITS,
  type HostToRack,
  type RackOptions,
  type RackedRoom,
  circuitWatts,
  rackHosts,
  rackNames,
  roomFacts,
  roomViolations,
} from "#planner/room/index.ts";
import type { Facility } from "#planner/contract/index.ts";
import { alike, built, byId, facilityOf } from "../../support/racks.ts";

const TYPES = byId([
  built("pizza", { units: 1, fullW: 500, kg: 18 }),
  built("two", { units: 2, fullW: 1000, kg: 30 }),
  built("ten", { units: 10, fullW: 3000, kg: 130 }),
  built("blade", { units: 0.5, fullW: 300, kg: 7 }),
  built("cabinet", { units: 84, fullW: 20_000, kg: 2000 }),
  built("tall", { units: 41, fullW: 2000 }),
  built("open", { fullW: 700 }),
]);

/** Rack, and let the judge agree. */
function racked(hosts: readonly HostToRack[], facility: Facility, options: RackOptions = {}): RackedRoom {
  const room = rackHosts(hosts, TYPES, facility, options);
  expect(roomViolations(room, hosts, TYPES, { facility, ...options })).toEqual([]);
  return room;
}

const sizes = ({ racks }: RackedRoom) => racks.map(({ hosts }) => hosts.length);

describe("the limits of a rack", () => {
  it("by default: 42 U fed by 208 V 30 A, three-phase", () => {
    // 208 × 30 × √3 × 0.8 = 8646.2 W for Σ full × 0.9: 9607 W of full draw, 9 hosts of 1000 W. 20 hosts: 3 racks.
    const room = racked(alike(20, "two", [600]), facilityOf());
    expect(room.racks[0]?.feedW).toBeCloseTo(208 * 30 * 1.7320508 * 0.8, 3);
    expect(room.racks[0]).toMatchObject({ id: "rack-1", units: 42 });
    expect(sizes(room).toSorted((a, b) => b - a)[0]).toBe(9);
    expect(room.racks).toHaveLength(3);
    expect(room.bound.racks).toBe(3);
    expect(room.gapRatio).toBe(0);
  });

  it("units, less those reserved", () => {
    // 12 − 2 = 10 U: five hosts of 2 U. 11 hosts: 3 racks.
    const room = racked(alike(11, "two", [600]), facilityOf({ units: 12, reservedUnits: 2 }));
    expect(sizes(room)).toEqual(expect.arrayContaining([5, 5, 1]));
    expect(room.bound).toMatchObject({ racks: 3 });
  });

  it("feed over several circuits, by share and diversity", () => {
    // 2 circuits × 5 kW × 0.5 = 5000 W; at a diversity of 0.5 hosts of 10 kW in all: ten of 1000 W.
    const facility = facilityOf({ circuit: { kW: 5 }, circuitsPerRack: 2, continuousRatio: 0.5, diversityRatio: 0.5 });
    const room = racked(alike(10, "two", [400]), facility);
    expect(room.racks).toHaveLength(1);
    expect(room.racks[0]).toMatchObject({ plannedW: 5000, feedW: 5000 });
    expect(racked(alike(11, "two", [400]), facility).racks).toHaveLength(2);
    // A host that draws 600 W in the plan is planned for with no less: eight are 4800 W, a ninth is too much.
    expect(racked(alike(8, "two", [600]), facility).racks[0]).toMatchObject({ plannedW: 4800 });
    expect(racked(alike(9, "two", [600]), facility).racks).toHaveLength(2);
  });

  it("weight, where hosts of unknown weight count as nothing", () => {
    // 100 kg: three hosts of 30 kg; the blade's 7 kg find room beside them, the tall one (unknown) stands apart by height.
    const room = racked([...alike(6, "two", [600]), ...alike(1, "tall", [900], "u@x")], facilityOf({ maxKg: 100 }));
    expect(room.racks).toHaveLength(3);
    const weights = room.racks.map(({ hosts, kg }) => [hosts.length, kg]);
    expect(weights).toEqual(
      expect.arrayContaining([
        [3, 90],
        [1, undefined],
      ]),
    );
  });

  it("heat by the highest sum over the slots, not by the sum of peaks", () => {
    // Day hosts draw 800 then 200 W, night hosts 200 then 800 W. Two of each: 2000 W in both slots. 2 kW hold four.
    const hosts = [...alike(2, "two", [800, 200]), ...alike(2, "two", [200, 800], "n@x")];
    const room = racked(hosts, facilityOf({ maxHeatKW: 2 }));
    expect(room.racks).toHaveLength(1);
    expect(room.racks[0]).toMatchObject({ peakW: 2000, btuPerHour: 6824.28 });
    // Four day hosts are 3200 W in slot 0: two racks.
    expect(racked(alike(4, "two", [800, 200]), facilityOf({ maxHeatKW: 2 })).racks).toHaveLength(2);
  });

  it("floor: watts per square metre of a rack's share", () => {
    // 600 W/m² × 3 m² = 1800 W: three hosts of 600 W. Seven: three racks, 9 m², 4200 / 9 = 466.667 W/m².
    const room = racked(alike(7, "two", [600]), facilityOf({ areaM2: 3, maxWPerM2: 600 }));
    expect(room.racks).toHaveLength(3);
    expect(room).toMatchObject({
      areaM2: 9,
      density: { wPerM2: 466.667, limitWPerM2: 600, maxKWPerRack: 1.8, meanKWPerRack: 1.4 },
    });
  });
});

describe("what the room is planned for", () => {
  it("adds up full draw and takes the room's share of it", () => {
    const room = racked(alike(4, "two", [400]), facilityOf({}, { roomDiversityRatio: 0.5 }));
    expect(room.breakers).toEqual({ fullW: 4000, rackRatio: 0.9, roomRatio: 0.5, plannedRoomW: 2000 });
    // Where the plan itself draws more, its peak counts: 4 × 600 W.
    const warm = racked(alike(4, "two", [600]), facilityOf({}, { roomDiversityRatio: 0.5 }));
    expect(warm.breakers.plannedRoomW).toBe(2400);
  });

  it("lists the defaults it rests on, and none that the facility names", () => {
    expect(Object.keys(roomFacts(facilityOf()))).toHaveLength(9);
    const named = facilityOf(
      { units: 42, circuit: { kW: 5 }, circuitsPerRack: 1, continuousRatio: 1, diversityRatio: 1, areaM2: 3 },
      { roomDiversityRatio: 1 },
    );
    expect(roomFacts(named)).toEqual({});
  });
});

describe("the common circuits", () => {
  it("carry at 80 % what planning tables say, smallest first", () => {
    // 208 × 30 × 0.8 = 4.99 kW; × √3 = 8.65; 208 × 60 × √3 × 0.8 = 17.29; 400 × 32 × √3 × 0.8 = 17.74; all in kW.
    const kW = COMMON_CIRCUITS.map((circuit) => Math.round(circuitWatts(circuit) * 0.8) / 1000);
    expect(kW).toEqual([1.92, 2.944, 4.992, 5.888, 8.646, 8.868, 17.293, 17.736, 34.918]);
    expect(circuitWatts({ kW: 5 })).toBe(5000);
  });
});

describe("an elevation", () => {
  it("begins with the heaviest and leaves no gaps", () => {
    const hosts = [...alike(2, "pizza", [300]), ...alike(1, "ten", [2000], "b@x"), ...alike(2, "two", [600], "c@x")];
    const [rack] = racked(hosts, facilityOf({ circuit: { kW: 20 } })).racks;
    // 10 U, then 2 × 2 U, then 2 × 1 U: 16 U.
    expect(rack?.hosts.map(({ host, atUnit }) => [host, atUnit])).toEqual([
      ["b@x/1", 1],
      ["c@x/1", 11],
      ["c@x/2", 13],
      ["t@x/1", 15],
      ["t@x/2", 16],
    ]);
    expect(rack).toMatchObject({ usedUnits: 16, kg: 2 * 18 + 130 + 2 * 30 });
  });

  it("puts two halves of a unit into one", () => {
    const [rack] = racked([...alike(3, "blade", [200]), ...alike(1, "pizza", [300], "p@x")], facilityOf()).racks;
    expect(rack?.hosts.map(({ atUnit }) => atUnit)).toEqual([1, 2, 2, 3]);
    expect(rack?.usedUnits).toBe(2.5);
  });
});

describe("machines that need no rack", () => {
  it("stand in frames of their own: 84 U are two cabinets' floor", () => {
    const room = racked([...alike(1, "cabinet", [15_000]), ...alike(1, "two", [600], "b@x")], facilityOf());
    expect(room.frames).toEqual([{ host: "t@x/1", atUnit: 0, units: 84, fullW: 20_000, peakW: 15_000, kg: 2000 }]);
    expect(room.areaM2).toBe(3 * 2.5);
    expect(roomFacts(facilityOf(), room)["room.frameUnits"]?.value).toBe(42);
  });

  it("or nowhere, when their height or type is not known", () => {
    const room = racked(
      [...alike(1, "open", [500]), ...alike(1, "never heard of", [], "b@x").map((h) => ({ ...h, drawW: [1] }))],
      facilityOf(),
    );
    expect(room.withoutUnits).toEqual(["t@x/1", "b@x/1"]);
    expect(room).toMatchObject({ racks: [], bound: { racks: 0, kind: "none" }, gapRatio: 0, areaM2: 0 });
  });

  it("are racked by the catalogue's own figures", () => {
    const type = findHostType("hp-dl785-g6")!;
    const hosts = alike(5, type.id, [700]);
    const facility = facilityOf({ circuit: { kW: 100 } });
    const types = new Map([[type.id, type]]);
    const room = rackHosts(hosts, types, facility);
    // As many to a rack of 42 U as its height allows.
    expect(room.racks).toHaveLength(Math.ceil(5 / Math.floor(42 / type.rackUnits!.value)));
    expect(roomViolations(room, hosts, types, { facility })).toEqual([]);
  });
});

describe("places of the request", () => {
  const places = [
    { id: "row A", kind: "rack" as const, hosts: ["t@x/1-2", "t@x/5"] },
    { id: "row B", kind: "rack" as const, hosts: ["t@x/3"] },
    { id: "licensed", kind: "group" as const, hosts: ["t@x"] },
  ];
  const hosts = alike(6, "two", [600]);
  const racks = rackNames(
    places,
    ["t@x"],
    hosts.map(({ id }) => id),
  );

  it("name the racks of their hosts", () => {
    expect([...racks]).toEqual([
      ["t@x/1", "row A"],
      ["t@x/2", "row A"],
      ["t@x/3", "row B"],
      ["t@x/5", "row A"],
    ]);
  });

  it("keep hosts together and apart; others fill up", () => {
    const room = racked(hosts, facilityOf({ units: 6 }), { racks });
    expect(room.racks.map(({ id }) => id)).toEqual(["row A", "row B"]);
    expect(room.racks.map((rack) => rack.hosts.map(({ host }) => host).toSorted())).toEqual([
      ["t@x/1", "t@x/2", "t@x/5"],
      ["t@x/3", "t@x/4", "t@x/6"],
    ]);
    expect(room.bound.racks).toBe(2);
  });

  it("refuse the host that their rack has no more room for", () => {
    const { unracked } = racked(hosts, facilityOf({ units: 4 }), { racks });
    expect(unracked).toEqual([
      { host: "t@x/5", limits: [{ limit: "units", needs: 6, has: 4, unit: "U", wouldFit: "a rack of 6 U" }] },
    ]);
  });

  it("take the ids of numbered racks, if they are called so", () => {
    const named = new Map([["t@x/1", "rack-1"]]);
    const room = racked(alike(3, "two", [600]), facilityOf({ units: 2 }), { racks: named });
    expect(room.racks.map(({ id }) => id)).toEqual(["rack-1", "rack-2", "rack-3"]);
    expect(room.racks[0]?.hosts[0]?.host).toBe("t@x/1");
  });
});

describe("a host that stands nowhere", () => {
  const only = (room: RackedRoom) => room.unracked.map(({ limits }) => limits)[0];

  it("is told every limit it breaks, and what would fit", () => {
    const hosts = alike(1, "ten", [2500]);
    const facility = facilityOf({
      units: 8,
      circuit: { volts: 120, amps: 20, phases: 1 },
      maxKg: 100,
      maxHeatKW: 2,
      areaM2: 2,
      maxWPerM2: 1100,
    });
    expect(only(racked(hosts, facility))).toEqual([
      { limit: "units", needs: 10, has: 8, unit: "U", wouldFit: "a rack of 10 U" },
      // 3000 × 0.9 = 2700 W of 120 × 20 × 0.8 = 1920 W; 230 × 16 × 0.8 = 2944 W carries it.
      { limit: "feed", needs: 2700, has: 1920, unit: "W", wouldFit: "a circuit of 230 V 16 A, single-phase" },
      { limit: "weight", needs: 130, has: 100, unit: "kg", wouldFit: "a rack that bears 130 kg" },
      { limit: "heat", needs: 2500, has: 2000, unit: "W", wouldFit: "a place that is rid of 2.5 kW" },
      // 2500 W on 2 m² = 1250 W/m²; at 1100 it takes 2.27 m².
      { limit: "floor", needs: 1250, has: 1100, unit: "W/m²", wouldFit: "2.3 m² per rack" },
    ]);
  });

  it("is told how many racks and cooling units would do", () => {
    // Racks of 2 U, two of them: 3 of 5 hosts stay out. 5 racks would do.
    const room = racked(alike(5, "two", [600]), facilityOf({ units: 2, maxCount: 2 }));
    expect(room.unracked.map(({ host }) => host)).toEqual(["t@x/3", "t@x/4", "t@x/5"]);
    expect(only(room)).toEqual([{ limit: "racks", needs: 5, has: 2, unit: "racks", wouldFit: "5 racks" }]);
    // Three units of 1 kW, one spare: 2000 W, three hosts of 600 W. The fourth: 2400 W, three units and a spare.
    const cold = racked(alike(4, "two", [600]), facilityOf({}, { coolingUnits: { capacityKW: 1, installed: 3 } }));
    expect(only(cold)).toEqual([
      { limit: "cooling", needs: 2400, has: 2000, unit: "W", wouldFit: "4 cooling units, spares included" },
    ]);
  });

  it("is rather a spare than a host in use", () => {
    const hosts = alike(3, "two", [600]).map((host, i) => ({
      ...host,
      role: i === 0 ? ("spare" as const) : ("used" as const),
    }));
    const room = racked(hosts, facilityOf({}, { coolingUnits: { capacityKW: 1.2, installed: 1, spare: 0 } }));
    expect(room.unracked.map(({ host }) => host)).toEqual(["t@x/1"]);
  });

  it("is a machine in frames too, when the room cannot cool it or its floor gets too hot", () => {
    const cold = racked(
      alike(1, "cabinet", [15_000]),
      facilityOf({}, { coolingUnits: { capacityKW: 5, installed: 3 } }),
    );
    expect(only(cold)?.map(({ limit }) => limit)).toEqual(["cooling"]);
    const hot = racked(alike(1, "cabinet", [15_000]), facilityOf({ maxWPerM2: 2000 }));
    expect(only(hot)).toMatchObject([{ limit: "floor", needs: 3000, has: 2000 }]);
  });

  it("finds no common circuit large enough and is told how many it takes", () => {
    // 30 kW × 1.0 of 1 kW; the largest, 400 × 63 × √3 × 0.8 = 34.9 kW, carries it; 80 kW take three.
    const types = byId([built("hot", { units: 20, fullW: 80_000 })]);
    const hosts = alike(1, "hot", [60_000]);
    const facility = facilityOf({ circuit: { kW: 1 }, diversityRatio: 1 });
    const room = rackHosts(hosts, types, facility);
    expect(only(room)?.[0]?.wouldFit).toBe("3 circuits of 230/400 V 63 A, three-phase");
    expect(Object.keys(roomFacts(facility, room))).toContain("room.circuits.230/400 V 63 A, three-phase");
  });
});
