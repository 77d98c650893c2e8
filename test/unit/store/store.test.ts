import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { memoryStore, sqliteStore } from "#store";
import { storeConformance } from "./conformance.ts";
import { besideConformance } from "./beside-conformance.ts";
import { jobConformance } from "./job-conformance.ts";
import { uploadConformance } from "./upload-conformance.ts";

const folder = mkdtempSync(path.join(tmpdir(), "hostwright-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const freshFile = () => path.join(folder, String((files += 1)), "hostwright.db");

storeConformance("memory", () => Promise.resolve(memoryStore()));
storeConformance("a file", () => Promise.resolve(sqliteStore(freshFile())));
jobConformance("memory", () => Promise.resolve(memoryStore()));
jobConformance("a file", () => Promise.resolve(sqliteStore(freshFile())));
besideConformance("memory", () => Promise.resolve(memoryStore()));
besideConformance("a file", () => Promise.resolve(sqliteStore(freshFile())));
uploadConformance("memory", () => Promise.resolve(memoryStore()));
uploadConformance("a file", () => Promise.resolve(sqliteStore(freshFile())));
