/** Operating systems of the sample estate, as inventories of 2005 would name them. */
import type { Workload } from "#planner/contract/index.ts";

type Os = Workload["os"];

export const SYSTEMS = {
  win2000: { family: "windows", version: "2000", architecture: "x86-32" },
  win2003: { family: "windows", version: "2003", architecture: "x86-32" },
  win2003x64: { family: "windows", version: "2003", architecture: "x86-64" },
  rhel3: { family: "linux", version: "RHEL 3", architecture: "x86-32" },
  rhel4: { family: "linux", version: "RHEL 4", architecture: "x86-32" },
  rhel4x64: { family: "linux", version: "RHEL 4", architecture: "x86-64" },
  sles9: { family: "linux", version: "SLES 9", architecture: "x86-32" },
  solaris8: { family: "solaris", version: "8", architecture: "sparc" },
  solaris9: { family: "solaris", version: "9", architecture: "sparc" },
  solaris10: { family: "solaris", version: "10", architecture: "sparc" },
  solaris10x86: { family: "solaris", version: "10", architecture: "x86-64" },
  netware: { family: "netware", version: "6.5", architecture: "x86-32" },
  aix: { family: "aix", version: "5.3", architecture: "power" },
  hpux: { family: "hp-ux", version: "11i v1", architecture: "pa-risc" },
  openvms: { family: "openvms", version: "8.2", architecture: "ia64" },
  unknown: { family: "unknown", architecture: "unknown" },
} as const satisfies Readonly<Record<string, Os>>;

export type SystemKey = keyof typeof SYSTEMS;
