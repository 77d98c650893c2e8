/** The page that describes a host to simulate, as data: menus, rows, examples, and what is wrong at each field. */
import { innermost } from "#models";
import { BEHAVIOURS } from "#models/hypervisor/guest/index.ts";
import type { InputProblem, PlanContext } from "#planner";
import type { GuestRow, SimulationForm } from "./decode/simulation-form.ts";
import { hostExamples } from "./examples.ts";
import { type FieldName, shownProblems } from "./form-problems.ts";
import { hostOptions, platformOptions } from "./target-choice.ts";
import type { PageData } from "./views.ts";

/** What the page is made from. */
export interface SimulationPage {
  readonly form: SimulationForm;
  /** The host file as text; where it is not empty the page begins with it. */
  readonly text: string;
  readonly problems: readonly InputProblem[];
  /** Index of a guest in the request → index of its row; left out = the request came as text. */
  readonly rowOf?: readonly number[];
}

const FIELDS: Readonly<Record<string, FieldName>> = {
  "/name": { id: "name", label: "Name" },
  "/platform": { id: "platform", label: "Platform" },
  "/scheduler": { id: "scheduler", label: "Scheduler" },
  "/host": { id: "hostType", label: "Host type" },
  "/durationSeconds": { id: "seconds", label: "Seconds" },
  "/seed": { id: "seed", label: "Seed" },
  "/guests": { id: "guestId-0", label: "Guests" },
  "/events/0/guest": { id: "moveGuest", label: "Guest that moves" },
  "/events/0/kind": { id: "moveGuest", label: "Guest that moves" },
  "/events/0/atSeconds": { id: "moveAt", label: "At second" },
  "/events/0/linkMbps": { id: "moveLink", label: "Link" },
};

/** Columns of a guest's row: field of the request → field of the page. */
const COLUMNS: Readonly<Record<string, readonly [id: string, label: string]>> = {
  id: ["guestId", "name"],
  count: ["guestCount", "count"],
  vcpus: ["guestVcpus", "virtual CPUs"],
  memoryMiB: ["guestMemory", "memory"],
  behaviour: ["guestBehaviour", "behaviour"],
  terms: ["guestTerms", "terms"],
};

const GUEST_POINTER = /^\/guests\/(\d+)\/(\w+)(\/.*)?$/;

function fieldAt(pointer: string, rowOf: readonly number[]): FieldName | undefined {
  const known = FIELDS[pointer];
  if (known !== undefined) return known;
  const found = GUEST_POINTER.exec(pointer);
  const row = rowOf[Number(found?.[1])];
  const column = COLUMNS[found?.[2] ?? ""];
  if (row === undefined || column === undefined) return undefined;
  const [id, label] = column;
  return { id: `${id}-${row}`, label: `Guest ${row + 1}, ${label}${found?.[3] ?? ""}` };
}

const isSimulated = (platform: PlanContext["platforms"][number]): boolean =>
  platform.layers[0].core !== undefined && innermost(platform).core !== undefined;

function guestView(row: GuestRow, i: number, errors: Readonly<Record<string, string>>) {
  const field = (id: string, label: string, value: string, size: number) => ({
    id: `${id}-${i}`,
    name: id,
    label,
    value,
    size,
    error: errors[`${id}-${i}`],
  });
  return {
    number: i + 1,
    fields: [
      field("guestId", "Name", row.id, 14),
      field("guestCount", "Count", row.count, 5),
      field("guestVcpus", "vCPUs", row.vcpus, 5),
      field("guestMemory", "Memory MiB", row.memoryMiB, 8),
    ],
    behaviour: {
      id: `guestBehaviour-${i}`,
      error: errors[`guestBehaviour-${i}`],
      options: BEHAVIOURS.map(({ id, title }) => ({ value: id, text: title, isChosen: id === row.behaviour })),
    },
    terms: field("guestTerms", "Terms", row.terms, 20),
  };
}

/** Names of schedulers that any platform offers beside its default. */
const schedulersOf = (platforms: PlanContext["platforms"]): readonly string[] =>
  [
    ...new Set(platforms.flatMap((platform) => (innermost(platform).core?.schedulers ?? []).map(({ name }) => name))),
  ].toSorted();

/** Data of the page. */
export function simulationFormView(context: PlanContext, page: SimulationPage): PageData {
  const { form, text, problems, rowOf } = page;
  const shown = shownProblems(problems, (pointer) =>
    rowOf === undefined ? { id: "text", label: pointer } : fieldAt(pointer, rowOf),
  );
  const platforms = context.platforms.filter(isSimulated);
  return {
    title: "Simulate a host",
    problems: shown.summary,
    errorAt: shown.at,
    form,
    text,
    isTextFirst: text !== "",
    examples: hostExamples().map(({ id, title }) => ({ id, title })),
    platforms: platformOptions({ ...context, platforms }, form.platform),
    hosts: hostOptions(context, form.hostType),
    schedulers: schedulersOf(platforms),
    guests: form.guests.map((row, i) => guestView(row, i, shown.at)),
  };
}
