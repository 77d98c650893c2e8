/** Rows of vHost as today's hosts, and a check of the clusters' host counts against them. */
import type { ExistingHost } from "#planner/contract/index.ts";
import { fitName, uniqueIds } from "../identity.ts";
import { type NumberRule, type Row, type TabRows, label, optionalNumber, rowsOf } from "./tab-rows.ts";

/** The contract's bounds. */
const MOST_SOCKETS = 1_024;
const MOST_CORES = 100_000;
const MOST_AMOUNT = 1e15;
const TEXT_LENGTH = 200;

export interface HostRow {
  /** As the host is called in every tab of this export. */
  readonly text: string;
  readonly marks: readonly string[];
  readonly host: Omit<ExistingHost, "id">;
}

const count = (most: number, subject: string): NumberRule => ({
  least: 1,
  most,
  isWhole: true,
  expected: `1 to ${most}`,
  subject,
});
const above0 = (unit: string, subject: string): NumberRule => ({
  least: Number.MIN_VALUE,
  most: MOST_AMOUNT,
  expected: `${unit} above 0`,
  subject,
});

/** The maker's name in front of the model, unless the model already says it. */
function modelOf(row: Row<"vHost">): string | undefined {
  const vendor = row.text("vendor");
  const model = row.text("model");
  const isNamed = vendor === "" || model.toLowerCase().startsWith(vendor.toLowerCase());
  return label(model === "" || isNamed ? model : `${vendor} ${model}`, TEXT_LENGTH);
}

function figuresOf(tab: TabRows<"vHost">, row: Row<"vHost">, name: string) {
  const sockets = optionalNumber(tab, row, "sockets", count(MOST_SOCKETS, name));
  const cores = optionalNumber(tab, row, "cores", count(MOST_CORES, name));
  const coreMhz = optionalNumber(tab, row, "speed", above0("MHz", name));
  const memoryMiB = optionalNumber(tab, row, "memory", above0("MiB", name));
  return {
    ...(sockets === undefined ? {} : { sockets }),
    ...(cores === undefined ? {} : { cores }),
    ...(coreMhz === undefined ? {} : { coreMhz }),
    ...(memoryMiB === undefined ? {} : { memoryMiB }),
  };
}

/** The hosts of one export; a row without a name is reported and left out. */
export function readHosts(tab: TabRows<"vHost">): readonly HostRow[] {
  const hosts: HostRow[] = [];
  for (const row of rowsOf(tab)) {
    const text = row.text("host");
    if (text === "") {
      tab.findings.add("missing-value", row.place("host"), { bound: "the name of a host" });
      tab.findings.add("not-importable", row.place(), { bound: "it has no name" });
      continue;
    }
    const name = fitName(text, row.place("host"), tab.findings);
    const model = modelOf(row);
    const cpuModel = label(row.text("cpuModel"), TEXT_LENGTH);
    const cluster = label(row.text("cluster"), TEXT_LENGTH);
    hosts.push({
      text,
      marks: [row.text("datacenter"), row.text("cluster")].filter((mark) => mark !== ""),
      host: {
        name,
        ...(model === undefined ? {} : { model }),
        ...(cpuModel === undefined ? {} : { cpuModel }),
        ...figuresOf(tab, row, name),
        ...(cluster === undefined ? {} : { cluster }),
      },
    });
  }
  return hosts;
}

/** Ids for the hosts of all exports of a run: the name where it is unique. */
export const hostIds = (hosts: readonly HostRow[], taken: Iterable<string>): readonly string[] =>
  uniqueIds(
    hosts.map(({ host, marks }) => ({ name: host.name, marks })),
    taken,
  );

/** Clusters that count more or fewer hosts than the export lists are reported: the export is partial. */
export function checkClusters(tab: TabRows<"vCluster">, hosts: readonly HostRow[]): void {
  const listed = new Map<string, number>();
  for (const { host } of hosts) {
    if (host.cluster !== undefined) listed.set(host.cluster, (listed.get(host.cluster) ?? 0) + 1);
  }
  for (const row of rowsOf(tab)) {
    const name = row.text("name");
    const stated = optionalNumber(tab, row, "hosts", {
      least: 0,
      most: MOST_CORES,
      expected: "a count",
      subject: name,
    });
    const found = listed.get(name) ?? 0;
    if (name === "" || stated === undefined || stated === found) continue;
    tab.findings.add("cluster-incomplete", row.place("hosts"), { raw: stated, bound: String(found), subject: name });
  }
}
