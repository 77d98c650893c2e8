/** The one list of importers: a new format is one file and one line here. Order decides who is asked first. */
import { houseCsv } from "./house-csv.ts";
import { houseJson } from "./house-json.ts";
import type { Importer } from "./importer.ts";
import { rvtoolsCsv } from "./rvtools-csv.ts";
import { rvtoolsXlsx } from "./rvtools-xlsx.ts";

/** Every importer of this release; house CSV stands last, for its series speak of what the others have read. */
export const IMPORTERS: readonly Importer[] = [rvtoolsXlsx, rvtoolsCsv, houseJson, houseCsv];
