/** What an importer noticed: counted by kind, the first of each in words, and what was read at all. */
import { findingText, findingTitle } from "#inventory";
import type { Finding, Inventory } from "#planner";
import { counted, findingGroups, grouped } from "#planner/report/index.ts";
import type { Terminal } from "../terminal.ts";
import { pairs, table, wrapped } from "./table.ts";

const TONES = { error: "red", warning: "yellow", info: "dim" } as const;

/** Findings as a table of kinds with their codes and, below, the first few of each with their places. @param isAll all of them */
export function findingsText(findings: readonly Finding[], paint: Terminal["paint"], isAll: boolean): string {
  if (findings.length === 0) return "Nothing to remark.\n";
  const groups = findingGroups(findings, { findingText, findingTitle });
  const rows = groups.map((group) => [group.severity, group.title, group.count.replace(/ .*/, ""), group.code]);
  const counts = table(
    [{ header: "Severity" }, { header: "Finding" }, { header: "Times", isNumber: true }, { header: "Code" }],
    rows,
    "  ",
  );
  const details = groups.map((group) => {
    const every = isAll ? findings.filter((one) => one.code === group.code).map(findingText) : group.sentences;
    const more = isAll || group.more === "" ? "" : `    ${group.more} (--all shows every one)\n`;
    return `  ${paint(TONES[group.severity], group.title)}\n${every.map((text) => wrapped(text, "    ")).join("")}${more}`;
  });
  return `${counts}\n${details.join("")}`;
}

const countBy = (values: readonly string[]) =>
  [...Map.groupBy(values, (value) => value)]
    .map(([value, members]) => `${grouped(members.length)} ${value}`)
    .join(", ");

/** What an inventory holds. */
export function inventoryText(inventory: Inventory): string {
  const { workloads, hosts, series } = inventory;
  const measured = new Set(series.map((one) => one.workload)).size;
  return pairs([
    ["Read as", `${inventory.format} (${inventory.files.join(", ")})`],
    ["Workloads", `${counted(workloads.length, "workload")}: ${countBy(workloads.map((w) => w.state)) || "none"}`],
    ["Kinds", countBy(workloads.map((w) => (w.role === "workload" ? w.kind : w.role))) || "none"],
    ["Hosts", grouped(hosts.length)],
    ["Series", `${grouped(series.length)} for ${counted(measured, "workload")}`],
  ]);
}
