/**
 * The sample as the text of its files: compact JSON, one workload, host, series or rule per line. The rules are spaced
 * as the repository's formatter spaces them, so that formatting leaves the file as it was made.
 */
import type { Rule } from "#planner/contract/index.ts";
import type { SampleEstate } from "./estate.ts";

const lines = (items: readonly unknown[]): string => `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]`;

/** Text of data/samples/estate-2005.json. */
export function estateText(estate: SampleEstate): string {
  const { format, name, workloads, hosts, series } = estate;
  const head = `{"format":${JSON.stringify(format)},"name":${JSON.stringify(name)}`;
  return `${head},"workloads":${lines(workloads)},"hosts":${lines(hosts)},"series":${lines(series)}}\n`;
}

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(", ");

const ruleLines = (rule: Rule): string =>
  [
    "  {",
    `    "id": ${JSON.stringify(rule.id)},`,
    `    "kind": ${JSON.stringify(rule.kind)},`,
    `    "workloads": [${quoted(rule.workloads)}]`,
    "  }",
  ].join("\n");

/** Text of data/samples/estate-2005.rules.json; the sample has no rules that name places. */
export const rulesText = (rules: readonly Rule[]): string => `[\n${rules.map(ruleLines).join(",\n")}\n]\n`;
