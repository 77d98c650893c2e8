/** Targets in the form: rows of platform, host type, most hosts, memory, price; and one target as text in an address. */
import { MIB_PER_GIB } from "#models";
import type { InputProblem, PlanRequestInput } from "#planner";
import { type FormFields, fieldTexts } from "./form-fields.ts";
import { numberIn } from "./number-text.ts";

type TargetInput = PlanRequestInput["targets"][number];

/** A row as the user left it. */
export interface TargetRow {
  readonly platform: string;
  readonly hostType: string;
  readonly maxHosts: string;
  readonly memoryGiB: string;
  /** Price of one host, for the cost objective. */
  readonly hostPrice: string;
}

/** A row nobody has touched. */
export const EMPTY_ROW: TargetRow = { platform: "", hostType: "", maxHosts: "", memoryGiB: "", hostPrice: "" };

const MOST_ROWS = 100;
const isEmpty = (row: TargetRow) => row.platform === "" && row.hostType === "";

/** The rows of a posted form, in order; the five fields of a row are always posted together. */
export function targetRows(fields: FormFields): readonly TargetRow[] {
  const [platforms, hostTypes] = [fieldTexts(fields, "platform"), fieldTexts(fields, "hostType")];
  const [maxHosts, memory] = [fieldTexts(fields, "maxHosts"), fieldTexts(fields, "memoryGiB")];
  const prices = fieldTexts(fields, "hostPrice");
  return platforms.slice(0, MOST_ROWS).map((platform, i) => ({
    platform,
    hostType: hostTypes[i] ?? "",
    maxHosts: maxHosts[i] ?? "",
    memoryGiB: memory[i] ?? "",
    hostPrice: prices[i] ?? "",
  }));
}

/** What rows amount to: targets, and what is wrong with the rest. */
export interface TargetsOrProblems {
  readonly targets: readonly TargetInput[];
  /** Pointers are those of the form: /rows/0/maxHosts. */
  readonly problems: readonly InputProblem[];
}

function rowProblems(row: TargetRow, i: number): readonly InputProblem[] {
  const at = (field: string, detail: string): InputProblem => ({
    pointer: `/rows/${i}/${field}`,
    code: "invalid",
    detail,
  });
  const [max, memory, price] = [numberIn(row.maxHosts), numberIn(row.memoryGiB), numberIn(row.hostPrice)];
  return [
    ...(row.platform === "" ? [at("platform", `Target ${i + 1} has a host type but no platform.`)] : []),
    ...(row.hostType === "" ? [at("hostType", `Target ${i + 1} has a platform but no host type.`)] : []),
    ...(row.maxHosts !== "" && (max === undefined || !Number.isInteger(max) || max < 1)
      ? [
          at(
            "maxHosts",
            `Most hosts of target ${i + 1} is "${row.maxHosts}"; it must be a whole number from 1, or empty.`,
          ),
        ]
      : []),
    ...(row.memoryGiB !== "" && (memory === undefined || memory <= 0)
      ? [at("memoryGiB", `Memory of target ${i + 1} is "${row.memoryGiB}"; it must be GiB above 0, or empty.`)]
      : []),
    ...(row.hostPrice !== "" && (price === undefined || price <= 0)
      ? [at("hostPrice", `Price of target ${i + 1} is "${row.hostPrice}"; it must be a number above 0, or empty.`)]
      : []),
  ];
}

/** Rows as targets; empty rows are skipped, half-filled and unreadable ones are problems. */
export function targetsOf(rows: readonly TargetRow[]): TargetsOrProblems {
  const filled = rows.map((row, i) => ({ row, i })).filter(({ row }) => !isEmpty(row));
  if (filled.length === 0) {
    const detail = "Choose at least one target: a platform and a host type.";
    return { targets: [], problems: [{ pointer: "/rows/0/platform", code: "invalid", detail }] };
  }
  const problems = filled.flatMap(({ row, i }) => rowProblems(row, i));
  const targets = filled.map(({ row }): TargetInput => {
    const [maxHosts, memoryGiB] = [numberIn(row.maxHosts), numberIn(row.memoryGiB)];
    const hostPrice = numberIn(row.hostPrice);
    return {
      platform: row.platform,
      hostType: row.hostType,
      ...(maxHosts === undefined ? {} : { maxHosts }),
      ...(memoryGiB === undefined ? {} : { memoryMiB: memoryGiB * MIB_PER_GIB }),
      ...(hostPrice === undefined ? {} : { hostPrice }),
    };
  });
  return { targets, problems };
}

/** A row as one text: "esx-3.0@dell-2950-iii", ":10" for most hosts, "~32" for GiB of memory, "$900" for its price. */
export const rowText = (row: TargetRow): string =>
  `${row.platform}@${row.hostType}${row.maxHosts === "" ? "" : `:${row.maxHosts}`}${row.memoryGiB === "" ? "" : `~${row.memoryGiB}`}${row.hostPrice === "" ? "" : `$${row.hostPrice}`}`;

const ROW_TEXT = /^([^@]{0,60})@([^@:~$]{0,61})(?::([\d.]{1,12}))?(?:~([\d.]{1,12}))?(?:\$([\d.]{1,16}))?$/;

/** The row in a text of {@link rowText}; undefined when it is none. */
export function rowOfText(text: string): TargetRow | undefined {
  const found = ROW_TEXT.exec(text);
  if (found === null) return undefined;
  const [, platform = "", hostType = "", maxHosts = "", memoryGiB = "", hostPrice = ""] = found;
  return { platform, hostType, maxHosts, memoryGiB, hostPrice };
}

/** Rows that stand in the address of a page; what is no target is left out. */
export const rowsInQuery = (fields: FormFields): readonly TargetRow[] =>
  fieldTexts(fields, "target")
    .slice(0, MOST_ROWS)
    .flatMap((text) => rowOfText(text) ?? []);
