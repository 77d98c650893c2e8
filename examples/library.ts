/**
 * Hostwright from a program: a plan, a what-if over it, and one simulated host.
 *   node examples/library.ts
 */
import { InvalidInput, type PlanRequestInput, plan, simulate, whatIf } from "hostwright";

const names = ["web-1", "web-2", "mail", "files"];
const request: PlanRequestInput = {
  name: "From a program",
  workloads: names.map((id, i) => ({
    id,
    name: id,
    os: { family: "linux", architecture: "x86-32" },
    vcpus: 2,
    memoryMiB: 1024 * (1 + i),
  })),
  targets: [{ platform: "esx-3.0", hostType: "dell-2950-iii" }],
};

const { status, summary, energy } = await plan(request);
console.log(
  `${status}: ${summary.placed} workloads on ${summary.hostsUsed} host, ${Math.round(energy.after.peakW)} W at peak`,
);

const { alternatives } = await whatIf({
  request: { ...request },
  vary: { "/goals/growthPercent": [0, 400] },
  sample: { count: 5, factors: { memory: { distribution: "uniform", from: 1, to: 4 } } },
});
for (const { overrides, figures } of alternatives)
  console.log(`growth ${String(overrides["/goals/growthPercent"])}%: ${figures.hosts?.mean ?? 0} hosts on average`);

const { guests, simulatedSeconds } = await simulate({
  host: "hp-dl585-g1",
  platform: "xen-3.0.4",
  durationSeconds: 5,
  guests: [{ id: "nightly", count: 2, vcpus: 1, memoryMiB: 512, behaviour: "batch" }],
});
console.log(`${guests.map(({ id }) => id).join(", ")}: simulated for ${simulatedSeconds} s`);

try {
  await plan({ ...request, targets: [{ platform: "esx-3,0", hostType: "dell-2950-iii" }] });
} catch (error) {
  if (!(error instanceof InvalidInput)) throw error;
  console.log(error.problems.map(({ pointer, detail }) => `${pointer}: ${detail}`).join("\n"));
}
