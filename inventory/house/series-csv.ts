/**
 * The house series CSV: `timestamp,object,metric,value,unit`, one measurement on a line, in any order. Figures become the
 * contract's units as they are read: CPU in cores of the host it was measured on, memory in MiB, disk in MB/s, network in
 * Mbit/s. Percent is of what the workload has: its vCPUs, its memory.
 */
import type { ExistingHost, Metric, Workload } from "#planner/contract/index.ts";
import type { FindingCode } from "../finding-titles.ts";
import type { Evidence, Findings, Place } from "../findings.ts";
import { readNumber } from "../numbers.ts";
import { EXPECTED_TIME, readTime } from "./time.ts";
import { type Factors, QUANTITIES } from "./units.ts";

const METRIC_NAMES: Readonly<Record<string, Metric>> = {
  cpu: "cpuCores",
  cpucores: "cpuCores",
  memory: "memoryMiB",
  memorymib: "memoryMiB",
  disk: "diskMBps",
  diskmbps: "diskMBps",
  network: "networkMbps",
  networkmbps: "networkMbps",
};
const EXPECTED_METRIC = "cpu, memory, disk or network";

const COLUMNS = ["timestamp", "object", "metric", "value", "unit"] as const;
type SeriesColumn = (typeof COLUMNS)[number];
const REQUIRED: readonly SeriesColumn[] = ["timestamp", "object", "metric", "value"];

export type SeriesColumns = ReadonlyMap<SeriesColumn, number>;

/** Where the columns stand; undefined where this is no header of a series CSV. */
export function seriesColumns(header: readonly string[]): SeriesColumns | undefined {
  const names = header.map((text) => text.trim().toLowerCase());
  const columns = new Map(
    COLUMNS.map((column) => [column, names.indexOf(column)] as const).filter(([, at]) => at >= 0),
  );
  return REQUIRED.every((column) => columns.has(column)) ? columns : undefined;
}

/** A factor from the unit as written to the contract's, or why there is none. */
type Scale =
  | { readonly factor: number; readonly isPercent: boolean }
  | { readonly code: FindingCode; readonly raw: string; readonly bound: string };

const PERCENT = new Set(["%", "percent"]);
const PARTS_PER_PERCENT = 100;
const CORES = new Set(["", "core", "cores"]);

const plain = (factor: number | undefined, unit: string, words: string): Scale =>
  factor === undefined ? { code: "unknown-unit", raw: unit, bound: words } : { factor, isPercent: false };

function cpuScale(unit: string, workload: Workload, at: { coreMhz: number | undefined; factors: Factors }): Scale {
  if (CORES.has(unit)) return { factor: 1, isPercent: false };
  if (PERCENT.has(unit)) return { factor: workload.vcpus / PARTS_PER_PERCENT, isPercent: true };
  const mhz = at.factors(unit, "clock");
  if (mhz === undefined) return { code: "unknown-unit", raw: unit, bound: "CPU (cores, %, MHz, GHz)" };
  if (at.coreMhz !== undefined) return { factor: mhz / at.coreMhz, isPercent: false };
  return {
    code: "needs-clock",
    raw: unit,
    bound: "the core clock of its host is not known; give it a host or a clock",
  };
}

/** Reads measurements of known workloads and collects them by workload and metric. */
export interface SeriesReader {
  /** One line; what cannot be used becomes a finding. */
  add(cells: readonly string[], line: Line): void;
  /** Each workload and metric met, with time (ms) and value in turn. */
  collected(): Iterable<{
    readonly workload: string;
    readonly metric: Metric;
    readonly file: string;
    readonly points: readonly number[];
  }>;
}

interface Line {
  readonly columns: SeriesColumns;
  readonly place: Place;
  readonly hasPointDecimals: boolean;
}

export interface SeriesWorld {
  readonly workloads: readonly Workload[];
  readonly hosts: readonly ExistingHost[];
  readonly factors: Factors;
  readonly findings: Findings;
}

/** Workloads by id, and by name where only one has it. */
function lookupOf(workloads: readonly Workload[]): ReadonlyMap<string, Workload> {
  const byName = Map.groupBy(workloads, ({ name }) => name);
  const unique = [...byName].flatMap(([name, list]) =>
    list.length === 1 && list[0] !== undefined ? [[name, list[0]] as const] : [],
  );
  return new Map([...unique, ...workloads.map((workload) => [workload.id, workload] as const)]);
}

