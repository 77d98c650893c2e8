/**
 * How soon an upload of 20,000 machines is acknowledged, as a workbook (30 MB) and as CSV, how soon it is read, and how
 * long the server keeps others waiting meanwhile: `node bench/load/uploads.ts`. Prints JSON lines; fails when a count is
 * wrong.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MACHINES, writeLargeWorkbook } from "../import/large-workbook.ts";
import { machinesCsv } from "./estates.ts";
import { type MeasuredServer, measuredServer } from "./measured-server.ts";
import { longestWait } from "./waits.ts";

const MS_PER_SECOND = 1000;
const AGAIN_MS = 20;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Write the workbook in a process of its own, whose memory is gone with it. */
function workbookBytes(): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(path.join(tmpdir(), "hostwright-uploads-"));
  const file = path.join(folder, "estate.xlsx");
  try {
    const { status } = spawnSync(process.execPath, [import.meta.filename, file], { stdio: "inherit" });
    if (status !== 0) throw new Error("the workbook could not be written");
    return new Uint8Array(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Ask until the inventory is there; its machines, templates counted. @throws Error when it cannot be read */
async function machinesRead(url: string): Promise<number> {
  for (;;) {
    const answer = await fetch(url);
    const body = (await answer.json()) as { readonly workloads: number; readonly templates: number };
    if (answer.status === 200) return body.workloads + body.templates;
    if (answer.status !== 202) throw new Error(`${url}: ${answer.status}`);
    await sleep(AGAIN_MS);
  }
}

async function upload(server: MeasuredServer, { name, type, bytes }: Upload): Promise<void> {
  const waits = longestWait(`${server.url}/healthz`);
  const cpuFrom = server.cpuSeconds();
  const from = performance.now();
  const seconds = () => Number(((performance.now() - from) / MS_PER_SECOND).toFixed(2));
  const answer = await fetch(`${server.url}/api/v1/inventories?name=${name}`, {
    method: "POST",
    headers: { "Content-Type": type },
    body: bytes,
  });
  const acknowledged = seconds();
  await answer.arrayBuffer();
  const location = answer.headers.get("Location");
  if (answer.status !== 202 || location === null) throw new Error(`${name}: not acknowledged but ${answer.status}`);
  const machines = await machinesRead(`${server.url}${location}`);
  const read = seconds();
  const longestWaitMs = Math.round(await waits.end());
  if (machines !== MACHINES) throw new Error(`${name}: ${machines} machines read`);
  const cpu = server.cpuSeconds();
  const figures = {
    answeringCpuSeconds: Number((cpu.answering - cpuFrom.answering).toFixed(2)),
    allCpuSeconds: Number((cpu.all - cpuFrom.all).toFixed(2)),
    longestWaitMs,
    peakMiB: Math.round(server.memoryMiB().peak),
  };
  const megabytes = Number((bytes.length / 1e6).toFixed(1));
  process.stdout.write(`${JSON.stringify({ name, megabytes, acknowledged, read, ...figures })}\n`);
}

async function main(): Promise<void> {
  const csv = {
    name: "RVTools_tabvInfo.csv",
    type: "text/csv",
    bytes: new TextEncoder().encode(machinesCsv(MACHINES)),
  };
  const xlsx = { name: "estate.xlsx", type: XLSX, bytes: workbookBytes() };
  const server = await measuredServer();
  try {
    for (const one of [csv, xlsx, csv, xlsx]) {
      await upload(server, one);
      await sleep(MS_PER_SECOND);
    }
  } finally {
    await server.close();
  }
}

const [, , file] = process.argv;
if (file === undefined) await main();
else writeLargeWorkbook(file);
