/**
 * How many judgements a second one core makes: one workload sized for and judged against every limit of one platform on
 * its default host type. Prints judgements per second over all platforms; asserts that both verdicts occur.
 */
import { HOST_TYPES } from "#hosts";
import { PLATFORMS, type PartitionWants, type Site, foundation, innermost } from "#models";
import { defaultHostFor } from "#planner";
import { machineOf } from "#planner/size/index.ts";

const SECONDS = 3;
/** Built for this many. */
const GOAL = 200_000;

const sites = PLATFORMS.flatMap((platform) => {
  const host = defaultHostFor(platform, HOST_TYPES);
  if (host === undefined) return [];
  const layer = innermost(platform);
  const machine = foundation(platform, machineOf(host, undefined));
  const site: Site = { machine, settings: layer.settings.parse({}), memoryOvercommitRatio: 1 };
  return [{ layer, site }];
});

const families = ["windows", "linux", "solaris", "aix"] as const;
const architectures = ["x86-32", "x86-64", "sparc", "power"] as const;
const wants: readonly PartitionWants[] = Array.from({ length: 64 }, (_, i) => ({
  id: `w${i}`,
  os: {
    family: families[i % families.length] ?? "linux",
    version: "10",
    architecture: architectures[(i >> 2) % architectures.length] ?? "x86-64",
  },
  vcpus: 1 + (i % 8),
  memoryMiB: 512 << (i % 7),
  peakCores: 0.5 + (i % 4),
  disks: 1 + (i % 3),
  nics: 1 + (i % 5),
  cpuReservedMhz: 0,
  memoryReservedMiB: 0,
  needs: [],
}));

function round(): { judged: number; refused: number } {
  let judged = 0;
  let refused = 0;
  for (const { layer, site } of sites) {
    for (const want of wants) {
      const spec = layer.size(want, site);
      if (layer.partitionMisfits(spec, site).length > 0) refused++;
      judged++;
    }
  }
  return { judged, refused };
}

for (let warm = 0; warm < 20; warm++) round();
let judged = 0;
let refused = 0;
const from = performance.now();
while (performance.now() - from < SECONDS * 1000) {
  const done = round();
  judged += done.judged;
  refused += done.refused;
}
const seconds = (performance.now() - from) / 1000;
if (refused === 0 || refused === judged) throw new Error(`${refused} of ${judged} refused: not a fair mix`);
console.log(
  `${sites.length} platforms: ${Math.round(judged / seconds).toLocaleString("en-US")} judgements/s (built for ${GOAL.toLocaleString("en-US")}), ${Math.round((100 * refused) / judged)} % refused`,
);
