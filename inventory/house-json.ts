/** Importer: house JSON ("hostwright-inventory/1"). Several documents are one estate; their ids must not collide. */
import type { Inventory } from "#planner/contract/index.ts";
import { HOUSE_FORMAT, readHouseDocument } from "./house/document.ts";
import { type ImportContext, type ImportFile, type Importer, emptyInventory, stopIfAsked } from "./importer.ts";
import { unusable } from "./problem.ts";
import { kindOf } from "./sniff.ts";

const FORMAT = "house-json";

function read(files: readonly ImportFile[], context: ImportContext): Inventory {
  const all = emptyInventory(FORMAT, []);
  const ids = new Set([...context.known.workloads, ...context.known.hosts].map(({ id }) => id));
  for (const [i, file] of files.entries()) {
    stopIfAsked(context);
    const document = readHouseDocument(file);
    const own = [...document.workloads, ...document.hosts].map(({ id }) => id);
    const taken = own.find((id) => ids.has(id));
    if (taken !== undefined)
      throw unusable(file.name, "duplicate-id", `"${taken}" is already the id of something in another file`);
    for (const id of own) ids.add(id);
    for (const workload of document.workloads) all.workloads.push(workload);
    for (const host of document.hosts) all.hosts.push(host);
    for (const series of document.series) all.series.push(series);
    context.progress((i + 1) / files.length);
  }
  return all;
}

export const houseJson: Importer = {
  format: FORMAT,
  title: `Hostwright's own JSON (${HOUSE_FORMAT})`,
  detects: async (files) => files.filter((file) => kindOf(file) === "json"),
  read: async (files, context) => read(files, context),
};
