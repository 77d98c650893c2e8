/** Setting fields of workloads, taking optional ones away, and adding a workload. */
import { type Inventory, InvalidInput, type Workload } from "#planner/contract/index.ts";
import { checked, withReplaced } from "./checked.ts";
import type { EditOf, WorkloadFields } from "./edit.ts";
import { meant } from "./meant.ts";
import { noted } from "./note.ts";

/** Values that are not null, by name: null takes a field away. */
const given = (fields: object) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

function withFields(workload: Workload, { os, ...fields }: WorkloadFields): Workload {
  const cleared = new Set(Object.entries(fields).flatMap(([name, value]) => (value === null ? name : [])));
  const kept = Object.fromEntries(Object.entries(workload).filter(([name]) => !cleared.has(name)));
  const { version, ...system } = { ...workload.os, ...os };
  const made = {
    ...kept,
    ...given(fields),
    os: version === null || version === undefined ? system : { ...system, version },
  };
  return made as Workload;
}

function checkHost(inventory: Inventory, id: string | null | undefined, pointer: string): void {
  if (id === undefined || id === null || inventory.hosts.some((host) => host.id === id)) return;
  const detail = `"${id}" is no host of this inventory`;
  throw new InvalidInput([{ pointer, code: "unknown-host", detail }]);
}

const worded = (fields: WorkloadFields): string =>
  Object.entries({ ...fields, ...fields.os })
    .filter(([name]) => name !== "os")
    .map(
      ([name, value]) =>
        `${name} ${value === null ? "none" : typeof value === "object" ? JSON.stringify(value) : value}`,
    )
    .join(", ");

/** @throws InvalidInput when nothing is to be set, a host is unknown, or a value breaks a bound */
export function setFields(inventory: Inventory, { which, fields }: EditOf<"set">): Inventory {
  const { workloads, words } = meant(inventory, which);
  const did = worded(fields);
  if (did === "") {
    const detail = "no field is given; name at least one to set";
    throw new InvalidInput([{ pointer: "/fields", code: "no-field", detail }]);
  }
  checkHost(inventory, fields.runsOn, "/fields/runsOn");
  const changed = checked(
    workloads.map((workload) => withFields(workload, fields)),
    (field) => `/fields${field}`,
  );
  const made = { ...inventory, workloads: withReplaced(inventory.workloads, changed) };
  return noted(made, "edit-set", { who: words, did });
}

/** @throws InvalidInput when the id is taken or the host unknown */
export function add(inventory: Inventory, { workload }: EditOf<"add">): Inventory {
  if (inventory.workloads.some(({ id }) => id === workload.id)) {
    const detail = `there is a workload "${workload.id}" already; ids must be unique`;
    throw new InvalidInput([{ pointer: "/workload/id", code: "duplicate-id", detail }]);
  }
  checkHost(inventory, workload.runsOn, "/workload/runsOn");
  return noted({ ...inventory, workloads: [...inventory.workloads, workload] }, "edit-added", { who: workload.id });
}
