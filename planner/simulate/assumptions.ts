/**
 * The figures of the world a run used that nobody read in a document: found by walking the tables it was built from, so
 * that no table can be forgotten by a list.
 */
import { type Source, isUnchecked, sourceText } from "#models/fact.ts";
import { CORE_CAPACITY } from "#models/hypervisor/cpu/index.ts";
import { findBehaviour } from "#models/hypervisor/guest/index.ts";
import type { SimulationRequest, SimulationResult } from "../contract/index.ts";
import type { Built } from "./build.ts";

type Row = SimulationResult["assumptions"][number];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const isSource = (value: unknown): value is Source => isObject(value) && typeof value["kind"] === "string";

/** Every sourced value inside a table; functions and plain values are passed over. */
function* figures(id: string, table: unknown): Generator<Row & { readonly isUnchecked: boolean }, void, void> {
  if (!isObject(table)) return;
  const { value, source, unit } = table;
  if (isSource(source) && value !== undefined) {
    yield {
      id,
      value: typeof value === "number" && Number.isFinite(value) ? value : text(value),
      unit: typeof unit === "string" ? unit : "",
      source: sourceText(source),
      isUnchecked: isUnchecked(source) || source.kind === "derived",
    };
    return;
  }
  for (const [key, part] of Object.entries(table)) yield* figures(`${id}/${key}`, part);
}

const text = (value: unknown): string =>
  typeof value === "string" ? value : value === Number.POSITIVE_INFINITY ? "unlimited" : JSON.stringify(value);

/** The modes guests of this run are in, and what they cost, layer by layer. */
function tables(built: Built, request: SimulationRequest): ReadonlyMap<string, unknown> {
  const all = new Map<string, unknown>();
  for (const { layer, core, choice, site } of built.places) {
    const kit = choice.kit(site);
    all.set(`${layer.id}/scheduler/tolerance`, kit.fluid.tolerance);
    all.set(`${layer.id}/switching`, core.costs.switching);
    for (const { mode } of layer.description.guests) {
      const traps = core.costs.traps(mode, site);
      const io = core.costs.io(mode);
      all.set(`traps/${traps.id}`, traps);
      all.set(`io/${io.id}`, io);
    }
    if (core.costs.memory.division.kind !== "static") {
      all.set(`memory/${core.costs.memory.id}`, core.costs.memory);
      all.set(`${layer.id}/pageWait`, core.costs.pageWaitNs);
    }
    if (core.service !== undefined) all.set(`${layer.id}/service`, core.service);
    if (request.events.some(({ kind }) => kind === "migrate")) all.set(`${layer.id}/migration`, core.migration);
  }
  const behaviours = request.guests.flatMap((guest) => [guest, ...(guest.guests ?? [])].map((g) => g.behaviour));
  for (const id of behaviours) all.set(`behaviour/${id}`, findBehaviour(id));
  if ((built.scenario.topology.threadsPerCore ?? 1) > 1) all.set("cpu/threads", CORE_CAPACITY);
  return all;
}

/** Recalled, assumed and derived figures of a run, by id. */
export function assumptionsOf(built: Built, request: SimulationRequest): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const [id, table] of tables(built, request)) {
    for (const { isUnchecked: isOpen, ...row } of figures(id, table)) if (isOpen) rows.set(row.id, row);
  }
  return [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
