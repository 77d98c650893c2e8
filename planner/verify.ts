/**
 * A plan judged from scratch: nothing of the packer is trusted. Every workload is accounted for exactly once; every
 * partition is the one the platform would build; every host passes its layer's own misfits, the ceilings in every slot and
 * the rules; spares are there; the summary, the draw and the bound are what they must be.
 */
import { accountsAgain, rackFaults } from "./accounts.ts";
import type { PlanContext } from "./context.ts";
import { boundOf, offeredIn } from "./bound-of.ts";
import type { PlanCore, PlanDocument, PlanHost, PlanResult } from "./contract/index.ts";
import { decodeRequest } from "./decode.ts";
import { inputHash, isSame } from "./canonical.ts";
import { formulate } from "./formulate.ts";
import { claimsOn, hostDraw, placedPartition } from "./hosts.ts";
import { useOf } from "./load.ts";
import { isProvedBest, planObjective } from "./objective/index.ts";
import { seatsOf } from "./reasons.ts";
import { type Estate, type ResolvedTarget, sizeEstate } from "./size/index.ts";
import { isKept, unmetRules, withoutRules } from "./unmet.ts";
import { moveViolations } from "./verify-moves.ts";
import { lossFaults, ruleFaults } from "./verify-rules.ts";

export interface Violation {
  readonly code: string;
  /** Workload, host or field. */
  readonly subject: string;
  readonly detail: string;
}

export interface Verdict {
  readonly ok: boolean;
  readonly violations: readonly Violation[];
}

/** Slack for sums of rounded or fractional amounts. */
const SLACK = 1e-6;
/** Results are rounded to 1e-5 (ratios) and 1e-3 (amounts); recomputed figures may differ by half of that. */
const RATIO_SLACK = 1.1e-5;
const AMOUNT_SLACK = 2e-3;

const violation = (code: string, subject: string, detail: string): Violation => ({ code, subject, detail });
const same = isSame;
const near = (a: number, b: number, slack: number) => Math.abs(a - b) <= slack * Math.max(1, Math.abs(b));

/** Every workload exactly once: placed, unplaced or excluded. */
function accounts(result: PlanCore, estate: Estate): readonly Violation[] {
  const found: Violation[] = [];
  const seen = new Map<string, number>();
  const count = (workload: string) => seen.set(workload, (seen.get(workload) ?? 0) + 1);
  for (const host of result.hosts) for (const partition of host.partitions) count(partition.workload);
  for (const { workload } of result.unplaced) count(workload);
  for (const { workload } of estate.workloads) {
    const times = seen.get(workload.id) ?? 0;
    if (times === 0) found.push(violation("missing", workload.id, "neither placed nor listed as unplaced"));
    if (times > 1) found.push(violation("placed-twice", workload.id, `appears ${times} times`));
    seen.delete(workload.id);
  }
  for (const stranger of seen.keys())
    found.push(violation("unknown-workload", stranger, "not among the workloads to plan"));
  if (!same(result.excluded, estate.excluded))
    found.push(violation("excluded", "excluded", "differs from templates, placeholders and powered-off workloads"));
  return found;
}

/** Every workload that stayed out is told why on every target. */
function reasons(result: PlanResult, estate: Estate): readonly Violation[] {
  return result.unplaced.flatMap(({ workload, reasons: told }) =>
    told.length === estate.targets.length && told.every(({ misfits }) => misfits.length > 0)
      ? []
      : [violation("no-reason", workload, "unplaced without a reason for every target")],
  );
}

interface Judged {
  readonly target: ResolvedTarget;
  readonly t: number;
  /** Indices of its workloads, strangers left out. */
  readonly workloads: readonly number[];
}

const sameWatts = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((w, s) => w === b[s]);

