/** `-o FILE.{json,html,csv}`: what a plan can be written as, by suffix. The report is loaded only when it is asked for. */
import path from "node:path";
import { type PlanDocument, demandOf } from "#planner";
import { UsageError } from "../exit.ts";
import { checkFolderOf, writeWhole } from "../files/write.ts";
import { productContext } from "#jobs";

const WRITERS: Readonly<Record<string, (document: PlanDocument) => string | Promise<string>>> = {
  ".json": (document) => `${JSON.stringify(document)}\n`,
  ".html": async (document) => {
    const [{ reportHtml }, { findingText }] = await Promise.all([import("#report"), import("#inventory")]);
    const context = productContext();
    return reportHtml(document, { ...context, findingText, demandOf: demandOf(document, context) });
  },
  ".csv": async (document) => (await import("#report")).planCsv(document),
};

/** Refuse outputs that cannot be written before any planning is done. @throws UsageError naming the suffixes that work */
export function checkOutputs(files: readonly string[]): void {
  for (const file of files) {
    const suffix = path.extname(file).toLowerCase();
    if (!(suffix in WRITERS)) {
      throw new UsageError(`-o ${file}: cannot write "${suffix}", only ${Object.keys(WRITERS).join(", ")}`);
    }
    checkFolderOf(file);
  }
}

/** Write the plan to every file, each whole or not at all; all are made before the first is written. */
export async function writeOutputs(document: PlanDocument, files: readonly string[]): Promise<void> {
  const made: (readonly [string, string])[] = [];
  for (const file of files) {
    const write = WRITERS[path.extname(file).toLowerCase()];
    if (write !== undefined) made.push([file, await write(document)]);
  }
  for (const [file, text] of made) writeWhole(file, text);
}
