/** `node test/fuzz/run.ts --requests 10000 --seed 1`: fuzzes a server of its own; exits with 1 when anything is wrong. */
import { parseArgs } from "node:util";
import { fuzzFreshServer } from "./target.ts";

const { values } = parseArgs({
  options: { requests: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
const [requests, seed] = [Number(values.requests), Number(values.seed)];
if (!Number.isInteger(requests) || requests < 1 || !Number.isInteger(seed) || seed < 0)
  throw new Error("--requests is a whole number from 1, --seed one from 0");
const startedAt = performance.now();
const { seen, wrong, health, gone, defects } = await fuzzFreshServer({ requests, seed });
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
const byStatus = new Map<string, number>();
for (const [told, times] of seen) {
  const status = told.split(" ").at(-1) ?? "";
  byStatus.set(status, (byStatus.get(status) ?? 0) + times);
}
const statuses = [...byStatus]
  .toSorted(([a], [b]) => Number(a) - Number(b))
  .map(([status, times]) => `${status}: ${times}`);
for (const line of [...wrong, ...new Set(defects)]) process.stdout.write(`${line}\n\n`);
process.stdout.write(
  `${requests} requests, seed ${seed}, ${seconds} s; ${seen.size} combinations of address, method and status; ${statuses.join(", ")}\n` +
    `findings ${wrong.length}, defects ${defects.length}, healthz and readyz ${health.join(" ")}, gone ${gone.length}\n`,
);
process.exitCode = wrong.length + defects.length + gone.length > 0 || health.some((status) => status !== 200) ? 1 : 0;
