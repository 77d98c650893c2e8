/** Three hundred variants of the sample estate by two worker processes, one of them killed on the way: the bytes of one machine. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packingContext } from "#jobs";
import { whatIf } from "#planner";
import { sampleScenario } from "../../support/sample-scenario.ts";
import { sharedWhatIf } from "../../support/shared-what-if.ts";
import { type TestDatabases, hasPostgres, testDatabases } from "../../support/test-databases.ts";

/** A worker makes the first three seconds alone, then chunks of five: some 50 rows, then 80 to a chunk. */
const VARIANTS = 300;

describe.runIf(hasPostgres)("two workers, one killed with -9", () => {
  let databases: TestDatabases;
  beforeAll(async () => {
    databases = await testDatabases();
  });
  afterAll(() => databases.close());

  it("lose nothing of a what-if of the sample estate", async () => {
    const scenario = await sampleScenario(VARIANTS);
    const address = await databases.fresh();
    const { text, ...figures } = await sharedWhatIf({ address, scenario, workers: 2, killAt: 0.3 });
    process.stderr.write(`${VARIANTS} variants: ${JSON.stringify(figures)}\n`);
    const result = whatIf(scenario, await packingContext());
    expect(result.rows).toHaveLength(VARIANTS);
    expect(text === JSON.stringify({ scenario, result })).toBe(true);
  });
});
