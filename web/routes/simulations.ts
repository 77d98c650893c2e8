/** /simulations: the simulations there are, one with its pictures, and the page that asks for one. */
import express, { type Request, type Response, Router } from "express";
import { stringify } from "yaml";
import type { InputProblem, SimulationRequest } from "#planner";
import { decodeSimulation } from "#planner/asking/index.ts";
import { InvalidInput } from "#planner/contract/index.ts";
import { END_TEXT, decimal, grouped, percentText } from "#planner/report/index.ts";
import { simulationBody } from "#report";
import { nextPage, pageAsked } from "../api/list-page.ts";
import { type FormFields, fieldText, formFields, isTicked } from "../decode/form-fields.ts";
import { FRESH_SIMULATION, emptyGuests, postedSimulation, simulationInput } from "../decode/simulation-form.ts";
import { valueOfText } from "../decode/simulation-text.ts";
import { hostExamples } from "../examples.ts";
import { findPlan, findSimulation } from "../find.ts";
import { MOST_FORM_BYTES, MOST_FORM_FIELDS } from "../intake/bounds.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { notFound } from "../problem.ts";
import { type SimulationPage, simulationFormView } from "../simulation-form-view.ts";
import { timeText } from "../time-text.ts";
import type { Views } from "../views.ts";

const MORE_ROWS = 4;

type Decoded = { readonly request: SimulationRequest } | { readonly page: SimulationPage };

/** What decoding says: a request, or everything that is wrong. */
async function decoded(
  work: () => SimulationRequest | Promise<SimulationRequest>,
): Promise<SimulationRequest | readonly InputProblem[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

const isRequest = (one: SimulationRequest | readonly InputProblem[]): one is SimulationRequest => !Array.isArray(one);

async function decodeText(text: string, { context }: Parts): Promise<Decoded> {
  const found = await decoded(() => decodeSimulation(valueOfText(text), context));
  return isRequest(found) ? { request: found } : { page: { form: FRESH_SIMULATION, text, problems: found } };
}

/** The posted page as a request, or everything that is wrong with it: unreadable fields and refused values together. */
async function decodeForm(fields: FormFields, { context }: Parts): Promise<Decoded> {
  const form = postedSimulation(fields);
  const { request, problems, rowOf } = simulationInput(form);
  const found = await decoded(() => decodeSimulation(request, context));
  if (isRequest(found) && problems.length === 0) return { request: found };
  const unread = new Set(problems.map(({ pointer }) => pointer));
  const refused = isRequest(found) ? [] : found.filter(({ pointer }) => !unread.has(pointer));
  return { page: { form, text: "", problems: [...problems, ...refused], rowOf } };
}

const asYaml = (request: unknown): string => stringify(request, { lineWidth: 0 });

/** A host of a stored plan at its hottest slot as text, or what keeps it from being simulated. */
async function pageOfPlan(parts: Parts, planId: string, hostId: string): Promise<SimulationPage> {
  const plan = await findPlan(parts, planId);
  const found = await decoded(() => parts.desk.ask("simulationOfHost", [plan], hostId));
  const empty = { form: FRESH_SIMULATION, text: "", problems: [] };
  return isRequest(found) ? { ...empty, text: asYaml(found) } : { ...empty, problems: found };
}

/** The page as its address asks: an example, a host of a plan, a simulation to change, or nothing yet. */
async function askedPage(request: Request, parts: Parts): Promise<SimulationPage> {
  const fresh = { form: FRESH_SIMULATION, text: "", problems: [] };
  const [example, from] = [queryText(request, "example"), queryText(request, "from")];
  const [plan, host] = [queryText(request, "plan"), queryText(request, "host")];
  if (plan !== undefined && host !== undefined) return await pageOfPlan(parts, plan, host);
  if (from !== undefined) return { ...fresh, text: asYaml((await findSimulation(parts, from)).document.request) };
  if (example === undefined) return fresh;
  const found = hostExamples().find(({ id }) => id === example);
  if (found === undefined) throw notFound(`example "${example}"`);
  return { ...fresh, text: found.text };
}

function askRoutes(router: Router, parts: Parts, views: Views): void {
  const show = (response: Response, status: number, page: SimulationPage) =>
    response
      .status(status)
      .type("html")
      .send(views.page("simulation-new", simulationFormView(parts.context, page)));
  router.get("/simulations/new", async (request, response) => {
    show(response, 200, await askedPage(request, parts));
  });
  router.all("/simulations/new", only("GET"));
  router.post(
    "/simulations",
    express.urlencoded({ extended: false, limit: MOST_FORM_BYTES, parameterLimit: MOST_FORM_FIELDS }),
    async (request, response) => {
      const fields = formFields(request.body);
      if (isTicked(fields, "more")) {
        const form = postedSimulation(fields);
        const guests = [...form.guests, ...emptyGuests(MORE_ROWS)];
        show(response, 200, { form: { ...form, guests }, text: "", problems: [], rowOf: [] });
        return;
      }
      const text = fieldText(fields, "text");
      const found = await (isTicked(fields, "text") ? decodeText(text, parts) : decodeForm(fields, parts));
      if ("page" in found) {
        show(response, 422, found.page);
        return;
      }
      const job = await parts.jobs.submit({ kind: "simulation", request: found.request });
      response.redirect(303, `/jobs/${job.id}?started=here`);
    },
  );
}

function listRoutes(router: Router, parts: Parts, views: Views): void {
  router.get("/simulations", async (request, response) => {
    const asked = pageAsked(request);
    const page = await parts.store.listSimulations(asked);
    const simulations = page.simulations.map((one) => ({
      ...one,
      made: timeText(one.createdAt),
      endText: END_TEXT[one.end].word,
      guests: grouped(one.guests),
      seconds: decimal(one.simulatedSeconds, 2),
      busy: percentText(one.busyRatio, 1),
    }));
    const next = nextPage("/simulations", asked, page.next);
    response.type("html").send(views.page("simulations", { title: "Simulations", simulations, next }));
  });
  router.all("/simulations", only("GET", "POST"));
}

/** Pages of simulations. */
export function simulationRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  askRoutes(router, parts, views);
  listRoutes(router, parts, views);
  router.get("/simulations/:id", async (request, response) => {
    const { id, createdAt, document } = await findSimulation(parts, pathText(request, "id"));
    response.type("html").send(
      views.page("simulation", {
        title: document.result.name,
        id,
        createdAt,
        made: timeText(createdAt),
        report: simulationBody(document.result),
      }),
    );
  });
  router.all("/simulations/:id", only("GET"));
  return router;
}