function scaleOf(world: SeriesWorld, clocks: ReadonlyMap<string, number | undefined>) {
  const { factors } = world;
  return (workload: Workload, metric: Metric, unit: string): Scale => {
    switch (metric) {
      case "cpuCores": {
        const coreMhz = clocks.get(workload.runsOn ?? "") ?? workload.measuredOn?.coreMhz;
        return cpuScale(unit, workload, { coreMhz, factors });
      }
      case "memoryMiB":
        if (PERCENT.has(unit)) return { factor: workload.memoryMiB / PARTS_PER_PERCENT, isPercent: true };
        return plain(factors(unit || QUANTITIES.memory.unit, "memory"), unit, QUANTITIES.memory.words);
      case "diskMBps":
        return plain(factors(unit || QUANTITIES.diskRate.unit, "diskRate"), unit, QUANTITIES.diskRate.words);
      case "networkMbps":
        return plain(factors(unit || QUANTITIES.networkRate.unit, "networkRate"), unit, QUANTITIES.networkRate.words);
    }
  };
}

interface Collected {
  readonly workload: string;
  readonly metric: Metric;
  readonly file: string;
  readonly points: number[];
}

/** Findings that would otherwise stand at every line are written once for each `about`: the raw text and subject by default. */
function onceEach(findings: Findings) {
  const said = new Set<string>();
  return (
    code: FindingCode,
    place: Place,
    evidence: Evidence,
    about = `${String(evidence.raw)}\u0000${evidence.subject ?? ""}`,
  ) => {
    const key = `${code}\u0000${about}`;
    if (!said.has(key)) findings.add(code, place, evidence);
    said.add(key);
  };
}

type Once = ReturnType<typeof onceEach>;

function timeOf(text: string, place: Place, findings: Findings, once: Once): number | undefined {
  const time = readTime(text);
  const at = { ...place, column: "timestamp" };
  if (time === undefined) findings.add("not-a-time", at, { raw: text, bound: EXPECTED_TIME });
  if (time?.hasZone === false) once("time-without-zone", at, { raw: text }, "any");
  return time?.at;
}

function valueOf(text: string, line: Line, findings: Findings): number | undefined {
  const reading = readNumber(text, line.hasPointDecimals);
  if (reading.kind === "missing") return undefined;
  if (reading.kind === "number" && reading.value >= 0) return reading.value;
  const code = reading.kind === "number" ? "out-of-range" : "not-a-number";
  findings.add(code, { ...line.place, column: "value" }, { raw: text, bound: "a number ≥ 0" });
  return undefined;
}

interface Point {
  readonly at: number;
  readonly workload: Workload;
  readonly metric: Metric;
  readonly value: number;
  readonly unit: string;
}

/** A line as a point, its unit not yet applied; undefined, with findings, where a part of it is unusable. */
function pointOf(
  text: (column: SeriesColumn) => string,
  line: Line,
  lookup: ReadonlyMap<string, Workload>,
  { findings, once }: { readonly findings: Findings; readonly once: Once },
): Point | undefined {
  const { place } = line;
  const at = timeOf(text("timestamp"), place, findings, once);
  const workload = lookup.get(text("object"));
  const word = text("metric").toLowerCase();
  const metric = Object.hasOwn(METRIC_NAMES, word) ? METRIC_NAMES[word] : undefined;
  if (workload === undefined) once("unknown-object", { ...place, column: "object" }, { raw: text("object") });
  if (metric === undefined)
    once("unknown-metric", { ...place, column: "metric" }, { raw: word, bound: EXPECTED_METRIC });
  const value = valueOf(text("value"), line, findings);
  if (at === undefined || workload === undefined || metric === undefined || value === undefined) return undefined;
  return { at, workload, metric, value, unit: text("unit") };
}

/** A reader for the series of these workloads. */
export function seriesReader(world: SeriesWorld): SeriesReader {
  const { findings } = world;
  const lookup = lookupOf(world.workloads);
  const scale = scaleOf(world, new Map(world.hosts.map(({ id, coreMhz }) => [id, coreMhz])));
  const series = new Map<string, Collected>();
  const once = onceEach(findings);
  return {
    add(cells, line) {
      const text = (column: SeriesColumn) => cells[line.columns.get(column) ?? -1]?.trim() ?? "";
      const point = pointOf(text, line, lookup, { findings, once });
      if (point === undefined) return;
      const { at, workload, metric, value, unit } = point;
      const scaled = scale(workload, metric, unit);
      if ("code" in scaled) {
        const { code, raw, bound } = scaled;
        once(code, { ...line.place, column: "unit" }, { raw, bound, subject: workload.id });
        return;
      }
      const key = `${metric} ${workload.id}`;
      const own = series.get(key) ?? { workload: workload.id, metric, file: line.place.file, points: [] };
      series.set(key, own);
      if (scaled.isPercent && value > PARTS_PER_PERCENT) {
        const evidence = { raw: `${value} %`, bound: "100 %", subject: workload.id };
        once("over-allocation", { ...line.place, column: "value" }, evidence, key);
      }
      own.points.push(at, value * scaled.factor);
    },
    collected: () => series.values(),
  };
}
