/**
 * Placement rules of the sample estate: replicas that must not share a host, and pairs that talk so much that they must.
 * Read off the workload's names and tags, so they always speak of workloads that exist.
 */
import type { Rule } from "#planner/contract/index.ts";
import { type SampleEstate, sampleEstate } from "./estate.ts";

type SampleWorkload = SampleEstate["workloads"][number];

/** Most replicas in one rule. */
const FARM_SIZE = 4;
const PAIR = 2;
const TRIO = 3;

/** Groups of replicas by name prefix: how many of them stand for each other, and whether each application has its own. */
const REPLICAS = [
  { prefix: "web", size: FARM_SIZE, firstOnly: false },
  { prefix: "www", size: FARM_SIZE, firstOnly: false },
  { prefix: "dns", size: FARM_SIZE, firstOnly: false },
  { prefix: "dc", size: PAIR, firstOnly: false },
  { prefix: "mail", size: PAIR, firstOnly: false },
  { prefix: "app", size: TRIO, firstOnly: true },
  { prefix: "db", size: PAIR, firstOnly: true },
] as const;

/** Applications whose fifth application server must stay with its fourth database. */
const TOGETHER_APPS = ["crm", "hr", "billing", "mes", "claims", "fleet"];

const prefixOf = (workload: SampleWorkload): string => workload.name.split("-")[0] ?? "";

/** Whole groups of `size`, and what is left over if it is at least a pair. */
function chunks(names: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(names.length / size) }, (_, i) => names.slice(i * size, (i + 1) * size)).filter(
    (group) => group.length >= PAIR,
  );
}

function apartRules(workloads: readonly SampleWorkload[]): readonly Rule[] {
  return REPLICAS.flatMap(({ prefix, size, firstOnly }) => {
    const members = workloads.filter((workload) => prefixOf(workload) === prefix);
    const byApp = Map.groupBy(members, (workload) => workload.tags?.["app"] ?? "");
    return [...byApp].flatMap(([app, group]) => {
      const groups = chunks(
        group.map((workload) => workload.id),
        size,
      );
      return (firstOnly ? groups.slice(0, 1) : groups).map(
        (names, i): Rule => ({ id: `apart-${prefix}-${app}-${i + 1}`, kind: "apart", workloads: [...names] }),
      );
    });
  });
}

const togetherRules = (): readonly Rule[] =>
  TOGETHER_APPS.map((app) => ({
    id: `together-${app}`,
    kind: "together",
    workloads: [`app-${app}-05`, `db-${app}-04`],
  }));

/** The rules of an estate made by `sampleEstate`, in a fixed order. */
export function sampleRules(estate: SampleEstate = sampleEstate()): Rule[] {
  return [...apartRules(estate.workloads), ...togetherRules()];
}
