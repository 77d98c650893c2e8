/**
 * Every reason as a sentence. A misfit is a record; here is the one place where it becomes words: the thing, its value,
 * the bound, the rule that decided and where the rule comes from. Platforms are never named in code: their rule ids are.
 */
import type { Misfit, MisfitCode } from "#models/partitioning/index.ts";
import { sourceText } from "#models/fact.ts";
import type { Bound, PlanResult, Slots } from "../contract/index.ts";
import { counted, grouped, listed, percentText } from "./numbers.ts";
import { brokenPromises, ruleAsks } from "./rule-phrases.ts";
import { slotLabel } from "./slots.ts";
import { amountPair, amountText, resourceName, resourceWords, whatText } from "./words.ts";

type Of<C extends MisfitCode> = Extract<Misfit, { readonly code: C }>;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Rule and source, as they close every sentence. */
const evidence = (misfit: Misfit) => `(rule ${misfit.rule}; ${sourceText(misfit.source)})`;

const holder = (scope: "partition" | "machine") => (scope === "machine" ? "the host" : "the partition");

function beyond(misfit: Of<"over-limit"> | Of<"below-minimum">, word: "most" | "least"): string {
  const [value, bound] = amountPair(misfit.resource, misfit.value, misfit.bound);
  return `${capital(resourceName(misfit.resource))}: ${holder(misfit.scope)} has ${value}, the ${word} allowed is ${bound}`;
}

/** One sentence (without its evidence) per kind of misfit; a new kind does not compile until it has one. */
const SENTENCES: { readonly [C in MisfitCode]: (misfit: Of<C>) => string } = {
  "over-capacity": (m) => {
    const [needs, has] = amountPair(m.resource, m.needs, m.has);
    return `${capital(resourceName(m.resource))}: needs ${needs}, there is room for ${has}`;
  },
  fragmented: (m) => {
    const [needs, has] = amountPair(m.resource, m.needs, m.has);
    const free = amountText(m.resource, m.free);
    return `${capital(resourceName(m.resource))} is fragmented: needs ${needs} on one host; ${free} is free on ${counted(m.machines, "host")} together, at most ${has} on any one of them`;
  },
  "over-limit": (m) => beyond(m, "most"),
  "below-minimum": (m) => beyond(m, "least"),
  "off-grid": (m) =>
    `${capital(resourceName(m.resource))}: ${amountText(m.resource, m.value)} cannot be given, only ${listed(m.allowed.map(String), 8)}`,
  "moves-as-one": (m) => {
    const block = resourceName(`block:${m.block}`);
    return `${capital(block)} move as one: needs ${grouped(m.needs)} whole, there are ${grouped(m.has)}`;
  },
  "not-supported": (m) => `${capital(whatText(m.what))} is not supported: ${m.value} needs ${m.needs}`,
  "breaks-rule": (m) => {
    const others = m.with.length === 0 ? "others named in it" : listed(m.with);
    return `Placement rule: ${ruleAsks(m.kind, others)}`;
  },
};

/** The misfit as a sentence without the evidence: for places that show rule and source beside it. */
export function misfitClaim(misfit: Misfit): string {
  return (SENTENCES[misfit.code] as (m: Misfit) => string)(misfit);
}

/** The misfit as a whole sentence: thing, value, bound, rule and source. */
export function misfitText(misfit: Misfit): string {
  return `${misfitClaim(misfit)} ${evidence(misfit)}.`;
}

/** The same record where it does not refuse: the bound is worth knowing, not a wall. */
export function cautionText(misfit: Misfit): string {
  if (misfit.code !== "over-limit" && misfit.code !== "below-minimum") return misfitText(misfit);
  const [value, bound] = amountPair(misfit.resource, misfit.value, misfit.bound);
  const side = misfit.code === "over-limit" ? "at most" : "at least";
  return `${capital(resourceName(misfit.resource))}: ${holder(misfit.scope)} has ${value}, ${side} ${bound} is documented ${evidence(misfit)}.`;
}

/** What was missing at the nearest target, said of the workload: "needs 3.1 GiB more memory". */
export function missText(misfit: Misfit): string {
  switch (misfit.code) {
    case "over-capacity":
      return `needs ${resourceWords(misfit.resource).more(misfit.needs - misfit.has)}`;
    case "fragmented":
      return `needs ${resourceWords(misfit.resource).more(misfit.needs - misfit.has)} in one piece`;
    case "moves-as-one":
      return `needs ${resourceWords(`block:${misfit.block}`).more(misfit.needs - misfit.has)}`;
    case "over-limit":
    case "below-minimum": {
      const gap = amountText(misfit.resource, Math.abs(misfit.value - misfit.bound));
      const side = misfit.code === "over-limit" ? "above the limit of" : "below the minimum of";
      const whose = misfit.scope === "machine" ? "finds the host " : "is ";
      return `${whose}${gap} ${side} ${amountText(misfit.resource, misfit.bound)}`;
    }
    case "off-grid":
      return `asks for ${amountText(misfit.resource, misfit.value)}, which cannot be given`;
    case "not-supported":
      return `cannot run there: ${whatText(misfit.what)} is not supported (it takes ${misfit.needs})`;
    case "breaks-rule":
      return `is kept out by placement rule ${misfit.rule} (${misfit.kind})`;
  }
}