/** Ceilings in every slot, from sums of its own. */
function ceilings(estate: Estate, host: PlanHost, at: Judged): readonly Violation[] {
  const { target } = at;
  const use = useOf(estate, at.workloads, at.t);
  const rate = (whole: number | undefined) => (whole ?? Number.POSITIVE_INFINITY) * target.rateCeilingRatio;
  const checks: (readonly [string, Float64Array | undefined, number])[] = [
    ["cpuCores", use.cores, target.cpuCores],
    ["networkMbps", use.networkMbps, rate(target.networkMbps)],
    ["diskMBps", use.diskMBps, rate(target.diskMBps)],
  ];
  const found = checks.flatMap(([resource, profile, has]) => {
    const slot = profile?.findIndex((value) => value > has + SLACK * Math.max(1, has)) ?? -1;
    return slot < 0
      ? []
      : [violation("over-capacity", host.id, `${resource} ${profile?.[slot]} of ${has} in slot ${slot}`)];
  });
  const memory = claimsOn(estate, at.workloads, at.t).memoryMiB;
  if (memory !== undefined && memory.used > memory.of + AMOUNT_SLACK) {
    found.push(violation("over-capacity", host.id, `memory ${memory.used} of ${memory.of} MiB`));
  }
  if (!same(host.claims, claimsOn(estate, at.workloads, at.t)))
    found.push(violation("claims", host.id, "recorded claims differ from the partitions'"));
  const wrongUse = host.cpuRatio.findIndex((r, s) => !near(r, (use.cores[s] ?? 0) / target.cores, RATIO_SLACK));
  if (host.cpuRatio.length !== use.cores.length || wrongUse >= 0) {
    found.push(violation("utilization", host.id, `recorded CPU use differs in slot ${Math.max(0, wrongUse)}`));
  } else if (!sameWatts(host.drawW, hostDraw(estate, target, host))) {
    found.push(violation("draw", host.id, "recorded watts differ from what the host draws at its recorded CPU use"));
  }
  return found;
}

/** Each partition as the platform builds it, and the layer's own verdict on the set. */
function judged(estate: Estate, host: PlanHost, at: Judged): readonly Violation[] {
  const found: Violation[] = [];
  const known = new Map(at.workloads.map((w) => [estate.workloads[w]?.workload.id, w]));
  for (const partition of host.partitions) {
    const w = known.get(partition.workload);
    if (w === undefined) continue;
    if (!same(partition, placedPartition(estate, w, at.t))) {
      found.push(
        violation(
          "partition-differs",
          partition.workload,
          `its partition on ${host.id} is not what ${at.target.platform.id} would build`,
        ),
      );
    }
    for (const misfit of estate.sized(w, at.t).misfits) {
      found.push(violation(misfit.code, partition.workload, `may not stand on ${host.id}: ${misfit.rule}`));
    }
  }
  const specs = at.workloads.map((w) => estate.sized(w, at.t).spec);
  for (const misfit of at.target.layer.misfits(at.target.site, specs)) {
    found.push(violation(misfit.code, host.id, `${at.target.platform.id} refuses the set: ${misfit.rule}`));
  }
  return found;
}

function hostViolations(result: PlanCore, estate: Estate): readonly Violation[] {
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  const ids = new Set<string>();
  return result.hosts.flatMap((host) => {
    const t = estate.targets.findIndex((target) => target.id === host.target);
    const target = estate.targets[t];
    if (target === undefined)
      return [violation("unknown-target", host.id, `${host.target} is no target of the request`)];
    if (
      ids.has(host.id) ||
      !/\/[1-9][0-9]*$/.test(host.id) ||
      host.id.slice(0, host.id.lastIndexOf("/")) !== target.id
    ) {
      return [violation("host-id", host.id, "not a unique host of its target")];
    }
    ids.add(host.id);
    const at = { target, t, workloads: host.partitions.flatMap((p) => index.get(p.workload) ?? []) };
    const role =
      (host.partitions.length === 0) === (host.role === "spare")
        ? []
        : [violation("role", host.id, `${host.role} with ${host.partitions.length} partitions`)];
    return [...role, ...judged(estate, host, at), ...ceilings(estate, host, at)];
  });
}

/** Spares and stock, target by target. */
function stock(result: PlanCore, estate: Estate): readonly Violation[] {
  return estate.targets.flatMap((target) => {
    const mine = result.hosts.filter((host) => host.target === target.id);
    const used = mine.filter((host) => host.role === "used").length;
    const spare = mine.length - used;
    const wanted = used > 0 ? estate.request.goals.spareHosts : 0;
    const mayHaveMore = estate.request.rules.some((rule) => rule.kind === "survive");
    return [
      ...(used > target.maxUsed
        ? [violation("too-many-hosts", target.id, `${used} used of at most ${target.maxUsed}`)]
        : []),
      ...(spare === wanted || (mayHaveMore && spare > wanted)
        ? []
        : [violation("spares", target.id, `${spare} spare hosts, ${wanted} asked for`)]),
    ];
  });
}

