/** Placement rules as words: what each kind asks of a workload, and what a plan does not keep beside placing everything. */
import type { PlanResult, RuleKind, Unplaced } from "../contract/index.ts";
import { counted, listed } from "./numbers.ts";

/** One clause per kind; `others` are the workloads that stand in the way. A new kind does not compile until it has one. */
const ASKS: { readonly [K in RuleKind]: (others: string) => string } = {
  apart: (others) => `must not share a host with ${others}`,
  together: (others) => `must share a host with ${others}`,
  pin: () => "may only run on the places the rule names",
  fence: () => "may only run on the places the rule names",
  ban: () => "must not run on the places the rule names",
  lonely: (others) => `the rule wants hosts of their own for its workloads, which keeps it from ${others}`,
  among: (others) => `must stand in one of the rule's places together with ${others}`,
  split: (others) => `must not share a host, rack or site with ${others}`,
  limit: (others) => `too many of the rule's workloads would share a host with ${others}`,
  "max-hosts": () => "would need more hosts than the rule allows",
  "min-hosts": () => "the rule asks for more hosts in use",
  "max-partitions": () => "the host already carries as many partitions as the rule allows",
  contain: () => "would need more licensed hosts, or others, than the rule allows",
  reserve: () => "would use capacity that the rule keeps free",
  preserve: () => "leaves too little of what the rule reserves",
  near: () => "may only run where the data is at hand",
  drain: () => "the host is to stay empty",
  quarantine: () => "the host is under quarantine, or its workloads would leave it",
  survive: () => "what a loss would need to restart is not free",
};

const isKind = (kind: string): kind is RuleKind => kind in ASKS;

/** What a rule asks of a workload, as a clause. @param others workloads that it names beside, as a list in words */
export const ruleAsks = (kind: string, others: string): string =>
  isKind(kind) ? ASKS[kind](others) : `${kind} with ${others}`;

/** What a plan that places everything does not keep, as a clause: "rule r asks for more hosts in use". */
export function brokenPromises({ unmet = [], failover = [] }: Pick<PlanResult, "unmet" | "failover">): string {
  const short = unmet.map(({ rule, hosts }) => `rule "${rule}" asks for more hosts in use than ${hosts.length}`);
  const lost = failover
    .filter(({ holds }) => !holds)
    .map((promise) => {
      const what =
        promise.count === 1 ? `the loss of a ${promise.lose}` : `the loss of ${promise.count} ${promise.lose}s`;
      const whose = promise.rule === undefined ? "the spare hosts" : `rule "${promise.rule}"`;
      return `${whose} cannot make up for ${what}`;
    });
  return listed([...short, ...lost]);
}

/** What a plan promises about losses and how it was checked, one sentence per promise. */
export function failoverTexts(failover: NonNullable<PlanResult["failover"]>): readonly string[] {
  return failover.map(({ rule, lose, count, cases, isComplete, holds, strandings }) => {
    const what = count === 1 ? `Any one ${lose}` : `Any ${count} ${lose}s`;
    const played = `${isComplete ? "all" : "the fullest"} ${counted(cases, "loss", "losses")} played`;
    const whose = rule === undefined ? "" : ` (rule ${rule})`;
    const worst = strandings[0];
    if (holds) {
      const tied = [...new Set(strandings.flatMap((stranding) => stranding.tied))];
      const but = tied.length === 0 ? "" : `, but for ${listed(tied)}, which rules tie to the lost host`;
      return `${what} can be lost and its partitions restart${but}: ${played}${whose}.`;
    }
    return `${what} cannot always be lost: after the loss of ${listed(worst?.lost ?? [])}, ${listed(worst?.workloads ?? [])} would find no place (${played})${whose}.`;
  });
}

/** Which rules together keep a workload out, as a clause; undefined when none is to blame. */
export function conflictText({ conflict }: Pick<Unplaced, "conflict">): string | undefined {
  if (conflict === undefined) return undefined;
  const names = listed(conflict.rules.map((id) => `"${id}"`));
  const proof = conflict.isProved ? "" : ", as far as packing could tell";
  if (conflict.rules.length === 1) return `rule ${names} alone keeps it out: without it there is a place${proof}`;
  return `rules ${names} together keep it out: without any one of them there is a place${proof}`;
}
