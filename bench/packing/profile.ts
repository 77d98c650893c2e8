/**
 * Packs 10,000 workloads × 168 slots on three host types, hosts counted alike and hosts priced, and prints hosts, bound,
 * gap, seconds and peak memory. Usage: node bench/packing/profile.ts [items [slots [seed]]]
 */
import { PACKERS, type PackProblem, type PackSolution, lowerBound, lowerCost } from "#planner/pack/index.ts";
import { estateProblem } from "./estate.ts";

const KIB_PER_MIB = 1024;

const [items = 10_000, slots = 168, seed = 1] = process.argv.slice(2).map(Number);

/** Most that any host is over its capacity, from scratch; 0 = the packing holds. */
function overload(problem: PackProblem, solution: PackSolution): number {
  const { slots } = problem;
  let most = 0;
  solution.typeOf.forEach((t, bin) => {
    const type = problem.types[t]!;
    const inside = [...solution.binOf.keys()].filter((item) => solution.binOf[item] === bin);
    type.demand.forEach((rows, d) => {
      for (let s = 0; s < slots; s++) {
        const sum = inside.reduce((total, item) => total + rows[item * slots + s]!, 0);
        most = Math.max(most, sum - type.capacity[d]!);
      }
    });
    type.room.forEach((room, c) => {
      const sum = inside.reduce((total, item) => total + type.claim[item * type.room.length + c]!, 0);
      most = Math.max(most, sum - room);
    });
  });
  return most;
}

for (const isPriced of [false, true]) {
  const problem = estateProblem({ items, slots, seed, isPriced });
  for (const packer of PACKERS) {
    const start = performance.now();
    const solution = packer.pack(problem, { seed: 1, effort: 0, stopped: () => false, progress: () => {} });
    const packed = performance.now();
    const placed = [...solution.binOf.keys()].filter((item) => solution.binOf[item]! >= 0);
    const bound = lowerBound(problem, placed);
    const least = isPriced ? lowerCost(problem, placed) : bound.bins;
    const bounded = performance.now();
    const cost = solution.typeOf.reduce((sum, t) => sum + problem.types[t]!.cost, 0);
    const mix = problem.types.map((type, t) => `${solution.typeOf.filter((of) => of === t).length} ${type.id}`);
    const peakMiB = process.resourceUsage().maxRSS / KIB_PER_MIB;
    console.log(
      [
        `${items} x ${slots} ${isPriced ? "priced" : "counted"}: ${solution.packer}`,
        `  hosts ${solution.typeOf.length} (${mix.join(", ")}), cost ${cost.toFixed(1)}, unplaced ${items - placed.length}`,
        `  bound ${bound.bins} hosts by ${bound.kind} ${bound.resource ?? ""}, least cost ${least.toFixed(1)}`,
        `  gap ${(((cost - least) / least) * 100).toFixed(2)} %, overload ${overload(problem, solution)}`,
        `  ${((packed - start) / 1000).toFixed(2)} s packing, ${((bounded - packed) / 1000).toFixed(2)} s bound, peak ${peakMiB.toFixed(0)} MiB`,
      ].join("\n"),
    );
  }
}
