/** `npm run validate`: runs every check, prints them, writes docs/VALIDATION.md; exit 1 when one that gates fails. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { failures } from "./check.ts";
import { collectChecks } from "./collect.ts";
import { summary, validationPage, validationTable } from "./page.ts";

const checks = await collectChecks();
writeFileSync(join(import.meta.dirname, "../../docs/VALIDATION.md"), validationPage(checks));
console.log(validationTable(checks));
console.log(`\n${summary(checks)}; written to docs/VALIDATION.md`);
process.exitCode = failures(checks).length > 0 ? 1 : 0;
