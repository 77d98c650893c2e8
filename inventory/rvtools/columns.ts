/**
 * The tabs and columns read from an RVTools export, with every name they have had. Names are compared by
 * {@link headerKey}, so MB/MiB, case and spaces need no alias: the figures were MiB under either label.
 * Source: header rows of RVTools 3.x and 4.7 exports; internal names as older exports write them.
 */

export const TABS = [
  "vInfo",
  "vCPU",
  "vMemory",
  "vDisk",
  "vPartition",
  "vNetwork",
  "vHost",
  "vCluster",
  "vMetaData",
] as const;
export type Tab = (typeof TABS)[number];

export interface Column {
  /** Newest name first; it is also the one shown. */
  readonly names: readonly [string, ...string[]];
  /** "must" = no import without it; otherwise what is unknown where it is missing, or "" when nobody misses it. */
  readonly need: "must" | "may";
  readonly without: string;
}

const must = (...names: [string, ...string[]]): Column => ({ names, need: "must", without: "" });
const should = (without: string, ...names: [string, ...string[]]): Column => ({ names, need: "may", without });
const may = (...names: [string, ...string[]]): Column => ({ names, need: "may", without: "" });

const sdkUuid = may("VI SDK UUID", "vCenter UUID", "vInfoVISDKUUID");

const machine = {
  vm: must("VM", "vInfoVMName", "vCPUVMName", "vMemoryVMName", "vDiskVMName", "vPartitionVMName", "vNetworkVMName"),
  vmId: may("VM ID", "vInfoVMID", "vInfoObjectID"),
  vmUuid: may("VM UUID", "vInfoUUID", "SMBIOS UUID"),
  sdkUuid,
  host: may("Host", "vInfoHost"),
} as const;

export const COLUMNS = {
  vInfo: {
    vm: machine.vm,
    cpus: must("CPUs", "vInfoCPUs", "vInfoNumCpu"),
    memory: must("Memory", "vInfoMemory"),
    powerstate: should("which machines are running", "Powerstate", "vInfoPowerstate"),
    template: should("which machines are templates", "Template", "vInfoTemplate"),
    placeholder: may("SRM Placeholder", "vInfoSRMPlaceHolder"),
    activeMemory: may("Active Memory", "vInfoActiveMemory"),
    nics: may("NICs", "vInfoNICs"),
    disks: may("Disks", "vInfoDisks"),
    diskTotal: may("Total disk capacity MiB"),
    provisioned: may("Provisioned MiB", "vInfoProvisioned"),
    osConfig: should("the operating systems", "OS according to the configuration file", "vInfoOS", "OS"),
    osTools: may("OS according to the VMware Tools", "vInfoOSTools"),
    datacenter: may("Datacenter", "vInfoDataCenter"),
    cluster: may("Cluster", "vInfoCluster"),
    folder: may("Folder", "vInfoFolder"),
    vmId: machine.vmId,
    vmUuid: machine.vmUuid,
    sdkUuid,
    host: should("where machines run today", ...machine.host.names),
  },
  vCPU: { ...machine, overall: may("Overall", "vCPUOverall"), reservation: may("Reservation", "vCPUReservation") },
  vMemory: {
    ...machine,
    active: may("Active", "vMemoryActive"),
    reservation: may("Reservation", "vMemoryReservation"),
  },
  vDisk: { ...machine, capacity: should("disk sizes", "Capacity MiB", "vDiskCapacity") },
  vPartition: { ...machine, capacity: may("Capacity MiB", "vPartitionCapacityMiB") },
  vNetwork: machine,
  vHost: {
    host: must("Host", "vHostName"),
    datacenter: may("Datacenter", "vHostDatacenter"),
    cluster: may("Cluster", "vHostCluster"),
    cpuModel: may("CPU Model", "vHostCpuModel"),
    speed: should("the clock behind CPU figures", "Speed", "vHostCpuMhz"),
    sockets: may("# CPU", "vHostNumCPU"),
    cores: should("the cores of today's hosts", "# Cores", "vHostNumCpuCores"),
    memory: should("the memory of today's hosts", "# Memory", "vHostMemorySize"),
    vendor: may("Vendor", "vHostVendor"),
    model: should("the models of today's hosts", "Model", "vHostModel"),
    sdkUuid,
  },
  vCluster: { name: must("Name", "vClusterName"), hosts: may("NumHosts", "vClusterNumHosts") },
  vMetaData: { created: may("xlsx creation datetime") },
} as const satisfies Record<Tab, Record<string, Column>>;

export type KeysOf<T extends Tab> = Extract<keyof (typeof COLUMNS)[T], string>;

/** What stays unknown when a whole tab is missing; "" = nothing anybody would miss. */
export const WITHOUT_TAB: Readonly<Record<Exclude<Tab, "vInfo">, string>> = {
  vCPU: "CPU reservations and the CPU use at the moment of the export",
  vMemory: "memory reservations and active memory",
  vDisk: "disk sizes one by one; vInfo's totals are used",
  vPartition: "file system sizes",
  vNetwork: "network cards one by one; vInfo's count is used",
  vHost: "today's hosts, their clock, cores and memory",
  vCluster: "whether all hosts of each cluster were exported",
  vMetaData: "when the export was made",
};

const UNIT_SUFFIX = /(?<=.)(?:[kmgt]i?b)$/;

/** Names that only their unit tells apart stay whole: none of those is read. */
const KEEP_WHOLE = /^free/;

/**
 * A header as it is compared: lower case, no spaces or punctuation that releases disagree on, no unit at its end.
 * `#`, `%` and `/` stay: "# Cores" is not "Cores".
 */
export function headerKey(header: string): string {
  const key = header.toLowerCase().replaceAll(/[\s_().:-]/g, "");
  return KEEP_WHOLE.test(key) ? key : key.replace(UNIT_SUFFIX, "");
}

/** The tab a sheet or file is, by its name: "vInfo", "tabvInfo", "RVTools_tabvInfo.csv"; undefined where it is none read. */
export function tabOfName(name: string): Tab | undefined {
  const stem = name.replace(/\.[a-z]+$/i, "").toLowerCase();
  return TABS.find((tab) => {
    const plain = tab.toLowerCase();
    return stem === plain || new RegExp(`(?:tab|[^a-z])${plain}$`).test(stem);
  });
}
