/**
 * A workload's own page as a form: its fields as text, and what a posted form asks to be changed. Only what differs from
 * the workload becomes an edit, so that the note says what was changed and nothing else.
 */
import type { InputProblem, Workload } from "#planner";
import { type FormFields, fieldText, isTicked } from "./form-fields.ts";
import { numberIn } from "./number-text.ts";
import { tagLines, tagsIn } from "./tag-text.ts";
import { DEMAND_NUMBERS, PEAK_NUMBERS, SIZE_NUMBERS, WORKLOAD_MENUS } from "./workload-fields.ts";

/** The page's fields as text, by name. */
export interface WorkloadForm {
  readonly texts: Readonly<Record<string, string>>;
  readonly needs: readonly string[];
  readonly isUnmeasured: boolean;
}

const NAMES = [
  "name",
  "version",
  "runsOn",
  "tags",
  ...Object.keys(WORKLOAD_MENUS),
  ...[...SIZE_NUMBERS, ...DEMAND_NUMBERS, ...PEAK_NUMBERS].map(({ name }) => name),
];

const text = (value: number | string | undefined) => (value === undefined ? "" : String(value));

/** The form of a workload as it stands. */
export const formOf = ({ os, reservation, measuredOn, ...w }: Workload): WorkloadForm => ({
  texts: {
    name: w.name,
    kind: w.kind,
    state: w.state,
    role: w.role,
    family: os.family,
    version: text(os.version),
    architecture: os.architecture,
    vcpus: text(w.vcpus),
    memoryMiB: text(w.memoryMiB),
    diskGiB: text(w.diskGiB),
    disks: text(w.disks),
    nics: text(w.nics),
    runsOn: text(w.runsOn),
    growthPercent: text(w.growthPercent),
    reservedMhz: text(reservation?.cpuMhz),
    reservedMiB: text(reservation?.memoryMiB),
    measuredMhz: text(measuredOn?.coreMhz),
    tags: tagLines(w.tags),
  },
  needs: w.needs,
  isUnmeasured: false,
});

/** The form of a workload that is still to be added. */
export const BLANK_FORM: WorkloadForm = {
  texts: {
    kind: "virtual",
    state: "running",
    role: "workload",
    family: "linux",
    architecture: "x86-64",
    disks: "1",
    nics: "1",
  },
  needs: [],
  isUnmeasured: false,
};

/** The posted form. */
export const postedWorkload = (fields: FormFields): WorkloadForm => ({
  texts: Object.fromEntries(NAMES.map((name) => [name, fieldText(fields, name)])),
  needs: fields["need"] ?? [],
  isUnmeasured: isTicked(fields, "unmeasure"),
});

/** Values as an edit's fields: null where the page says that there is none. */
function fieldsIn({ texts, needs }: WorkloadForm, now: Workload | undefined, problems: InputProblem[]) {
  const at = (name: string) => texts[name] ?? "";
  const number = (name: string): number | null => {
    const value = at(name) === "" ? null : numberIn(at(name));
    if (value === undefined)
      problems.push({ pointer: `/${name}`, code: "not-a-number", detail: `"${at(name)}" is not a number` });
    return value ?? null;
  };
  for (const { name } of SIZE_NUMBERS.filter((field) => field.isNeeded && at(field.name) === "")) {
    problems.push({ pointer: `/${name}`, code: "missing", detail: "must be given" });
  }
  const [cpuMhz, memoryMiB, coreMhz] = [number("reservedMhz"), number("reservedMiB"), number("measuredMhz")];
  const hostType = now?.measuredOn?.hostType;
  return {
    name: at("name"),
    kind: at("kind"),
    state: at("state"),
    role: at("role"),
    os: {
      family: at("family"),
      version: at("version") === "" ? null : at("version"),
      architecture: at("architecture"),
    },
    ...Object.fromEntries(SIZE_NUMBERS.map(({ name }) => [name, number(name)])),
    runsOn: at("runsOn") === "" ? null : at("runsOn"),
    growthPercent: number("growthPercent"),
    reservation:
      cpuMhz === null && memoryMiB === null
        ? null
        : { ...(cpuMhz === null ? {} : { cpuMhz }), ...(memoryMiB === null ? {} : { memoryMiB }) },
    measuredOn:
      coreMhz === null && hostType === undefined
        ? null
        : { ...(hostType === undefined ? {} : { hostType }), ...(coreMhz === null ? {} : { coreMhz }) },
    needs,
  };
}

