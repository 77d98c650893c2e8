/**
 * Which machine of vInfo a row of another tab belongs to. Keys from strong to weak: vCenter UUID + VM id, VM UUID, name +
 * host, name. A key that two machines share decides nothing: such rows are given to none, and counted.
 */
import type { Row } from "./tab-rows.ts";

type Keyed = "vInfo" | "vCPU" | "vMemory" | "vDisk" | "vPartition" | "vNetwork";

export interface MachineKeys {
  /** Strongest key of the row: equal keys mean the same machine. */
  readonly strongest: string;
  /** What the strongest key is made of, in words. */
  readonly made: string;
  /** All keys, strong to weak. */
  readonly all: readonly string[];
}

/** Separates the parts of a key; it cannot stand in a cell of a workbook (XML 1.0, 2.2). */
const BETWEEN = "\u0000";

/** Keys of a row, from what its tab has. */
export function keysOf(row: Row<Keyed>): MachineKeys {
  const name = row.text("vm");
  const host = row.text("host");
  const id = row.text("vmId");
  const uuid = row.text("vmUuid").toLowerCase();
  const center = row.text("sdkUuid").toLowerCase();
  const keys: [string, string][] = [];
  if (id !== "" && center !== "") keys.push([`id${BETWEEN}${center}${BETWEEN}${id}`, "VI SDK UUID and VM ID"]);
  if (uuid !== "") keys.push([`uuid${BETWEEN}${uuid}`, "VM UUID"]);
  if (host !== "") keys.push([`host${BETWEEN}${name}${BETWEEN}${host}`, "name and host"]);
  keys.push([`name${BETWEEN}${name}`, "name"]);
  return { strongest: keys[0]?.[0] ?? "", made: keys[0]?.[1] ?? "", all: keys.map(([key]) => key) };
}

export type Belonging =
  | { readonly kind: "one"; readonly machine: number }
  | { readonly kind: "several" }
  | { readonly kind: "none" };

export interface Join {
  add(keys: MachineKeys, machine: number): void;
  find(keys: MachineKeys): Belonging;
}

const SEVERAL = -1;

/** An index over the machines of one export. */
export function machineJoin(): Join {
  const machines = new Map<string, number>();
  return {
    add(keys, machine) {
      for (const key of keys.all) machines.set(key, machines.has(key) ? SEVERAL : machine);
    },
    find(keys) {
      for (const key of keys.all) {
        const machine = machines.get(key);
        if (machine === SEVERAL) return { kind: "several" };
        if (machine !== undefined) return { kind: "one", machine };
      }
      return { kind: "none" };
    },
  };
}
