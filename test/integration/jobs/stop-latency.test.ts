/**
 * How soon a search heeds a stop, in milliseconds of this process's CPU, which other work on the machine does not take:
 * from the moment the limit was passed to the packer's return. The aim is 100 ms; machines differ, so the bound here is
 * generous and the figures are printed.
 */
import { expect, test } from "vitest";
import { packingContext } from "#jobs";
import { plan, verify } from "#planner";
import { longRequest } from "../../unit/jobs/builders.ts";

const STOPS_MS = [0, 40, 150, 600, 2500];
const MOST_MS = 3000;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

test("a search that is asked to stop returns its best so far at once, and its plan is valid", async () => {
  const context = await packingContext();
  const request = longRequest(1500, { goals: { effortSeconds: 600, simulatedHosts: 0 } });
  const lines: string[] = [];
  for (const stopMs of STOPS_MS) {
    let until = Number.POSITIVE_INFINITY;
    let returned = Number.NaN;
    let hasAsked = false;
    const result = plan(request, {
      ...context,
      enough: () => {
        if (until === Number.POSITIVE_INFINITY) until = cpuMs() + stopMs;
        const isUp = cpuMs() >= until;
        // The packing at own peaks, later, asks too.
        hasAsked ||= isUp && Number.isNaN(returned);
        return isUp;
      },
      progress: ({ stage }) => {
        if (stage === "bounding") returned = cpuMs();
      },
    });
    const { hostsUsed, bound } = result.summary;
    const late = returned - until;
    const said = hasAsked ? `returned ${late.toFixed(0)} ms after it` : "had ended before it";
    lines.push(`stop at ${stopMs} ms: ${said}, ${hostsUsed} hosts, bound ${bound.hosts}, ended ${result.search.ended}`);
    if (hasAsked) expect(late).toBeLessThan(MOST_MS);
    expect(verify({ request, result }, context).violations).toEqual([]);
  }
  process.stderr.write(`1,500 workloads × 168 slots\n${lines.join("\n")}\n`);
});
