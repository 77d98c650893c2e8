/** The form below the workloads table as data: groups of fields, each with its own button. */
import { ARCHITECTURES } from "#models";
import { type InputProblem, WORKLOAD_ROLES, WORKLOAD_STATES } from "#planner/contract/index.ts";
import { type BulkField, type BulkForm, bulkFieldAt } from "./decode/bulk-edit.ts";
import { RULE_KIND_WORDS } from "./rule-words.ts";
import { shownProblems } from "./form-problems.ts";

const LABELS: Readonly<Record<BulkField | "which", string>> = {
  which: "For which workloads",
  growCpu: "CPU",
  growMemory: "Memory",
  growDisk: "Disk",
  growNetwork: "Network",
  tagSet: "Tags to set",
  tagClear: "Tags to clear",
  setVcpus: "CPUs",
  setMemory: "Memory",
  setGrowth: "Yearly growth",
  setState: "State",
  setRole: "Role",
  setArchitecture: "Architecture",
  ruleId: "Name of the rule",
  ruleKind: "Kind",
  rulePlaces: "Places",
};

/** Kinds of rules that name workloads and at most places besides; all kinds are on the rules page. */
const RULE_KINDS = ["apart", "together", "lonely", "pin", "fence", "ban"] as const;

const UNITS: Partial<Readonly<Record<BulkField, string>>> = {
  growCpu: "%",
  growMemory: "%",
  growDisk: "%",
  growNetwork: "%",
  setMemory: "MiB",
  setGrowth: "%",
};

const HINTS: Partial<Readonly<Record<BulkField, string>>> = {
  growCpu: "Measured CPU, or the CPUs themselves where none was measured.",
  growMemory: "Configured and measured memory.",
  growDisk: "Storage and its throughput.",
  growNetwork: "Measured network.",
  setVcpus: "Virtual CPUs, or cores of physical servers.",
  setMemory: "As configured.",
  setGrowth: "Wins over the goals' figure.",
};

const MENUS = { setState: WORKLOAD_STATES, setRole: WORKLOAD_ROLES, setArchitecture: ARCHITECTURES } as const;

const labelled = (id: string): string => LABELS[id as BulkField] ?? id;

/** Data of the form. */
export function bulkView(form: BulkForm, problems: readonly InputProblem[]) {
  const shown = shownProblems(problems, (pointer) => {
    const id = bulkFieldAt(pointer);
    return id === undefined ? undefined : { id, label: id === "which" ? "" : labelled(id) };
  });
  const numbers = (...names: readonly BulkField[]) =>
    names.map((name) => ({
      name,
      label: labelled(name),
      hint: HINTS[name] ?? "",
      unit: UNITS[name] ?? "",
      value: form.texts[name],
      error: shown.at[name],
    }));
  const menus = Object.entries(MENUS).map(([name, values]) => ({
    name,
    label: labelled(name),
    error: shown.at[name],
    options: values.map((value) => ({ value, isChosen: form.texts[name as BulkField] === value })),
  }));
  return {
    problems: shown.summary,
    errorAt: shown.at,
    isForAll: form.isForAll,
    texts: form.texts,
    growths: numbers("growCpu", "growMemory", "growDisk", "growNetwork"),
    settings: numbers("setVcpus", "setMemory", "setGrowth"),
    bulkMenus: menus,
    ruleKinds: RULE_KINDS.map((value) => ({
      value,
      text: RULE_KIND_WORDS[value],
      isChosen: form.texts.ruleKind === value,
    })),
    bulkGroups: {
      grow: { title: "Growth", says: "CPU, memory, disk, network in per cent", isOpen: form.action === "grow" },
      tag: { title: "Tags", says: "set and clear", isOpen: form.action === "tag" },
      set: {
        title: "Fields",
        says: "CPUs, memory, yearly growth, state, role, architecture",
        isOpen: form.action === "set",
      },
      rule: { title: "Rule", says: "apart, together, alone, on places", isOpen: form.action === "rule" },
      less: {
        title: "Leave out",
        says: "measurements, or the workloads themselves",
        isOpen: form.action === "remove" || form.action === "unmeasure",
      },
    },
  };
}
