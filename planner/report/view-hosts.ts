/** The hosts of a plan for its report: how full, how hot, what runs there in the vendor's terms. */
import { MIB_PER_GIB } from "#models/units.ts";
import type { PlacedPartition, PlanHost, PlanResult } from "../contract/index.ts";
import { cpuOf, hostLabels, indexOfHighest } from "./columns.ts";
import { counted, decimal, grouped, memoryText, percentText, wattsText } from "./numbers.ts";
import { slotLabel } from "./slots.ts";
import { settingWords } from "./field-words.ts";
import { amountText, BASIS_TEXT, plainAmount, resourceName } from "./words.ts";

/** Hosts in the table and partitions per host that a page can carry. */
export const MOST_HOSTS = 200;
export const MOST_PARTITIONS = 100;

export interface PartitionRow {
  readonly name: string;
  readonly vcpus: string;
  readonly memory: string;
  readonly claim: string;
  readonly peak: string;
  readonly basis: string;
  readonly mode: string;
  /** Blocks and the vendor's settings: "2 boards, CPU shares 1,000". */
  readonly settings: string;
}

export interface HostRow {
  readonly id: string;
  readonly label: string;
  /** Address of a page of its own, or "". */
  readonly page: string;
  readonly target: string;
  readonly isSpare: boolean;
  readonly partitions: string;
  readonly cpuPeak: string;
  readonly cpuPeakAt: string;
  readonly cpuMean: string;
  /** "96 GiB of 121.6 GiB", or "–" where memory is not counted. */
  readonly memory: string;
  /** Other claims: "virtual CPUs: 40 of 128". */
  readonly claims: readonly string[];
  readonly drawMean: string;
  readonly drawPeak: string;
  readonly rows: readonly PartitionRow[];
  /** "and 12 more in the CSV", or "". */
  readonly more: string;
}

export interface HostsView {
  readonly rows: readonly HostRow[];
  /** A sentence when not every host is shown, or "". */
  readonly cut: string;
}

const NONE = "–";

function settingsText(partition: PlacedPartition): string {
  const blocks = Object.entries(partition.blocks).map(([name, count]) => amountText(`block:${name}`, count));
  const settings = Object.entries(partition.settings).map(([key, value]) => settingWords(key, value).join(" "));
  return [...blocks, ...settings].join(", ");
}

const partitionRow = (partition: PlacedPartition, nameOf: ReadonlyMap<string, string>): PartitionRow => ({
  name: nameOf.get(partition.workload) ?? partition.workload,
  vcpus: decimal(partition.vcpus, 2),
  memory: memoryText(partition.memoryMiB),
  claim: memoryText(partition.memoryClaimMiB),
  peak: decimal(partition.peakCores, 2),
  basis: BASIS_TEXT[partition.basis],
  mode: partition.mode,
  settings: settingsText(partition),
});

/** "64.8 of 117.2 GiB": a unit both share is written once. */
function usedOf(resource: string, used: number, of: number): string {
  const taken = plainAmount(resource, used);
  if (!Number.isFinite(of)) return `${taken}, no limit`;
  const whole = plainAmount(resource, of);
  if (used === 0) return `0 of ${whole}`;
  const unit = whole.slice(whole.indexOf(" "));
  return unit.startsWith(" ") && taken.endsWith(unit)
    ? `${taken.slice(0, -unit.length)} of ${whole}`
    : `${taken} of ${whole}`;
}

/** "183.0 of 359.1 GiB": the same digits in every row of a column; small or unlimited memory as everywhere. */
function memoryOf({ used, of }: { readonly used: number; readonly of: number }): string {
  if (!Number.isFinite(of) || of < MIB_PER_GIB || used === 0) return usedOf("memoryMiB", used, of);
  return `${grouped(used / MIB_PER_GIB, 1)} of ${grouped(of / MIB_PER_GIB, 1)} GiB`;
}

function nounOf(host: PlanHost, result: PlanResult, count: number): string {
  const target = result.targets.find((one) => one.id === host.target);
  return counted(count, target?.noun ?? "partition", target?.nouns ?? "partitions");
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Address of the page of a host; "" where it has none. */
export type HostPage = (host: string) => string;

type Body = Omit<HostRow, "label" | "page">;

function hostRow(
  host: PlanHost,
  result: PlanResult,
  nameOf: ReadonlyMap<string, string>,
  most = MOST_PARTITIONS,
): Body {
  const target = result.targets.find((one) => one.id === host.target);
  const cpu = cpuOf(host);
  const { memoryMiB: memory, ...others } = host.claims;
  const hidden = host.partitions.length - most;
  return {
    id: host.id,
    target: target === undefined ? host.target : `${target.platformTitle} on ${target.hostTitle}`,
    isSpare: host.role === "spare",
    partitions: nounOf(host, result, host.partitions.length),
    cpuPeak: percentText(cpu.peakRatio),
    cpuPeakAt: host.role === "spare" ? "" : slotLabel(result.slots, cpu.peakSlot),
    cpuMean: percentText(cpu.meanRatio),
    memory: memory === undefined ? NONE : memoryOf(memory),
    claims: Object.entries(others).map(([name, { used, of }]) => `${resourceName(name)}: ${usedOf(name, used, of)}`),
    drawMean: host.drawW.length === 0 ? NONE : wattsText(mean(host.drawW)),
    drawPeak: host.drawW.length === 0 ? NONE : wattsText(host.drawW[indexOfHighest(host.drawW)] ?? 0),
    rows: host.partitions.slice(0, most).map((partition) => partitionRow(partition, nameOf)),
    more: hidden > 0 ? `and ${grouped(hidden)} more in the CSV` : "",
  };
}

/** One host alone, with at most `most` of its partitions; undefined when the plan has no such host. */
export function hostView(
  result: PlanResult,
  hostId: string,
  nameOf: ReadonlyMap<string, string>,
  most: number,
): Omit<HostRow, "page"> | undefined {
  const host = result.hosts.find(({ id }) => id === hostId);
  if (host === undefined) return undefined;
  return { ...hostRow(host, result, nameOf, most), label: hostLabels(result.hosts)(hostId) };
}

/** The host table; beyond {@link MOST_HOSTS} it is cut, with a sentence that says so. */
export function hostsView(
  result: PlanResult,
  nameOf: ReadonlyMap<string, string>,
  page: HostPage = () => "",
): HostsView {
  const label = hostLabels(result.hosts);
  const shown = result.hosts.slice(0, MOST_HOSTS);
  return {
    rows: shown.map((host) => ({ ...hostRow(host, result, nameOf), label: label(host.id), page: page(host.id) })),
    cut:
      shown.length < result.hosts.length
        ? `The first ${grouped(shown.length)} of ${grouped(result.hosts.length)} hosts are shown; the CSV and JSON of this plan have all of them.`
        : "",
  };
}
