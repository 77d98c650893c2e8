/**
 * Racks 5,000 hosts of five types of the catalogue and prints racks, bound, gap and seconds of CPU, first fit beside it: by
 * units, feed and weight; with heat over 168 hours in addition; and one type alone. The judge must find nothing.
 * Usage: node bench/room/racks.ts [hosts [effort]]
 */
import { findHostType } from "#hosts";
import { Facility, type HostType } from "#planner/contract/index.ts";
import { wattsAt } from "#planner/energy/index.ts";
import { loadSolver } from "#planner/pack/lp/index.ts";
import { packerNamed } from "#planner/pack/index.ts";
import { type HostToRack, rackHosts, roomCapacity, roomViolations } from "#planner/room/index.ts";
import { rackProblem, rackRoom } from "#planner/room/rack-problem.ts";
import { standingOf } from "#planner/room/standing.ts";

const [count = 5000, effort] = process.argv.slice(2).map(Number);
const SLOTS = 168;
const IDS = ["hp-dl160-g5", "hpe-dl380-gen10-8180", "hp-dl580-g5-l7345", "hp-dl785-g6", "dell-r940-8180"];
/** Kilograms per unit where the catalogue gives none: a server of 2 U weighs some 25 kg. */
const KG_PER_UNIT = 12.5;

const known = IDS.flatMap((id) => findHostType(id) ?? []).map((type): HostType => {
  const value = (type.rackUnits?.value ?? 0) * KG_PER_UNIT;
  return type.weightKg === undefined ? { ...type, weightKg: { value, source: "assumed: by height" } } : type;
});

/** Days and nights, and every host a little different: 30 to 80 % of load by the hour. */
const loadAt = (host: number, slot: number): number =>
  0.55 + 0.25 * Math.sin((slot / 24) * 2 * Math.PI + (host % 7)) * (0.6 + 0.4 * Math.sin(host * 0.37));

function hostsOf(types: readonly HostType[]): readonly HostToRack[] {
  return Array.from({ length: count }, (_, i) => {
    const type = types[(i * 7919) % types.length]!;
    const drawW = Array.from({ length: SLOTS }, (_slot, s) => wattsAt(type.power, loadAt(i, s), type.year));
    return { id: `t@${type.id}/${i + 1}`, hostType: type.id, drawW };
  });
}

/** Time this process has worked, since other work on the machine is none of its business. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const solver = await loadSolver();
const feed = { maxKg: 700 };
const CASES = [
  { name: "units, feed, weight", types: known, racks: feed },
  { name: "and heat over 168 hours", types: known, racks: { ...feed, maxHeatKW: 5 } },
  { name: "one type, by default", types: known.slice(1, 2), racks: {} },
  { name: "heat, and only 300 racks", types: known, racks: { ...feed, maxHeatKW: 5, maxCount: 300 } },
  { name: "cooling for half of them", types: known, racks: feed, coolingUnits: { capacityKW: 100, installed: 11 } },
];

for (const { name, types, racks, coolingUnits } of CASES) {
  const facility = Facility.parse({ cooling: "pue", pue: 1.5, racks, coolingUnits });
  const hosts = hostsOf(types);
  const byId = new Map(types.map((type) => [type.id, type]));
  const { standing } = standingOf(hosts, byId, { racks: new Map(), rackRatio: roomCapacity(facility).rackRatio });
  const problem = rackProblem(standing, rackRoom(roomCapacity(facility), standing), Infinity);
  const options = { seed: 1, effort: 0, stopped: () => false, progress: () => undefined };
  const firstFit = packerNamed("first-fit-decreasing").pack(problem, options).typeOf.length;
  console.log(`${count} hosts of ${types.length} types, ${name}: first fit ${firstFit} racks`);
  for (const withSolver of [false, true]) {
    const start = cpuMs();
    const room = rackHosts(hosts, byId, facility, {
      ...(effort === undefined ? {} : { effort }),
      ...(withSolver ? { solver } : {}),
    });
    const done = cpuMs();
    const faults = roomViolations(room, hosts, byId, { facility });
    const judged = cpuMs();
    const isShort = "maxCount" in racks || coolingUnits !== undefined;
    if (faults.length > 0 || room.unracked.length > 0 !== isShort)
      throw new Error(`${name}: ${faults[0]?.detail ?? "left out"}`);
    console.log(
      [
        `  ${withSolver ? "with" : "without"} solver: ${room.racks.length} racks, ${room.unracked.length} hosts left out`,
        `bound ${room.bound.racks} by ${room.bound.kind}, gap ${(room.gapRatio * 100).toFixed(2)} %`,
        `${((done - start) / 1000).toFixed(2)} s of CPU, judged in ${((judged - done) / 1000).toFixed(2)} s`,
      ].join(", "),
    );
  }
}
