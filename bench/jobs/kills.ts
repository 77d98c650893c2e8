/**
 * A server killed a hundred times under load: `npm run bench -- kills`, or `node bench/jobs/kills.ts ROUNDS SEED`. Prints
 * what was promised and what was found; exits with 1 when anything is lost or there twice.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { killRounds } from "../../test/support/kill-rounds.ts";

const ROUNDS = 100;
const SEED = 2006;
const MS_PER_SECOND = 1000;

const [rounds = ROUNDS, seed = SEED] = process.argv.slice(2).map(Number);
const dataDir = mkdtempSync(path.join(tmpdir(), "hostwright-kills-"));
const startedAt = performance.now();
try {
  const count = await killRounds({ dataDir, seed, rounds, fromMs: 50, toMs: 2500, callers: 3 });
  const seconds = Math.round((performance.now() - startedAt) / MS_PER_SECOND);
  const { lost, doubled, gone, ...figures } = count;
  process.stdout.write(`${JSON.stringify({ seed, seconds, ...figures })}\n`);
  process.stdout.write(`${JSON.stringify({ lost, doubled, gone })}\n`);
  if (lost.length + doubled.length + gone.length > 0) process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
