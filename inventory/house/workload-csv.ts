/**
 * The house inventory CSV: one workload on a line, columns by header in any order. A header may carry a unit
 * ("memory_gib", "disk (TB)"), a cell may too ("3.6 GB"), and the cell's wins. Columns: docs/INVENTORY-FORMATS.md.
 */
import { Os, Workload, readTold } from "#planner/contract/index.ts";
import type { CsvStyle } from "../csv/read-csv.ts";
import type { Findings, Place } from "../findings.ts";
import { fitName } from "../identity.ts";
import { readNumber } from "../numbers.ts";
import { readOs } from "../os-text.ts";
import { type Factors, QUANTITIES, type Quantity, readQuantity } from "./units.ts";
import type { HouseColumn } from "./workload-columns.ts";

/** What reading a line needs beside the line. */
export interface LineContext {
  readonly columns: ReadonlyMap<string, HouseColumn>;
  readonly style: CsvStyle;
  readonly factors: Factors;
  readonly findings: Findings;
  readonly hostIds: ReadonlySet<string>;
}

/** A line in reading: cells by key, findings by place. */
interface Line {
  readonly context: LineContext;
  readonly cells: readonly string[];
  readonly at: Place;
  readonly subject: string;
}

const textOf = ({ context, cells }: Pick<Line, "context" | "cells">, key: string): string =>
  cells[context.columns.get(key)?.at ?? -1]?.trim() ?? "";

const placeOf = (line: Pick<Line, "context" | "at">, key: string): Place => ({
  ...line.at,
  column: line.context.columns.get(key)?.header ?? key,
});

/** A quantity in the contract's unit; undefined, with a finding where something unusable stands there. */
function quantityOf(line: Line, key: string, quantity: Quantity): number | undefined {
  const { unit, words } = QUANTITIES[quantity];
  const raw = textOf(line, key);
  const defaultUnit = line.context.columns.get(key)?.unit ?? unit;
  const { hasPointDecimals } = line.context.style;
  const reading = readQuantity(raw, { quantity, defaultUnit, hasPointDecimals }, line.context.factors);
  const evidence = { raw, subject: line.subject };
  if (reading.kind === "not-a-number")
    line.context.findings.add("not-a-number", placeOf(line, key), { ...evidence, bound: words });
  if (reading.kind === "unknown-unit")
    line.context.findings.add("unknown-unit", placeOf(line, key), { raw: reading.unit, bound: words });
  if (reading.kind !== "value") return undefined;
  if (reading.value >= 0) return reading.value;
  line.context.findings.add("out-of-range", placeOf(line, key), { ...evidence, bound: `${words}, not below 0` });
  return undefined;
}

function numberOf(line: Line, key: string, most: number): number | undefined {
  const raw = textOf(line, key);
  const reading = readNumber(raw, line.context.style.hasPointDecimals);
  if (reading.kind === "missing") return undefined;
  if (reading.kind === "number" && Math.abs(reading.value) <= most) return reading.value;
  line.context.findings.add("value-ignored", placeOf(line, key), {
    raw,
    bound: `a number up to ${most}`,
    subject: line.subject,
  });
  return undefined;
}

/** One of the words of a list, in any case; the default, with a finding, for anything else. */
function wordOf<W extends string>(line: Line, key: string, words: readonly W[], otherwise: W): W {
  const raw = textOf(line, key);
  const word = words.find((one) => one === raw.toLowerCase());
  if (word === undefined && raw !== "") {
    line.context.findings.add("unknown-word", placeOf(line, key), {
      raw,
      bound: words.join(", "),
      subject: line.subject,
    });
  }
  return word ?? otherwise;
}

function osOf(line: Line): Workload["os"] {
  const text = textOf(line, "os");
  const family = Os.shape.family.options.find((one) => one === text.toLowerCase());
  const read = text === "" ? undefined : readOs(text);
  const os =
    family === undefined
      ? (read ?? { family: "unknown" as const, architecture: "unknown" as const })
      : { family, architecture: read?.architecture ?? ("unknown" as const) };
  const architecture = wordOf(line, "architecture", Os.shape.architecture.options, os.architecture);
  if (os.family === "unknown" && text.toLowerCase() !== "unknown") {
    line.context.findings.add("unknown-os", placeOf(line, "os"), { raw: text || undefined, subject: line.subject });
  } else if (architecture === "unknown") {
    line.context.findings.add("unknown-architecture", placeOf(line, "os"), { raw: text, subject: line.subject });
  }
  return { ...os, architecture };
}

