/**
 * Re-planning: moves, hosts and seconds of the maintenance and the consolidation case, beside the field's figures; every
 * plan is judged by sums of its own. Usage: node bench/packing/replan.ts [folder of the synthetic set]
 */
import { type MoveAnswer, type MoveQuestion, replan, waveFaults, wavesOf } from "#planner/move/index.ts";
import { FILLINGS, consolidation, maintenance } from "./replan-cases.ts";

const MICRO = 1e6;
const EFFORT = 2;
/** Moves a host takes part in at a time: what vSphere allows on 10 GbE. */
const MOST_PER_HOST = 8;
const never = () => false;

/** Host-slots over capacity and hosts over a constant, apart pairs on one host, from scratch. */
function faults({ problem }: MoveQuestion, { solution }: MoveAnswer): number {
  const { slots } = problem;
  const type = problem.types[0]!;
  const load = solution.typeOf.map(() => new Float64Array(slots));
  const used = solution.typeOf.map(() => new Float64Array(type.room.length));
  let wrong = 0;
  solution.binOf.forEach((bin, item) => {
    if (bin < 0) wrong++;
    for (let s = 0; s < slots; s++) load[bin]![s]! += type.demand[0]![item * slots + s]!;
    type.room.forEach((_, c) => (used[bin]![c]! += type.claim[item * type.room.length + c]!));
  });
  for (const row of load) for (const sum of row) if (sum > type.capacity[0]!) wrong++;
  for (const row of used) row.forEach((sum, c) => (wrong += sum > type.room[c]! ? 1 : 0));
  for (const { items } of problem.rules) {
    const bins = items.map((item) => solution.binOf[item]);
    wrong += bins.length - new Set(bins).size;
  }
  return wrong;
}

interface Run {
  readonly name: string;
  readonly question: MoveQuestion;
  readonly maxMoves: number;
}

function measured({ name, question, maxMoves }: Run): MoveAnswer {
  const before = process.cpuUsage();
  const answer = replan(question, { maxMoves, effort: EFFORT, stopped: never });
  const { user, system } = process.cpuUsage(before);
  const { hosts, moves, leastMoves } = answer.chosen;
  const seconds = ((user + system) / MICRO).toFixed(2);
  console.log(
    `${name}: ${hosts} hosts, ${moves} moves (proved: at least ${leastMoves}), faults ${faults(question, answer)}, ${seconds} s CPU`,
  );
  return answer;
}

/** The order of the moves, and what a count from scratch finds wrong with it. */
function ordered({ problem, home }: MoveQuestion, { solution }: MoveAnswer): void {
  const before = process.cpuUsage();
  const asked = { problem, home, solution, mostPerHost: MOST_PER_HOST };
  const waves = wavesOf(asked);
  const { user, system } = process.cpuUsage(before);
  const steps = waves.flat();
  const count = (kind: string) => steps.filter((step) => step.kind === kind).length;
  const told = `${waves.length} waves of at most ${MOST_PER_HOST} moves per host, ${count("move")} moves, ${count("stop")} stops`;
  console.log(`    ${told}, faults ${waveFaults(asked, waves).length}, ${((user + system) / MICRO).toFixed(2)} s CPU`);
}

const homeHosts = ({ home }: MoveQuestion) => new Set(home.map((place) => `${place?.type}/${place?.number}`)).size;

console.log("Maintenance, 50 of 1,000 hosts to empty, 10,000 VMs, 50 apart groups");
console.log("  BtrPlace: 520 moves, 1.25 s (measured on an estate of the same size, not the same VMs)");
const drain = maintenance();
ordered(drain, measured({ name: "  here", question: drain, maxMoves: 0 }));

const folder = process.argv[2];
if (folder === undefined) console.log("\nConsolidation: give the folder of the synthetic set");
else {
  console.log("\nConsolidation, 10,000 VMs x 24 slots placed by virtual CPUs on 96-core hosts");
  console.log("  Watcher on mean CPU: 251 hosts, 4,728 moves, 20 host-slots overloaded; on peak CPU: 302 hosts, none");
  for (const filling of FILLINGS) {
    const question = consolidation(folder, filling);
    const name = `  first fit, ${filling}, ${homeHosts(question)} hosts today`;
    const answer = measured({ name, question, maxMoves: Infinity });
    ordered(question, answer);
    const { curve } = answer;
    const shown = curve.filter((_, at) => at % 25 === 0 || at >= curve.length - 6);
    for (const point of shown)
      console.log(`    ${point.moves} moves: ${point.hosts} hosts (at least ${point.leastMoves})`);
    measured({ name: `${name}, at most 3,500 moves`, question, maxMoves: 3500 });
  }
}
