/**
 * A what-if of 1,000 variants of the sample estate on a PostgreSQL server of its own: by one worker process, and by two of
 * which one is killed with -9 when half of it is done: `npm run bench -- workers`, or
 * `node bench/jobs/workers.ts VARIANTS`. Prints clock and CPU; exits with 1 when the bytes differ.
 */
import { sampleScenario } from "../../test/support/sample-scenario.ts";
import { type SharedFigures, sharedWhatIf } from "../../test/support/shared-what-if.ts";
import { testDatabases } from "../../test/support/test-databases.ts";

const VARIANTS = 1000;
const KILL_AT = 0.5;

const variants = Number(process.argv[2] ?? VARIANTS);

const print = (name: string, { text: _, ...figures }: SharedFigures) =>
  process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);

const databases = await testDatabases();
try {
  const scenario = await sampleScenario(variants);
  const two = await sharedWhatIf({ address: await databases.fresh(), scenario, workers: 2, killAt: KILL_AT });
  print(`${variants} variants, two workers, one killed at half`, two);
  const one = await sharedWhatIf({ address: await databases.fresh(), scenario, workers: 1 });
  print(`${variants} variants, one worker`, one);
  const isSame = one.text === two.text;
  process.stdout.write(`${isSame ? "the same" : "NOT the same"} ${one.text.length} bytes\n`);
  if (!isSame) process.exitCode = 1;
} finally {
  await databases.close();
}
