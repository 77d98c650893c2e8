/**
 * Monthly bills of a big room: 5,000 hosts × 168 hours × 36 months in kWh, money and carbon, through PDU and UPS, on one
 * thread. The baseline in the same run adds up the same hosts' watts once per month, without prices or carbon. Prints
 * figures; asserts that the months add up to the years and the hosts to the room.
 */
import type { Facility, Slots } from "#planner";
import { type Bills, bills } from "#planner/energy/index.ts";

const HOSTS = Number(process.argv[2] ?? 5000);
const HOURS = 168;
const MONTHS = 36;
const RUNS = 5;
const SLOTS: Slots = { model: "week", count: HOURS, minutes: 60 };
const FACILITY: Facility = {
  cooling: "cop",
  supplyAirC: 20,
  pdu: { paths: 1 },
  ups: { losses: "modern", paths: 2 },
};

const hosts = Array.from({ length: HOSTS }, (_, host) =>
  Float64Array.from({ length: HOURS }, (_w, hour) => 150 + 100 * Math.sin((hour + host) / 4) ** 2 + (host % 50)),
);
const byHour = Array.from({ length: HOURS }, (_, hour) => 0.08 + 0.04 * ((hour % 24) / 24));
const TERMS = { from: "2026-01", months: MONTHS, tariff: byHour, gramsPerKWh: byHour.map((price) => 3000 * price) };

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** Seconds of the fastest of some runs, and the last one's answer. */
function fastest<T>(work: () => T): { readonly seconds: number; readonly answer: T } {
  let best = Number.POSITIVE_INFINITY;
  let answer = work();
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    answer = work();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return { seconds: best, answer };
}

function baseline(): number {
  let total = 0;
  for (const watts of hosts) {
    for (let month = 0; month < MONTHS; month++) {
      for (let hour = 0; hour < HOURS; hour++) total += watts[hour]!;
    }
  }
  return total;
}

function check({ perHost, total }: Bills): void {
  for (const key of ["kWh", "money", "kgCO2e"] as const) {
    const [apart, together] = [sum(perHost[key]), sum(total[key])];
    if (!(Math.abs(apart / together - 1) < 1e-9)) throw new Error(`${key}: hosts ${apart}, room ${together}`);
  }
}

const once = fastest(() => bills(hosts, SLOTS, FACILITY, TERMS));
const bare = fastest(baseline);
check(once.answer);
console.log(
  `${HOSTS} hosts x ${HOURS} hours x ${MONTHS} months: ${once.answer.perHost.kWh.length} bills in ${once.seconds.toFixed(3)} s, ${(once.seconds / bare.seconds).toFixed(1)} times the bare sums (${bare.seconds.toFixed(3)} s)`,
);
const { kWh, money, kgCO2e } = once.answer.total;
console.log(`  ${sum(kWh).toFixed(0)} kWh, ${sum(money).toFixed(0)} in money, ${sum(kgCO2e).toFixed(0)} kg CO2e`);
