/** Front door of the importers. */
export { type Anonymised, type NameRow, anonymise } from "./anonymise/anonymise.ts";
export { namesCsv } from "./anonymise/names-csv.ts";
export { type CpuFigures, cpuFigures } from "./cpu-figures.ts";
export { applyEdits } from "./edit/apply.ts";
export { Edit, Edits, Which, WorkloadFields } from "./edit/edit.ts";
export { isEditNote } from "./edit/note.ts";
export { findingText } from "./finding-codes.ts";
export { FINDING_CODES, type FindingCode, findingTitle } from "./finding-titles.ts";
export { type Fix, fixesFor } from "./fixes.ts";
export { HOUSE_FORMAT, HouseDocument, writeHouse } from "./house/document.ts";
export { importInventory } from "./import-inventory.ts";
export {
  IMPORT_LIMITS,
  type ImportContext,
  type ImportFile,
  type ImportLimits,
  type ImportOptions,
  type Importer,
} from "./importer.ts";
export { IMPORTERS } from "./importers.ts";
export { nestsDeeper } from "./json-depth.ts";
export { readInventoryFiles } from "./read-files.ts";
export {
  WORKLOAD_ORDERS,
  WorkloadFilter,
  type WorkloadOrder,
  orderWorkloads,
  selectWorkloads,
  subjectsOf,
} from "./select.ts";
