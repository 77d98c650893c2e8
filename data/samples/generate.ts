/** Writes the sample's files anew: `node data/samples/generate.ts`. A test compares them with what is committed. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sampleEstate } from "./estate.ts";
import { sampleRules } from "./rules.ts";
import { estateText, rulesText } from "./text.ts";

const estate = sampleEstate();
writeFileSync(join(import.meta.dirname, "estate-2005.json"), estateText(estate));
writeFileSync(join(import.meta.dirname, "estate-2005.rules.json"), rulesText(sampleRules(estate)));
