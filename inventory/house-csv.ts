/**
 * Importer: house CSV. Inventory files (`workload,os,architecture,vcpus,memory,…`) and series files
 * (`timestamp,object,metric,value,unit`) in any number; series may also speak of workloads another importer has read.
 */
import type { Inventory, Workload } from "#planner/contract/index.ts";
import { type CsvStyle, csvHeader, csvRecords, styleOf } from "./csv/read-csv.ts";
import { type Findings, collectFindings } from "./findings.ts";
import { buildSeries } from "./house/series-build.ts";
import { type SeriesColumns, seriesColumns, seriesReader } from "./house/series-csv.ts";
import { type Factors, loadFactors } from "./house/units.ts";
import { houseColumns, isWorkloadHeader } from "./house/workload-columns.ts";
import { readWorkloadLine } from "./house/workload-csv.ts";
import { uniqueIds } from "./identity.ts";
import { type ImportContext, type ImportFile, type Importer, emptyInventory, stopIfAsked } from "./importer.ts";
import { unusable } from "./problem.ts";
import { kindOf } from "./sniff.ts";

const FORMAT = "house-csv";
const LINES_BETWEEN_STOPS = 4_096;

interface HouseFile {
  readonly file: ImportFile;
  readonly style: CsvStyle;
  readonly header: readonly string[];
  readonly series: SeriesColumns | undefined;
}

async function opened(files: readonly ImportFile[], context: ImportContext): Promise<readonly HouseFile[]> {
  const found: HouseFile[] = [];
  for (const file of files) {
    if (kindOf(file) !== "text") continue;
    const style = styleOf(file.bytes);
    const header = await csvHeader(file, style, context.limits);
    const series = seriesColumns(header);
    if (series !== undefined || isWorkloadHeader(header)) found.push({ file, style, header, series });
  }
  return found;
}

/** The records after the header, asking now and then whether to stop. */
async function* linesOf({ file, style }: HouseFile, context: ImportContext) {
  let count = 0;
  for await (const record of csvRecords(file, style, context.limits)) {
    count += 1;
    if (count % LINES_BETWEEN_STOPS === 0) stopIfAsked(context);
    if (count > 1) yield record;
  }
}

interface Shared {
  readonly context: ImportContext;
  readonly factors: Factors;
  readonly findings: Findings;
}

/** A workload with where it stood, until ids are settled over all files. */
interface Drafted {
  readonly workload: Workload;
  readonly file: string;
  readonly row: number;
}

async function readWorkloads(house: HouseFile, { context, factors, findings }: Shared): Promise<readonly Drafted[]> {
  const columns = houseColumns(house.header);
  const ignored = columns.filter(({ key }) => key === "").map(({ header }) => header);
  if (ignored.length > 0) findings.add("columns-ignored", { file: house.file.name }, { raw: ignored.join(", ") });
  const byKey = new Map(columns.filter(({ key }) => key !== "").map((column) => [column.key, column]));
  const hostIds = new Set(context.known.hosts.map(({ id }) => id));
  const line = { columns: byKey, style: house.style, factors, findings, hostIds };
  const drafts: Drafted[] = [];
  for await (const record of linesOf(house, context)) {
    const at = { file: house.file.name, row: record.line };
    const workload = readWorkloadLine(record.cells, at, line);
    if (workload !== undefined) drafts.push({ workload, ...at });
    if (drafts.length > context.limits.workloads) {
      throw unusable(house.file.name, "too-many", `more workloads than the bound of ${context.limits.workloads}`);
    }
  }
  return drafts;
}

/** Ids that stand twice are both kept, the later ones renamed and reported. */
function settled(drafts: readonly Drafted[], { context, findings }: Shared): Workload[] {
  const taken = context.known.workloads.map(({ id }) => id);
  const ids = uniqueIds(
    drafts.map(({ workload }) => ({ name: workload.id, marks: [] })),
    taken,
  );
  return drafts.map(({ workload, file, row }, i) => {
    const id = ids[i] ?? workload.id;
    if (id === workload.id) return workload;
    findings.add("duplicate-workload", { file, row }, { subject: workload.id, bound: "id" });
    findings.add("duplicate-name", { file, row }, { raw: workload.id, subject: id });
    return { ...workload, id };
  });
}

async function readSeries(
  houses: readonly HouseFile[],
  workloads: readonly Workload[],
  shared: Shared,
): Promise<Inventory["series"]> {
  const { context, factors, findings } = shared;
  const all = [...context.known.workloads, ...workloads];
  const reader = seriesReader({ workloads: all, hosts: context.known.hosts, factors, findings });
  for (const [i, house] of houses.entries()) {
    const columns = house.series;
    if (columns === undefined) continue;
    for await (const record of linesOf(house, context)) {
      const place = { file: house.file.name, row: record.line };
      reader.add(record.cells, { columns, place, hasPointDecimals: house.style.hasPointDecimals });
    }
    context.progress((i + 1) / (houses.length + 1));
  }
  return buildSeries(reader, findings);
}

async function read(files: readonly ImportFile[], context: ImportContext): Promise<Inventory> {
  const houses = await opened(files, context);
  const findings = collectFindings(context.limits.findingsPerCode);
  const shared: Shared = { context, factors: await loadFactors(), findings };
  const drafts: Drafted[] = [];
  for (const house of houses.filter(({ series }) => series === undefined)) {
    for (const draft of await readWorkloads(house, shared)) drafts.push(draft);
  }
  const workloads = settled(drafts, shared);
  if (workloads.length + context.known.workloads.length === 0) {
    const names = files.map(({ name }) => name).join(", ");
    throw unusable(
      names,
      "no-workloads",
      "no workload to import; series need an inventory file beside them that lists their workloads",
    );
  }
  const series = await readSeries(houses, workloads, shared);
  return { ...emptyInventory(FORMAT, []), workloads, series, findings: findings.all() };
}

export const houseCsv: Importer = {
  format: FORMAT,
  title: "Hostwright's own CSV (inventory and series)",
  detects: async (files, context) => (await opened(files, context)).map(({ file }) => file),
  read,
};
