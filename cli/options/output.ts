/** `-o FILE.{json,html,…}`: what an answer can be written as, by suffix. Reports are loaded only when they are asked for. */
import path from "node:path";
import { type PlanDocument, type SimulationDocument, demandOf } from "#planner";
import { UsageError } from "../exit.ts";
import { checkFolderOf, writeWhole } from "../files/write.ts";
import { productContext } from "#jobs";

type Content = string | Uint8Array;

/** A document as text or bytes, by the suffix of its file. */
export type Writers<D> = Readonly<Record<string, (document: D) => Content | Promise<Content>>>;

const asJson = (document: unknown) => `${JSON.stringify(document)}\n`;

/** Words for findings and demands for profiles, as both kinds of report take them. */
async function reportOptions(document: PlanDocument) {
  const { findingText, findingTitle } = await import("#inventory");
  const context = productContext();
  return { ...context, findingText, findingTitle, demandOf: demandOf(document, context) };
}

/** What a plan can be written as. */
export const PLAN_WRITERS: Writers<PlanDocument> = {
  ".json": asJson,
  ".html": async (document) => {
    const { reportHtml } = await import("#report");
    return reportHtml(document, await reportOptions(document));
  },
  ".csv": async (document) => (await import("#report")).planCsv(document),
  ".xlsx": async (document) => {
    const [{ planXlsx }, { findingText }] = await Promise.all([import("#report"), import("#inventory")]);
    return planXlsx(document, { findingText });
  },
  ".pdf": async (document) => {
    const { planPdf } = await import("#report");
    return await planPdf(document, await reportOptions(document));
  },
};

/** What a simulation can be written as. */
export const SIMULATION_WRITERS: Writers<SimulationDocument> = {
  ".json": asJson,
  ".html": async (document) => (await import("#report")).simulationHtml(document),
};

/** Refuse outputs that cannot be written before any work is done. @throws UsageError naming the suffixes that work */
export function checkOutputs(files: readonly string[], writers: Writers<never>): void {
  for (const file of files) {
    const suffix = path.extname(file).toLowerCase();
    if (!Object.hasOwn(writers, suffix)) {
      throw new UsageError(`-o ${file}: cannot write "${suffix}", only ${Object.keys(writers).join(", ")}`);
    }
    checkFolderOf(file);
  }
}

/** Write the document to every file, each whole or not at all; all are made before the first is written. */
export async function writeOutputs<D>(document: D, files: readonly string[], writers: Writers<D>): Promise<void> {
  const made: (readonly [string, Content])[] = [];
  for (const file of files) {
    const write = writers[path.extname(file).toLowerCase()];
    if (write !== undefined) made.push([file, await write(document)]);
  }
  for (const [file, content] of made) writeWhole(file, content);
}