/** Summary, bound and energy against what the hosts say. */
function figures(result: PlanCore, estate: Estate, context: PlanContext): readonly Violation[] {
  const used = result.hosts.filter((host) => host.role === "used").length;
  const placed = result.hosts.reduce((n, host) => n + host.partitions.length, 0);
  const { summary } = result;
  const expected: readonly (readonly [string, number, number])[] = [
    ["workloads", summary.workloads, estate.request.workloads.length],
    ["placed", summary.placed, placed],
    ["unplaced", summary.unplaced, result.unplaced.length],
    ["excluded", summary.excluded, result.excluded.length],
    ["hostsUsed", summary.hostsUsed, used],
    ["hostsSpare", summary.hostsSpare, result.hosts.length - used],
  ];
  const found = expected.flatMap(([field, says, is]) =>
    says === is ? [] : [violation("summary", field, `says ${says}, is ${is}`)],
  );
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  const there = new Set(result.hosts.flatMap((host) => host.partitions.flatMap((p) => index.get(p.workload) ?? [])));
  const atPlace = [...there].toSorted((a, b) => a - b);
  const unmet = unmetRules(estate, seatsOf(estate, result.hosts));
  const problem = withoutRules(formulate(estate), unmet);
  const bound = boundOf({ estate, problem, placed: atPlace }, offeredIn(summary.bound, estate));
  if (!same(summary.bound, bound))
    found.push(violation("bound", "bound", `says ${summary.bound.hosts}, proved is ${bound.hosts}`));
  if (summary.bound.hosts > used)
    found.push(violation("bound", "bound", `${summary.bound.hosts} exceeds the ${used} hosts used`));
  const accounts = accountsAgain(estate, result, context);
  if (!same(result.energy, accounts.energy)) found.push(violation("energy", "energy", "differs from the hosts' draw"));
  if (result.room === undefined) found.push(violation("room", "room", "says nothing of racks, feeds and cooling"));
  if (!same(result.room, accounts.room))
    found.push(violation("room", "room", "cooling, inlet or chain differs from the hosts' draw"));
  if (!same(result.licences, accounts.licences))
    found.push(violation("licences", "licences", "differ from what the hosts' partitions need"));
  if (!same(result.money, accounts.money))
    found.push(violation("money", "money", "differs from hosts, draw, room and licences at the request's prices"));
  const { money, room } = accounts;
  const objective = planObjective(
    estate,
    { problem, hosts: result.hosts, placed: atPlace, fewest: bound.hosts, money, room },
    context,
  );
  if (!same(summary.objective, objective))
    found.push(violation("objective", "objective", "value, bound or gap differs from what the hosts say"));
  const isRacked = room?.unracked.length === 0;
  const isShort = result.unplaced.length > 0 || !isRacked || !isKept({ failover: result.failover, unmet });
  const status = isShort ? "infeasible" : isProvedBest(objective) ? "optimal" : "feasible";
  const { effortSeconds } = estate.request.goals;
  if (result.search.effortSeconds !== effortSeconds)
    found.push(
      violation("search", "effort", `says ${result.search.effortSeconds} s, asked for were ${effortSeconds} s`),
    );
  if (status === "optimal" && result.search.ended !== "proved")
    found.push(violation("search", "ended", `says ${result.search.ended}, but the bound is met`));
  if (result.status !== status) found.push(violation("status", "status", `says ${result.status}, is ${status}`));
  return found;
}

/**
 * Everything wrong with what a plan comes to, for an estate that is already sized.
 * @param told what is wrong with what is told beside it; losses are played only where nothing else is wrong
 */
export function coreViolations(
  result: PlanCore,
  estate: Estate,
  context: PlanContext,
  told: readonly Violation[] = [],
): readonly Violation[] {
  const found = [
    ...accounts(result, estate),
    ...told,
    ...hostViolations(result, estate),
    ...stock(result, estate),
    ...ruleFaults(result, estate),
    ...rackFaults(estate, result),
    ...figures(result, estate, context),
    ...moveViolations(result, estate),
  ];
  return found.length > 0 ? found : lossFaults(result, estate);
}

/** Everything wrong with a result, for an estate that is already sized. */
export const violationsIn = (result: PlanResult, estate: Estate, context: PlanContext): readonly Violation[] =>
  coreViolations(result, estate, context, reasons(result, estate));

/**
 * Judge a plan document: the answer must be one to exactly this question.
 * @throws InvalidInput when the question itself is not one (unknown platform, contradictory rules, …)
 */
export function verify(document: PlanDocument, context: PlanContext): Verdict {
  const { result } = document;
  const request = decodeRequest(document.request, context);
  const hash = inputHash(request);
  const changed =
    result.inputHash === hash
      ? []
      : [
          violation(
            "input-changed",
            "request",
            `its hash is ${hash.slice(0, 12)}…, the result answers ${result.inputHash.slice(0, 12)}…`,
          ),
        ];
  const violations = [...changed, ...violationsIn(result, sizeEstate(request, context), context)];
  return { ok: violations.length === 0, violations };
}
