/** /what-ifs/new and POST /what-ifs: what is asked, by fields or as a file; both make the same scenario. */
import express, { type Request, type Response, Router } from "express";
import { stringify } from "yaml";
import { type WrittenRequest, written } from "#jobs/running/index.ts";
import type { InputProblem } from "#planner";
import { InvalidInput } from "#planner/contract/index.ts";
import { type FormFields, fieldText, formFields } from "../decode/form-fields.ts";
import { decodeScenario } from "../decode/scenario.ts";
import { valueOfText } from "../decode/simulation-text.ts";
import { freshWhatIf, postedWhatIf, whatIfInput } from "../decode/what-if-form.ts";
import { findWhatIf } from "../find.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS, MOST_TEXT_CHARACTERS } from "../intake/bounds.ts";
import { parseJson } from "../intake/parse-json.ts";
import { filesIn, readUpload } from "../intake/upload.ts";
import { only, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import type { Views } from "../views.ts";
import { type WhatIfBase, planBase, postedBase } from "../what-if-base.ts";
import { type WhatIfPage, whatIfFormView } from "../what-if-form-view.ts";

const MOST_PLANS = 100;

type Asked = Pick<WhatIfPage, "form" | "text" | "problems" | "lossFields">;
type Decoded = { readonly scenario: WrittenRequest } | Asked;

const problemsIn = async (
  work: () => WrittenRequest | Promise<WrittenRequest>,
): Promise<WrittenRequest | readonly InputProblem[]> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
};

const isScenario = (one: WrittenRequest | readonly InputProblem[]): one is WrittenRequest => !Array.isArray(one);

/** By fields: unreadable texts and refused values together. */
async function decodeFields(fields: FormFields, base: WhatIfBase): Promise<Decoded> {
  const form = postedWhatIf(fields);
  const { scenario, problems, lossFields } = whatIfInput(form);
  if (problems.length > 0) return { form, text: "", problems, lossFields };
  const found = await problemsIn(() => base.decode(scenario));
  return isScenario(found) ? { scenario: found } : { form, text: "", problems: found, lossFields };
}

/** A file as a value: JSON of any size that may be sent, YAML as text of a bounded one. */
function valueOf(text: string, file: Uint8Array | undefined): unknown {
  if (file === undefined) return valueOfText(text);
  if (text.trimStart().startsWith("{")) return parseJson(file, "The file");
  return valueOfText(text);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** As a file: about the base where it brings no request of its own. */
async function decodeFile(request: Request, base: WhatIfBase | undefined, parts: Parts): Promise<Decoded> {
  const fields = formFields(request.body);
  const file = filesIn(request, "request")[0]?.bytes;
  const text = file === undefined ? fieldText(fields, "text") : new TextDecoder().decode(file);
  const found = await problemsIn(() => {
    const value = valueOf(text, file);
    const hasBase = isRecord(value) && base !== undefined && !("request" in value);
    return hasBase ? base.decode(value) : written(decodeScenario(value, parts));
  });
  if (isScenario(found)) return { scenario: found };
  const kept = text.length > MOST_TEXT_CHARACTERS ? "" : text;
  return { form: freshWhatIf(nameFor(base)), text: kept, problems: found };
}

const nameFor = (base: WhatIfBase | undefined) =>
  base === undefined ? "what-if" : `What if: ${base.title}`.slice(0, 200);

/** Answers with the page. */
export async function showWhatIfForm(
  parts: Parts,
  views: Views,
  response: Response,
  page: { readonly status: number; readonly base: WhatIfBase | undefined } & Partial<Asked>,
): Promise<void> {
  const { status, base, form = freshWhatIf(nameFor(base)), text = "", problems = [], lossFields } = page;
  const plans = base === undefined ? (await parts.store.listPlans({ limit: MOST_PLANS })).plans : [];
  response
    .status(status)
    .type("html")
    .send(views.page("what-if-new", whatIfFormView({ base, form, text, problems, lossFields, plans })));
}

/** The page of a what-if to change: its whole scenario as a file. */
async function textOf(parts: Parts, id: string): Promise<string> {
  const { document } = await findWhatIf(parts, id);
  const text = stringify(document.scenario, { lineWidth: 0 });
  if (text.length <= MOST_TEXT_CHARACTERS) return text;
  throw new Problem("body-too-large", "The scenario is too large for a page; take its JSON and send it as a file.");
}

/** The page that asks, and the start of a what-if. */
export function whatIfFormRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/what-ifs/new", async (request, response) => {
    const [plan, from] = [queryText(request, "plan"), queryText(request, "from")];
    const base = plan === undefined ? undefined : await planBase(parts, plan);
    const text = from === undefined ? "" : await textOf(parts, from);
    await showWhatIfForm(parts, views, response, { status: 200, base, text });
  });
  router.post(
    "/what-ifs",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    readUpload,
    async (request, response) => {
      const isFile = Boolean(request.is("multipart/form-data"));
      const base = await postedBase(parts, formFields(request.body));
      if (base === undefined && !isFile) throw new Problem("malformed-request", "The form names no base.");
      const decoded =
        isFile || base === undefined
          ? await decodeFile(request, base, parts)
          : await decodeFields(formFields(request.body), base);
      if (!("scenario" in decoded)) return showWhatIfForm(parts, views, response, { status: 422, base, ...decoded });
      const job = await parts.jobs.submit({ kind: "what-if", request: decoded.scenario });
      response.redirect(303, `/jobs/${job.id}?started=here`);
    },
  );
  router.all("/what-ifs", only("GET", "POST"));
  return router;
}