/** Where it runs, when that host is known; else what its figures were measured on. */
function hostOf(line: Line): Pick<Workload, "runsOn" | "measuredOn"> {
  const host = textOf(line, "host");
  if (host !== "" && line.context.hostIds.has(host)) return { runsOn: host };
  if (host !== "")
    line.context.findings.add("unknown-host", placeOf(line, "host"), { raw: host, subject: line.subject });
  const coreMhz = quantityOf(line, "clock", "clock") ?? 0;
  const hostType = textOf(line, "hostType");
  if (coreMhz === 0 && hostType === "") return {};
  return { measuredOn: { ...(hostType === "" ? {} : { hostType }), ...(coreMhz === 0 ? {} : { coreMhz }) } };
}

const TAG_PREFIX = "tag:";

function tagsOf(line: Line): Record<string, string> {
  const tags = [...line.context.columns.keys()].filter((key) => key.startsWith(TAG_PREFIX));
  return Object.fromEntries(
    tags.map((key) => [key.slice(TAG_PREFIX.length), textOf(line, key)]).filter(([, text]) => text !== ""),
  );
}

/** Fields that may be missing, as a record without them. */
const present = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The line as the contract's record would have it; the schema has the last word on it. */
function draftOf(line: Line): Record<string, unknown> {
  const cpuMhz = quantityOf(line, "cpuReservation", "clock");
  const memoryMiB = quantityOf(line, "memoryReservation", "memory");
  const hasReservation = cpuMhz !== undefined || memoryMiB !== undefined;
  return present({
    id: line.subject,
    name: textOf(line, "name") || line.subject,
    kind: wordOf(line, "kind", ["virtual", "physical"], "virtual"),
    state: wordOf(line, "state", ["running", "powered-off", "suspended", "unknown"], "running"),
    role: wordOf(line, "role", ["workload", "template", "placeholder"], "workload"),
    os: osOf(line),
    vcpus: numberOf(line, "vcpus", Number.MAX_SAFE_INTEGER),
    memoryMiB: quantityOf(line, "memory", "memory"),
    diskGiB: quantityOf(line, "disk", "disk"),
    disks: numberOf(line, "disks", Number.MAX_SAFE_INTEGER),
    nics: numberOf(line, "nics", Number.MAX_SAFE_INTEGER),
    ...hostOf(line),
    reservation: hasReservation ? present({ cpuMhz, memoryMiB }) : undefined,
    growthPercent: numberOf(line, "growth", Number.MAX_SAFE_INTEGER),
    tags: tagsOf(line),
  });
}

/** Which column a path of the contract's record comes from. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  id: "workload",
  memoryMiB: "memory",
  diskGiB: "disk",
  growthPercent: "growth",
};

/** One line as a workload, or undefined, with error findings, where it cannot be imported. */
export function readWorkloadLine(cells: readonly string[], at: Place, context: LineContext): Workload | undefined {
  const { findings } = context;
  const text = textOf({ context, cells }, "workload");
  if (text === "") {
    findings.add("missing-value", placeOf({ context, at }, "workload"), { bound: "the name of a workload" });
    findings.add("not-importable", at, { bound: "it has no name" });
    return undefined;
  }
  const line: Line = { context, cells, at, subject: fitName(text, placeOf({ context, at }, "workload"), findings) };
  const checked = readTold(Workload, draftOf(line));
  if (checked.success) return checked.data;
  for (const { pointer, bound } of checked.problems) {
    const [, field = ""] = pointer.split("/");
    const key = COLUMN_OF[field] ?? field;
    const raw = textOf(line, key);
    findings.add(raw === "" ? "missing-value" : "out-of-range", placeOf(line, key), {
      raw,
      bound,
      subject: line.subject,
    });
  }
  findings.add("not-importable", at, { subject: line.subject, bound: "a value it needs is unusable" });
  return undefined;
}
