/** The header of a house inventory CSV: column names in any spelling, units stated beside them, tags. */

/** Column name without unit and punctuation → what it is here. */
const ALIASES: Readonly<Record<string, string>> = {
  workload: "workload",
  id: "workload",
  vm: "workload",
  name: "name",
  kind: "kind",
  state: "state",
  role: "role",
  os: "os",
  architecture: "architecture",
  arch: "architecture",
  vcpus: "vcpus",
  cpus: "vcpus",
  memory: "memory",
  disk: "disk",
  disks: "disks",
  nics: "nics",
  host: "host",
  hosttype: "hostType",
  clock: "clock",
  growthpercent: "growth",
  cpureservation: "cpuReservation",
  memoryreservation: "memoryReservation",
};

/** A column of the file: what it is here, where it stands, the unit its header states. */
export interface HouseColumn {
  readonly key: string;
  readonly at: number;
  readonly header: string;
  readonly unit?: string;
}

const TAG = /^tag:(.+)$/i;
const WITH_UNIT = /^(.*?)[\s_(]+(mib|gib|tib|mb|gb|tb|mhz|ghz)\)?$/i;
const UNIT_CASE: Readonly<Record<string, string>> = {
  mib: "MiB",
  gib: "GiB",
  tib: "TiB",
  mb: "MB",
  gb: "GB",
  tb: "TB",
  mhz: "MHz",
  ghz: "GHz",
};

/** The columns of a header; unknown ones have the key "". */
export function houseColumns(header: readonly string[]): readonly HouseColumn[] {
  return header.map((text, at) => {
    const tag = TAG.exec(text.trim())?.[1];
    if (tag !== undefined) return { key: `tag:${tag.trim()}`, at, header: text };
    const split = WITH_UNIT.exec(text.trim());
    const unit = UNIT_CASE[split?.[2]?.toLowerCase() ?? ""];
    const plain = (split?.[1] ?? text).toLowerCase().replaceAll(/[\s_()-]/g, "");
    const key = Object.hasOwn(ALIASES, plain) ? (ALIASES[plain] ?? "") : "";
    return { key, at, header: text, ...(unit === undefined ? {} : { unit }) };
  });
}

/** Is this the header of a house inventory CSV? */
export function isWorkloadHeader(header: readonly string[]): boolean {
  const keys = new Set(houseColumns(header).map(({ key }) => key));
  return ["workload", "vcpus", "memory"].every((key) => keys.has(key));
}
