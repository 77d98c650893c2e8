/** Writes the generated pages of this folder: `node docs/generate.ts`. A test holds that they are fresh. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedPages } from "./generate/pages.ts";

for (const [name, text] of Object.entries(generatedPages())) {
  writeFileSync(join(import.meta.dirname, name), text);
  console.log(`docs/${name}: ${text.length} characters`);
}
