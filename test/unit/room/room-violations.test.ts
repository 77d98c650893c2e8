/** The judge of a room: whatever is changed in a right one is found; and each kind of fault by its name. */
import { describe, expect, it } from "vitest";
import { type HostToRack, type RackedRoom, rackHosts, roomViolations } from "#planner/room/index.ts";
import { alike, built, byId, facilityOf } from "../../support/racks.ts";

const TYPES = byId([
  built("pizza", { units: 1, fullW: 500, kg: 18 }),
  built("two", { units: 2, fullW: 1000, kg: 30 }),
  built("blade", { units: 0.5, fullW: 300, kg: 7 }),
  built("cabinet", { units: 84, fullW: 20_000, kg: 2000 }),
  built("hot", { units: 2, fullW: 12_000, kg: 30 }),
  built("open", { fullW: 700 }),
]);
const HOSTS: readonly HostToRack[] = [
  ...alike(9, "two", [600, 500], "a@x"),
  ...alike(6, "pizza", [300, 400], "b@x"),
  ...alike(3, "blade", [200, 200], "c@x"),
  ...alike(1, "cabinet", [5000, 9000], "d@x"),
  ...alike(2, "hot", [6000, 6000], "e@x"),
  ...alike(1, "open", [500, 500], "f@x"),
  ...alike(1, "cabinet", [9000, 9000], "g@x"),
];
const FACILITY = facilityOf(
  { units: 10, reservedUnits: 2, maxKg: 150, maxHeatKW: 4, maxCount: 3, areaM2: 2, maxWPerM2: 2500 },
  { coolingUnits: { capacityKW: 9, installed: 3 } },
);
const RACKS = new Map([
  ["a@x/2", "row A"],
  ["a@x/3", "row A"],
]);
const room = (): RackedRoom => rackHosts(HOSTS, TYPES, FACILITY, { racks: RACKS });
const codes = (changed: RackedRoom) =>
  roomViolations(changed, HOSTS, TYPES, { facility: FACILITY, racks: RACKS }).map(({ code }) => code);

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Every room that differs from this one in one place: a number, a text, a field or an entry less, an entry twice. */
function* damaged(value: Json, path = ""): Generator<readonly [path: string, value: Json]> {
  if (typeof value === "number") yield [`${path} + 1`, value + 1];
  else if (typeof value === "string") yield [`${path} + x`, `${value}x`];
  else if (Array.isArray(value)) {
    for (const [at, entry] of value.entries()) {
      yield [`${path}/${at} gone`, value.toSpliced(at, 1)];
      yield [`${path}/${at} twice`, value.toSpliced(at, 0, entry)];
      for (const [where, other] of damaged(entry, `${path}/${at}`)) yield [where, value.with(at, other)];
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      const { [key]: _gone, ...rest } = value;
      if (["kg", "wouldFit", "limitWPerM2"].includes(key)) yield [`${path}/${key} gone`, rest];
      for (const [where, other] of damaged(entry, `${path}/${key}`)) yield [where, { ...value, [key]: other }];
    }
  }
}

describe("the judge of a room", () => {
  it("has a room with everything in it to judge, and finds nothing wrong", () => {
    const right = room();
    expect(codes(right)).toEqual([]);
    expect(right.racks.map(({ id }) => id)).toEqual(["row A", "rack-1", "rack-2"]);
    expect(right.frames).toHaveLength(1);
    expect(right.withoutUnits).toEqual(["f@x/1"]);
    const limits = new Set(right.unracked.flatMap((host) => host.limits.map(({ limit }) => limit)));
    expect([...limits].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(["cooling", "feed", "floor", "heat", "racks"]);
  });

  it("finds every single change of a number, a text or a list", () => {
    const right: Json = JSON.parse(JSON.stringify(room()));
    const changes = [...damaged(right)];
    expect(changes.length).toBeGreaterThan(250);
    const missed = changes.filter(([, changed]) => codes(changed as unknown as RackedRoom).length === 0);
    expect(missed.map(([where]) => where)).toEqual([]);
  });

  it("names the fault", () => {
    const right = room();
    const [first, second, ...others] = right.racks;
    const { hosts } = first!;
    const at = hosts.findIndex(({ host }) => host === "a@x/2");
    const moved = { ...second!, hosts: [...second!.hosts, hosts[at]!] };
    expect(codes({ ...right, racks: [{ ...first!, hosts: hosts.toSpliced(at, 1) }, moved, ...others] })).toEqual(
      expect.arrayContaining(["room-place", "room-units", "room-overlap"]),
    );
    const crowded = hosts.map((host) => ({ ...host, atUnit: 1 }));
    expect(codes({ ...right, racks: [{ ...first!, hosts: crowded }, second!, ...others] })).toContain("room-overlap");
    expect(codes({ ...right, withoutUnits: [] })).toEqual(["room-missing"]);
    expect(codes({ ...right, withoutUnits: ["f@x/1", "nobody"] })).toEqual(["room-stranger"]);
    expect(codes({ ...right, withoutUnits: ["f@x/1", right.unracked[0]!.host] })).toEqual(["room-twice", "room-place"]);
    expect(codes({ ...right, bound: { racks: 4, kind: "continuous units" } })).toContain("room-bound");
  });

  it("finds a host left out that would fit", () => {
    const right = room();
    const { racks } = right;
    const last = racks.at(-1)!;
    const out = last.hosts.at(-1)!;
    const limits = [{ limit: "cooling" as const, needs: 20_000, has: 18_000, unit: "W" }];
    const idle = { ...right, racks: [...racks.slice(0, -1), { ...last, hosts: last.hosts.slice(0, -1) }] };
    expect(codes({ ...idle, unracked: [...right.unracked, { host: out.host, limits }] })).toContain("room-unracked");
  });

  it("finds a room that draws more than its cooling takes", () => {
    const facility = facilityOf({}, { coolingUnits: { capacityKW: 1, installed: 2 } });
    const hosts = alike(3, "two", [600]);
    const uncooled = rackHosts(hosts, TYPES, facilityOf());
    expect(roomViolations(uncooled, hosts, TYPES, { facility }).map(({ code }) => code)).toEqual(["room-cooling"]);
  });
});
