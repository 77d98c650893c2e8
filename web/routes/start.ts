/** The first page, and POST /inventories: files from the user, or the sample estate. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import express, { type Request, type Response, Router } from "express";
import { z } from "zod";
import { InvalidInput, type Inventory, Rule, parseInput } from "#planner/contract/index.ts";
import { pack, unpackSized } from "#store";
import { type FormFields, fieldText, formFields, isTicked } from "../decode/form-fields.ts";
import { PASTED, pastedFiles } from "../decode/pasted-inventory.ts";
import { shownProblems } from "../form-problems.ts";
import { MOST_BODY_MIB, MOST_FILES, MOST_FORM_BYTES, MOST_TEXT_CHARACTERS } from "../intake/bounds.ts";
import type { ReadingWish } from "../intake/reading.ts";
import { isLarge } from "../intake/read-later.ts";
import { type UploadedFile, filesIn, readUpload } from "../intake/upload.ts";
import { only } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { stepper } from "../stepper.ts";
import type { Views } from "../views.ts";

const sample = (name: string) => fileURLToPath(new URL(`../../data/samples/${name}`, import.meta.url));

/** File name of the sample estate: its inventories are known by it. */
export const SAMPLE_FILE = "estate-2005.json";
/** Placement rules that go with the sample, as JSON text. */
export const sampleRules = (): Promise<string> => readFile(sample("estate-2005.rules.json"), "utf8");

/** Licences and prices that go with the sample, as JSON text. */
export const sampleLicences = (): Promise<string> => readFile(sample("estate-2005.licences.json"), "utf8");
/** Money and tariff that go with the sample, as JSON text. */
export const sampleMoney = (): Promise<string> => readFile(sample("estate-2005.money.json"), "utf8");

const sampleFiles = async (): Promise<readonly UploadedFile[]> => [
  { name: SAMPLE_FILE, bytes: await readFile(sample(SAMPLE_FILE)) },
];

/** The sample brings its rules along, so that whoever edits it edits them too. */
const withSampleRules = async (inventory: Inventory): Promise<Inventory> => ({
  ...inventory,
  rules: parseInput(z.array(Rule), JSON.parse(await sampleRules())),
});

async function filesOf(request: Request): Promise<readonly UploadedFile[]> {
  const asked = fieldText(formFields(request.body), "sample");
  if (asked === "estate-2005") return sampleFiles();
  if (asked !== "")
    throw new InvalidInput([{ pointer: "", code: "unknown-sample", detail: `there is no sample "${asked}"` }]);
  const files = [...filesIn(request, "inventory"), ...pastedFiles(formFields(request.body))];
  if (files.length > 0) return files;
  throw new InvalidInput([
    { pointer: "", code: "no-file", detail: "Choose at least one file, paste its text, or use the sample estate." },
  ]);
}

/** The first page and the taking in of files. */
export function startRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  const readNow = async (files: readonly UploadedFile[], how: ReadingWish & { readonly isSample: boolean }) => {
    if (!how.isSample) return await parts.importer(files, how);
    const { value } = await unpackSized(await parts.importer(files));
    const sample = await withSampleRules(value as Inventory);
    if (!how.isAnonymous) return await pack(sample);
    const { anonymised } = await import("../anonymise-inventory.ts");
    return await pack(anonymised(parts, sample).inventory);
  };
  const show = (response: Response, status: number, problems: InvalidInput["problems"], fields: FormFields = {}) => {
    const shown = shownProblems(problems, (place) => ({
      id: place.startsWith(PASTED) ? "pasted" : "inventory",
      label: place,
    }));
    const pasted = fields["pasted"]?.[0] ?? "";
    response.status(status).type("html");
    response.send(
      views.page("start", {
        title: "Plan an estate",
        steps: stepper("inventory"),
        problems: shown.summary,
        errorAt: shown.at,
        mostMiB: MOST_BODY_MIB,
        mostFiles: MOST_FILES,
        pasted: pasted.length > MOST_TEXT_CHARACTERS ? "" : pasted,
        isPasted: pasted !== "",
        isAnonymous: isTicked(fields, "anonymise"),
      }),
    );
  };
  router.get("/", (_request, response) => show(response, 200, []));
  router.all("/", only("GET"));
  router.post(
    "/inventories",
    readUpload,
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES }),
    async (request, response) => {
      if (request.is(["multipart/form-data", "application/x-www-form-urlencoded"]) === false) {
        throw new Problem("unsupported-media-type", "Send a form.");
      }
      try {
        const fields = formFields(request.body);
        const isSample = fieldText(fields, "sample") !== "";
        const isAnonymous = isTicked(fields, "anonymise");
        const files = await filesOf(request);
        const id = randomUUID();
        // the sample is known and quick to read
        const isRead = isSample || !isLarge(files);
        if (isRead) await parts.readings.now(id, () => readNow(files, { isSample, isAnonymous }));
        else await parts.readings.accept({ id, files, wish: { isAnonymous } });
        response.redirect(303, `/inventories/${id}${isRead ? "" : "/reading"}`);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        show(response, 422, error.problems, formFields(request.body));
      }
    },
  );
  router.all("/inventories", only("POST"));
  return router;
}
