/**
 * Operating systems as inventories write them ("Microsoft Windows Server 2003 (32-bit)") mapped onto the contract's
 * families, by a table. The texts are VMware's guest names; on that ground "Solaris (64-bit)" is Solaris on x86.
 * What no row knows is family "unknown", which the importer reports. Source: guest names of vSphere exports.
 */
import type { Workload } from "#planner/contract/index.ts";

type OsFamily = Workload["os"]["family"];
type Architecture = Workload["os"]["architecture"];

export interface OsReading {
  readonly family: OsFamily;
  readonly version?: string;
  readonly architecture: Architecture;
}

interface OsRow {
  readonly pattern: RegExp;
  readonly family: OsFamily;
  /** Put before the version found by the pattern's first group ("RHEL " + "4"); the label alone where there is none. */
  readonly label?: string;
  /** From this version on there is no 32-bit build. */
  readonly only64From?: number;
}

/** First match wins, so the narrow rows stand first. */
const ROWS: readonly OsRow[] = [
  { pattern: /windows server ?(20\d\d(?: r2)?)/i, family: "windows", only64From: 2009 },
  { pattern: /windows (20\d\d)/i, family: "windows" },
  { pattern: /windows[^\d]*?\b(nt(?: ?\d(?:\.\d)?)?|xp|vista|me|9[58]|3\.1|7|8(?:\.1)?|1[01])\b/i, family: "windows" },
  { pattern: /windows|microsoft small business server/i, family: "windows" },
  {
    pattern: /red ?hat enterprise linux(?:[^\d(]*(\d+(?:\.\d+)?))?|\brhel ?(\d+(?:\.\d+)?)?/i,
    family: "linux",
    label: "RHEL",
    only64From: 7,
  },
  { pattern: /red ?hat linux(?: (\d+(?:\.\d+)?))?/i, family: "linux", label: "Red Hat Linux" },
  { pattern: /red ?hat fedora|fedora/i, family: "linux", label: "Fedora" },
  { pattern: /suse linux enterprise[^\d(]*(\d+)?|\bsles ?(\d+)?/i, family: "linux", label: "SLES", only64From: 12 },
  { pattern: /opensuse|suse/i, family: "linux", label: "SUSE" },
  { pattern: /centos[^\d(]*(\d+(?:\.\d+)?)?/i, family: "linux", label: "CentOS", only64From: 8 },
  { pattern: /oracle linux[^\d(]*(\d+(?:\.\d+)?)?/i, family: "linux", label: "Oracle Linux", only64From: 7 },
  { pattern: /ubuntu[^\d(]*(\d+(?:\.\d+)?)?/i, family: "linux", label: "Ubuntu", only64From: 20 },
  { pattern: /debian[^\d(]*(\d+(?:\.\d+)?)?/i, family: "linux", label: "Debian" },
  { pattern: /(?:vmware )?photon/i, family: "linux", label: "Photon", only64From: 0 },
  { pattern: /alma ?linux/i, family: "linux", label: "AlmaLinux", only64From: 0 },
  { pattern: /rocky linux/i, family: "linux", label: "Rocky Linux", only64From: 0 },
  { pattern: /amazon linux[^\d(]*(\d+)?/i, family: "linux", label: "Amazon Linux", only64From: 0 },
  { pattern: /coreos/i, family: "linux", label: "CoreOS", only64From: 0 },
  { pattern: /asianux|mandrake|mandriva|turbolinux|gentoo|slackware|linux/i, family: "linux" },
  { pattern: /solaris[^\d(]*(\d+)?/i, family: "solaris", only64From: 11 },
  { pattern: /\bsunos 5\.(\d+)/i, family: "solaris" },
  { pattern: /freebsd[^\d(]*(\d+)?/i, family: "freebsd" },
  { pattern: /netbsd[^\d(]*(\d+)?/i, family: "netbsd" },
  { pattern: /netware[^\d(]*(\d(?:\.\d)?)?/i, family: "netware" },
  { pattern: /\baix[^\d(]*(\d(?:\.\d)?)?/i, family: "aix" },
  { pattern: /\bhp-?ux\b[^\d(]*(\d+(?:\.\d+)?)?/i, family: "hp-ux" },
  { pattern: /\bi5?\/os\b|\bos\/400\b|\bibm i\b/i, family: "ibm-i" },
  { pattern: /z\/?os\b/i, family: "z-os" },
  { pattern: /z\/vm\b/i, family: "z-vm" },
  { pattern: /open ?vms[^\d(]*(\d(?:\.\d)?)?/i, family: "openvms" },
  { pattern: /plan ?9/i, family: "plan9" },
  { pattern: /esxi?[^\d(]*(\d(?:\.\d)?)?/i, family: "other", label: "VMware ESX", only64From: 4 },
  { pattern: /mac ?os|os x|darwin/i, family: "other", label: "macOS" },
  { pattern: /os\/2|ms-dos|eComStation|sco |unixware|openserver/i, family: "other" },
  { pattern: /^other\b/i, family: "other" },
];

const VERSION_LENGTH = 120;

/** Systems that run on nothing but their maker's processors. */
const OWN_ARCHITECTURE: Readonly<Partial<Record<OsFamily, Architecture>>> = {
  aix: "power",
  "ibm-i": "power",
  "z-os": "s390x",
  "z-vm": "s390x",
  netware: "x86-32",
};

function architectureOf(text: string, row: OsRow, version: string | undefined): Architecture {
  const own = OWN_ARCHITECTURE[row.family];
  if (/sparc/i.test(text)) return "sparc";
  if (/ia-?64|itanium/i.test(text)) return "ia64";
  if (/pa-?risc/i.test(text)) return "pa-risc";
  if (/s390x?|system z/i.test(text)) return "s390x";
  if (/ppc64|power ?pc|powerpc/i.test(text)) return "power";
  if (/64[- ]?bit|x86[-_]64|x64|amd64/i.test(text)) return own ?? "x86-64";
  if (/32[- ]?bit|x86|i[36]86/i.test(text)) return own ?? "x86-32";
  if (own !== undefined) return own;
  const isServer2008R2 = /2008 r2/i.test(version ?? "");
  const number = Number.parseFloat(/\d+(?:\.\d+)?/.exec(version ?? "")?.[0] ?? "0");
  const isOnly64 = row.only64From !== undefined && number >= row.only64From;
  return isOnly64 || isServer2008R2 ? "x86-64" : "unknown";
}

/** A guest system's text as family, version and architecture; undefined where no row knows it. */
export function readOs(text: string): OsReading | undefined {
  for (const row of ROWS) {
    const found = row.pattern.exec(text);
    if (found === null) continue;
    const number = found.slice(1).find((group) => group !== undefined);
    const version = [row.label, number]
      .filter((part) => part !== undefined)
      .join(" ")
      .slice(0, VERSION_LENGTH);
    const named = version === "" && row.family === "other" ? text.slice(0, VERSION_LENGTH) : version;
    return {
      family: row.family,
      ...(named === "" ? {} : { version: named }),
      architecture: architectureOf(text, row, number),
    };
  }
  return undefined;
}