type Values = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Those of the values that differ from the workload's. */
function changes(values: Values, now: Workload): Values {
  const { os, ...rest } = values as Values & { readonly os: Values };
  const before = now as unknown as Values;
  const system = Object.entries(os).filter(([name, value]) => !same(value, (now.os as Values)[name]));
  const fields = Object.entries(rest).filter(([name, value]) => !same(value, before[name]));
  return Object.fromEntries([...fields, ...(system.length === 0 ? [] : [["os", Object.fromEntries(system)] as const])]);
}

const compact = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

/** What is asked for, still to be checked, and what cannot be read. */
export interface WorkloadEdits {
  /** None where nothing differs. */
  readonly edits: readonly unknown[];
  readonly problems: readonly InputProblem[];
}

/** The edit that adds this workload; its name becomes its id. */
export function addition(form: WorkloadForm): WorkloadEdits {
  const problems: InputProblem[] = [];
  const { os, ...values } = fieldsIn(form, undefined, problems);
  const tags = tagsIn(form.texts["tags"] ?? "", "/tags", problems);
  const workload = { id: values.name, ...compact(values), os: compact(os), tags };
  return { edits: [{ kind: "add", workload }], problems };
}

/** The edits that make this workload what the form says. */
export function editsFor(form: WorkloadForm, now: Workload): WorkloadEdits {
  const problems: InputProblem[] = [];
  const which = { ids: [now.id] };
  const fields = changes(fieldsIn(form, now, problems), now);
  const tags = tagsIn(form.texts["tags"] ?? "", "/tags", problems);
  const clear = Object.keys(now.tags).filter((key) => !Object.hasOwn(tags, key));
  const set = Object.fromEntries(Object.entries(tags).filter(([key, value]) => now.tags[key] !== value));
  const peaks = PEAK_NUMBERS.flatMap(({ name, metric }) => {
    const typed = form.texts[name] ?? "";
    if (typed === "" || form.isUnmeasured) return [];
    const peak = numberIn(typed);
    if (peak === undefined)
      problems.push({ pointer: `/${name}`, code: "not-a-number", detail: `"${typed}" is not a number` });
    return [{ kind: "peak", which, metric, peak }];
  });
  return {
    edits: [
      ...(Object.keys(fields).length === 0 ? [] : [{ kind: "set", which, fields }]),
      ...(clear.length + Object.keys(set).length === 0 ? [] : [{ kind: "tag", which, set, clear }]),
      ...peaks,
      ...(form.isUnmeasured ? [{ kind: "unmeasure", which }] : []),
    ],
    problems,
  };
}

const FIELD_AT: readonly (readonly [RegExp, string])[] = [
  [/\/os\/family/, "family"],
  [/\/os\/version/, "version"],
  [/\/os/, "architecture"],
  [/\/reservation\/cpuMhz/, "reservedMhz"],
  [/\/reservation/, "reservedMiB"],
  [/\/measuredOn/, "measuredMhz"],
  [/\/(set|clear|tags)(\/|$)/, "tags"],
  [/\/metrics/, "unmeasure"],
  [/\/workload\/id/, "name"],
];

/** The field of the page that a problem's pointer means. @param edits those that were tried, for peaks */
export function workloadFieldAt(pointer: string, edits: readonly unknown[]): string | undefined {
  const own = pointer.slice(1);
  if (NAMES.includes(own)) return own;
  const tried = edits[Number(/^\/(\d+)/.exec(pointer)?.[1] ?? -1)] as { readonly metric?: string } | undefined;
  if (pointer.endsWith("/peak")) return PEAK_NUMBERS.find(({ metric }) => metric === tried?.metric)?.name;
  const found = FIELD_AT.find(([pattern]) => pattern.test(pointer))?.[1];
  return found ?? NAMES.find((name) => pointer.endsWith(`/${name}`) || pointer.includes(`/fields/${name}/`));
}
