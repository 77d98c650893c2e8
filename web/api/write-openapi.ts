/** Writes docs/openapi.json anew: `node web/api/write-openapi.ts`. A test compares it with what is committed. */
import { writeFileSync } from "node:fs";
import { openApi } from "./openapi.ts";

writeFileSync(new URL("../../docs/openapi.json", import.meta.url), `${JSON.stringify(openApi(), undefined, 2)}\n`);
