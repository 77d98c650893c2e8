/**
 * The form below the workloads table: what to do with the ticked rows, or with all that the filter leaves. Texts stay as
 * they were typed, so that a page with errors shows them again.
 */
import type { WorkloadFilter } from "#inventory";
import type { InputProblem } from "#planner";
import { type FormFields, fieldText, isTicked } from "./form-fields.ts";
import { numberIn } from "./number-text.ts";
import { tagsIn } from "./tag-text.ts";

/** Text fields of the form; every other field is a tick or a button. */
export const BULK_FIELDS = [
  "growCpu",
  "growMemory",
  "growDisk",
  "growNetwork",
  "tagSet",
  "tagClear",
  "setVcpus",
  "setMemory",
  "setGrowth",
  "setState",
  "setRole",
  "setArchitecture",
  "ruleId",
  "ruleKind",
  "rulePlaces",
] as const;
export type BulkField = (typeof BULK_FIELDS)[number];

/** The form as it was posted. */
export interface BulkForm {
  /** Ids of ticked rows. */
  readonly ticked: readonly string[];
  readonly isForAll: boolean;
  /** The button pressed. */
  readonly action: string;
  readonly texts: Readonly<Record<BulkField, string>>;
}

/** A form nobody has touched. */
export const FRESH_BULK: BulkForm = {
  ticked: [],
  isForAll: false,
  action: "",
  texts: Object.fromEntries(BULK_FIELDS.map((name) => [name, ""])) as Record<BulkField, string>,
};

/** The fields of a posted form. */
export const bulkForm = (fields: FormFields): BulkForm => ({
  // ids are not trimmed: a name may begin with a blank
  ticked: fields["workload"] ?? [],
  isForAll: isTicked(fields, "which") && fieldText(fields, "which") === "filtered",
  action: fieldText(fields, "do"),
  texts: Object.fromEntries(BULK_FIELDS.map((name) => [name, fieldText(fields, name)])) as Record<BulkField, string>,
});

const MIB = "MiB";
type Texts = BulkForm["texts"];

/** A number, undefined where the field is empty; what is no number becomes a problem of the field. */
function numberOf(texts: Texts, field: BulkField, problems: InputProblem[], unit = ""): number | undefined {
  const text = texts[field];
  if (text === "") return undefined;
  const value = numberIn(text);
  if (value === undefined) {
    problems.push({
      pointer: `/${field}`,
      code: "not-a-number",
      detail: `"${text}" is not a number${unit && ` of ${unit}`}`,
    });
  }
  return value;
}

const defined = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ""));

/** For whom: as edits say it, and as a rule does. */
interface Meant {
  readonly which: unknown;
  readonly workloads: readonly string[];
}

function editOf({ action, texts }: BulkForm, { which, workloads }: Meant, problems: InputProblem[]): unknown {
  const number = (field: BulkField, unit?: string) => numberOf(texts, field, problems, unit);
  switch (action) {
    case "grow":
      return {
        kind: "grow",
        which,
        ...defined({
          cpuPercent: number("growCpu"),
          memoryPercent: number("growMemory"),
          diskPercent: number("growDisk"),
          networkPercent: number("growNetwork"),
        }),
      };
    case "tag": {
      const clear = texts.tagClear.split(/[\n,]/).map((key) => key.trim());
      return {
        kind: "tag",
        which,
        set: tagsIn(texts.tagSet, "/tagSet", problems),
        clear: clear.filter((key) => key !== ""),
      };
    }
    case "set": {
      const fields = defined({
        vcpus: number("setVcpus"),
        memoryMiB: number("setMemory", MIB),
        growthPercent: number("setGrowth"),
        state: texts.setState,
        role: texts.setRole,
        os: texts.setArchitecture === "" ? undefined : { architecture: texts.setArchitecture },
      });
      return { kind: "set", which, fields };
    }
    case "rule": {
      const places = texts.rulePlaces.split("\n").map((line) => line.trim());
      const named = places.filter((line) => line !== "");
      const rule = {
        id: texts.ruleId,
        kind: texts.ruleKind,
        workloads,
        ...(named.length === 0 ? {} : { places: named }),
      };
      return { kind: "add-rules", rules: [rule] };
    }
    case "unmeasure":
      return { kind: "unmeasure", which };
    case "remove":
      return { kind: "remove", which };
    default:
      problems.push({ pointer: "", code: "unknown-action", detail: "Choose what to do with the workloads." });
      return undefined;
  }
}

/**
 * The edits this form asks for, still to be checked, and what cannot be read.
 * @param list.filtered ids of all that the filter leaves: asked for by rules, which name their workloads
 */
export function bulkEdits(
  form: BulkForm,
  { filter, filtered }: { readonly filter: WorkloadFilter; readonly filtered: () => readonly string[] },
): { readonly edits: readonly unknown[]; readonly problems: readonly InputProblem[] } {
  const problems: InputProblem[] = [];
  if (!form.isForAll && form.ticked.length === 0) {
    const detail = "Tick at least one workload in the table, or choose all that the filter leaves.";
    problems.push({ pointer: "/which", code: "nothing-meant", detail });
  }
  const which = form.isForAll ? { filter } : { ids: form.ticked };
  const workloads = form.isForAll && form.action === "rule" ? filtered() : form.ticked;
  const edit = editOf(form, { which, workloads }, problems);
  return { edits: edit === undefined ? [] : [edit], problems };
}

const FIELD_AT: readonly (readonly [RegExp, string])[] = [
  [/\/which/, "which"],
  [/\/rules\/0\/id/, "ruleId"],
  [/\/rules\/0\/places/, "rulePlaces"],
  [/\/rules/, "ruleKind"],
  [/\/cpuPercent/, "growCpu"],
  [/\/memoryPercent/, "growMemory"],
  [/\/diskPercent/, "growDisk"],
  [/\/networkPercent/, "growNetwork"],
  [/\/clear/, "tagClear"],
  [/\/set(\/|$)/, "tagSet"],
  [/\/fields\/memoryMiB/, "setMemory"],
  [/\/fields\/growthPercent/, "setGrowth"],
  [/\/fields\/state/, "setState"],
  [/\/fields\/role/, "setRole"],
  [/\/fields\/os/, "setArchitecture"],
  [/\/fields/, "setVcpus"],
];

/** The field of the form that a problem's pointer means. */
export function bulkFieldAt(pointer: string): string | undefined {
  const own = pointer.slice(1);
  if (own === "which" || BULK_FIELDS.some((name) => name === own)) return own;
  return FIELD_AT.find(([pattern]) => pattern.test(pointer))?.[1];
}
