/** Front door of the importers. */
export { FINDING_CODES, type FindingCode, findingText } from "./finding-codes.ts";
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
