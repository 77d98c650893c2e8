/**
 * One row of vInfo as a workload, before other tabs add their figures. Without a name, CPUs and memory a row cannot be
 * planned with: it is reported, cell by cell and as a whole, and left out.
 */
import type { Workload } from "#planner/contract/index.ts";
import type { Findings } from "../findings.ts";
import { fitName } from "../identity.ts";
import { readOs } from "../os-text.ts";
import { type MachineKeys, keysOf } from "./join.ts";
import { type Row, type TabRows, isTrue, label, optionalNumber, requiredNumber } from "./tab-rows.ts";

/** A machine as vInfo alone states it. */
export interface Machine {
  readonly keys: MachineKeys;
  readonly row: number;
  readonly name: string;
  readonly marks: readonly string[];
  readonly host: string;
  readonly state: Workload["state"];
  readonly role: Workload["role"];
  readonly os: Workload["os"];
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly activeMiB?: number | undefined;
  readonly diskMiB?: number | undefined;
  readonly disks?: number | undefined;
  readonly nics?: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** The contract's bounds. */
const MOST_VCPUS = 100_000;
const MOST_MIB = 1e15;
const MOST_DISKS = 10_000;
const MOST_NICS = 1_000;
const TAG_LENGTH = 300;
const UUID_HEAD = 8;

const STATES: readonly { readonly word: RegExp; readonly state: Workload["state"] }[] = [
  { word: /^powered ?on$/i, state: "running" },
  { word: /^powered ?off$/i, state: "powered-off" },
  { word: /^suspended$/i, state: "suspended" },
];

function stateOf(row: Row<"vInfo">, name: string, findings: Findings): Workload["state"] {
  if (!row.has("powerstate")) return "unknown";
  const text = row.text("powerstate");
  const state = STATES.find(({ word }) => word.test(text))?.state ?? "unknown";
  const place = row.place("powerstate");
  if (state === "powered-off" || state === "suspended") findings.add(state, place, { raw: text, subject: name });
  if (state === "unknown") {
    findings.add("unknown-word", place, { raw: text, bound: "poweredOn, poweredOff or suspended", subject: name });
  }
  return state;
}

function roleOf(row: Row<"vInfo">, name: string, findings: Findings): Workload["role"] {
  const role = isTrue(row.cell("placeholder")) ? "placeholder" : isTrue(row.cell("template")) ? "template" : "workload";
  if (role !== "workload") findings.add(role, row.place(role), { subject: name });
  return role;
}

/** The configured system decides; what the tools report fills in where it says nothing, and is heard where it differs. */
function osOf(row: Row<"vInfo">, name: string, findings: Findings): Workload["os"] {
  const configured = row.text("osConfig");
  const reported = row.text("osTools");
  const byConfiguration = configured === "" ? undefined : readOs(configured);
  const byTools = reported === "" ? undefined : readOs(reported);
  const isVague = byConfiguration === undefined || byConfiguration.family === "other";
  const os = isVague ? (byTools ?? byConfiguration) : byConfiguration;
  const place = row.place("osConfig");
  if (os === undefined) {
    if (row.has("osConfig"))
      findings.add("unknown-os", place, { raw: configured || reported || undefined, subject: name });
    return { family: "unknown", architecture: "unknown" };
  }
  if (!isVague && byTools !== undefined && byTools.family !== os.family && byTools.family !== "other") {
    findings.add("os-disagrees", place, { raw: configured, bound: reported, subject: name });
  }
  if (os.architecture === "unknown") {
    findings.add("unknown-architecture", place, { raw: configured || reported, subject: name });
  }
  return os;
}

/** Tags that help to group; absent cells give none. */
function tagsOf(row: Row<"vInfo">): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {};
  for (const key of ["datacenter", "cluster", "folder"] as const) {
    const text = label(row.text(key), TAG_LENGTH);
    if (text !== undefined) tags[key] = text;
  }
  return tags;
}

function sizesOf(tab: TabRows<"vInfo">, row: Row<"vInfo">, subject: string) {
  const vcpus = requiredNumber(tab, row, "cpus", {
    least: 1,
    most: MOST_VCPUS,
    isWhole: true,
    expected: `a whole number from 1 to ${MOST_VCPUS}`,
    subject,
  });
  const memoryMiB = requiredNumber(tab, row, "memory", {
    least: Number.MIN_VALUE,
    most: MOST_MIB,
    expected: "MiB above 0",
    subject,
  });
  return vcpus === undefined || memoryMiB === undefined ? undefined : { vcpus, memoryMiB };
}

function countsOf(tab: TabRows<"vInfo">, row: Row<"vInfo">, subject: string) {
  const mib = { least: 0, most: MOST_MIB, expected: "MiB ≥ 0", subject };
  return {
    activeMiB: optionalNumber(tab, row, "activeMemory", mib),
    diskMiB: optionalNumber(tab, row, "diskTotal", mib) ?? optionalNumber(tab, row, "provisioned", mib),
    disks: optionalNumber(tab, row, "disks", {
      least: 0,
      most: MOST_DISKS,
      isWhole: true,
      expected: `0 to ${MOST_DISKS}`,
      subject,
    }),
    nics: optionalNumber(tab, row, "nics", {
      least: 0,
      most: MOST_NICS,
      isWhole: true,
      expected: `0 to ${MOST_NICS}`,
      subject,
    }),
  };
}

/** A row of vInfo as a machine, or undefined, with error findings, where it cannot be imported. */
export function readMachine(tab: TabRows<"vInfo">, row: Row<"vInfo">): Machine | undefined {
  const { findings } = tab;
  const text = row.text("vm");
  if (text === "") {
    findings.add("missing-value", row.place("vm"), { bound: "the name of a machine" });
    findings.add("not-importable", row.place(), { bound: "it has no name" });
    return undefined;
  }
  const name = fitName(text, row.place("vm"), findings);
  const sizes = sizesOf(tab, row, name);
  if (sizes === undefined) {
    findings.add("not-importable", row.place(), { subject: name, bound: "CPUs or memory are unusable" });
    return undefined;
  }
  return {
    keys: keysOf(row),
    row: row.index,
    name,
    marks: [row.text("vmId"), row.text("vmUuid").slice(0, UUID_HEAD), row.text("host")].filter((mark) => mark !== ""),
    host: row.text("host"),
    state: stateOf(row, name, findings),
    role: roleOf(row, name, findings),
    os: osOf(row, name, findings),
    ...sizes,
    ...countsOf(tab, row, name),
    tags: tagsOf(row),
  };
}