/** A kind of reason, for counting alike ones together: "memory is short (capacity.memoryMiB)". */
export function reasonText(misfit: Misfit): string {
  switch (misfit.code) {
    case "over-capacity":
      return `not enough ${resourceName(misfit.resource)} (${misfit.rule})`;
    case "fragmented":
      return `${resourceName(misfit.resource)} is fragmented (${misfit.rule})`;
    case "moves-as-one":
      return `not enough whole ${resourceName(`block:${misfit.block}`)} (${misfit.rule})`;
    case "over-limit":
      return `${resourceName(misfit.resource)} above a limit (${misfit.rule})`;
    case "below-minimum":
      return `${resourceName(misfit.resource)} below a minimum (${misfit.rule})`;
    case "off-grid":
      return `${resourceName(misfit.resource)} off the grid (${misfit.rule})`;
    case "not-supported":
      return `${whatText(misfit.what)} not supported (${misfit.rule})`;
    case "breaks-rule":
      return `placement rule ${misfit.rule} (${misfit.kind})`;
  }
}

/** What fills the hosts of a continuous bound: "CPU at Mon 14:00". */
const fills = (bound: Pick<Bound, "resource" | "slot">, slots: Slots) =>
  `${resourceName(bound.resource ?? "demand")}${bound.slot === undefined ? "" : ` at ${slotLabel(slots, bound.slot)}`}`;

type Proof = NonNullable<Bound["parts"]>[number];

/** One part of a bound of separate targets: "20 of esx-3.0@hp-dl585-g1 (memory fills them)". */
const partText = (part: Proof, slots: Slots) =>
  `${grouped(part.hosts)} of ${listed(part.targets)}${part.hosts > 1 && part.kind === "continuous" ? ` (${fills(part, slots)} fills them)` : ""}`;

/** What the lower bound says and what proves it. */
export function boundText(bound: Bound, slots: Slots): string {
  const least = `No plan can use fewer than ${counted(bound.hosts, "host")}`;
  if (bound.hosts === 0) return "Nothing is placed, so no host is needed.";
  if (bound.hosts === 1) return `${least}: something has to run somewhere.`;
  switch (bound.kind) {
    case "none":
      return `${least}.`;
    case "continuous":
      return `${least}: ${fills(bound, slots)} fills them.`;
    case "pairwise":
      return `${least}: so many workloads are too large in ${fills(bound, slots)} to share a host with one another.`;
    case "count":
      return `${least}: by ${fills(bound, slots)}, no host can take more of the workloads than its share of so many.`;
    case "apart-rule":
      return `${least}: rule ${bound.rule ?? "apart"} keeps that many workloads on hosts of their own.`;
    case "rule":
      return `${least}: rule ${bound.rule ?? ""} asks for that many.`;
    case "columns":
      return `${least}: the workloads' proved prices add up to that many full hosts.`;
    case "separate":
      return `${least}: ${(bound.parts ?? []).map((part) => partText(part, slots)).join(" and ")}, which can share no workload.`;
  }
}

/** How the search for fewer hosts ended. */
export function searchText({ ended, effortSeconds }: PlanResult["search"]): string {
  switch (ended) {
    case "proved":
      return "The search ended with its proof.";
    case "effort":
      return effortSeconds === 0
        ? "No search was asked for: the plan is as it was constructed."
        : `The search used up its effort (${counted(effortSeconds, "second")} of the reference machine).`;
    case "stopped":
      return "The search was stopped before its end: this is the best plan it had found.";
  }
}

/** How far the plan is from its bound. */
export function gapText(summary: PlanResult["summary"]): string {
  const more = summary.hostsUsed - summary.bound.hosts;
  if (more <= 0) return "The plan uses as few hosts as the bound allows.";
  return `The plan uses ${counted(more, "host")} more than the bound (gap ${percentText(summary.gapRatio, 1)}): that much at most could be saved.`;
}

/** What no plan can do when this one is optimal. */
const bestText = ({ summary: { objective } }: PlanResult): string =>
  objective.terms.length === 1 && objective.terms[0]?.name === "hosts" ? "do with fewer" : "be better by its objective";

/** The plan's status in one word and one sentence. */
export function statusText(result: PlanResult): { readonly word: string; readonly sentence: string } {
  const { workloads, unplaced, excluded, hostsUsed, hostsSpare } = result.summary;
  const homeless = result.room?.unracked.length ?? 0;
  const on = `${counted(hostsUsed, "host")}${hostsSpare > 0 ? ` and ${grouped(hostsSpare)} spare` : ""}`;
  switch (result.status) {
    case "optimal":
      return { word: "Optimal", sentence: `Everything fits on ${on}, and no plan can ${bestText(result)}.` };
    case "feasible":
      return { word: "Feasible", sentence: `Everything fits on ${on}.` };
    case "infeasible":
      if (unplaced === 0 && homeless > 0)
        return {
          word: "The room does not hold it",
          sentence: `Everything fits on ${on}, but ${counted(homeless, "host")} can stand in no rack.`,
        };
      if (unplaced === 0)
        return { word: "Rules not kept", sentence: `Everything fits on ${on}, but ${brokenPromises(result)}.` };
      if (hostsUsed === 0)
        return {
          word: "Nothing fits",
          sentence: `None of ${counted(workloads - excluded, "workload")} could be placed; below is why.`,
        };
      return {
        word: "Not everything fits",
        sentence: `${grouped(unplaced)} of ${counted(workloads - excluded, "workload")} could not be placed; the others are on ${on}${homeless > 0 ? `, of which ${grouped(homeless)} can stand in no rack` : ""}.`,
      };
  }
}
