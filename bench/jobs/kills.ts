/**
 * A server killed a hundred times under load: `npm run bench -- kills`, or `node bench/jobs/kills.ts ROUNDS SEED STORE MS`
 * with "folder" or "postgresql" (a PostgreSQL server of its own whose commits reach the disk) and the latest moment of a
 * kill after the server listens. Prints what was promised and what was found; exits with 1 when anything is lost or there
 * twice.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { killRounds } from "../../test/support/kill-rounds.ts";
import type { Place } from "../../test/support/killed-server.ts";
import { postgresServer } from "../../test/support/postgres-server.ts";

const ROUNDS = "100";
const SEED = "2006";
const LATEST_MS = "2500";
const MS_PER_SECOND = 1000;

/** Where the server keeps what it stores, and how to remove that. */
async function openPlace(kind: string): Promise<{ readonly place: Place; readonly remove: () => Promise<void> }> {
  if (kind === "postgresql") {
    const server = await postgresServer({ isDurable: true });
    return { place: { databaseUrl: server.urlOf("postgres") }, remove: server.close };
  }
  const dataDir = mkdtempSync(path.join(tmpdir(), "hostwright-kills-"));
  return { place: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

const [rounds = ROUNDS, seed = SEED, kind = "folder", latestMs = LATEST_MS] = process.argv.slice(2);
const { place, remove } = await openPlace(kind);
const startedAt = performance.now();
try {
  const plan = { place, seed: Number(seed), rounds: Number(rounds), fromMs: 50, toMs: Number(latestMs), callers: 3 };
  const count = await killRounds(plan);
  const seconds = Math.round((performance.now() - startedAt) / MS_PER_SECOND);
  const { lost, doubled, gone, ...figures } = count;
  process.stdout.write(
    `${JSON.stringify({ store: kind, seed: plan.seed, latestMs: plan.toMs, seconds, ...figures })}\n`,
  );
  process.stdout.write(`${JSON.stringify({ lost, doubled, gone })}\n`);
  if (lost.length + doubled.length + gone.length > 0) process.exitCode = 1;
} finally {
  await remove();
}
