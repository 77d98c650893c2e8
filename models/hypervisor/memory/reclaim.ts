/**
 * One step of a host's memory management: what each guest should hold, and how far the host's means bring it there in the
 * time given. First pages are taken (sharing, balloon, swap), then free pages are given to guests below their goal; so the
 * pages in use never exceed the host's. A rate times the step is rounded down: step by a second, which is how often a
 * balloon looks, or slow means never move.
 */
import { requireAtLeast } from "../bounds.ts";
import { FREE_THRESHOLDS, type FreeState, freeStateOf } from "./free-state.ts";
import { shareGoals } from "./idle-tax.ts";
import { recencyGoals } from "./recency.ts";
import type { MemoryRule } from "./rule.ts";
import { shareStep } from "./sharing.ts";
import { type HostMemory, type MemoryTargets, sumOf } from "./state.ts";

/**
 * New targets of all guests after a step. Reads `state`, writes only `out`; allocates nothing.
 * @param dtSeconds > 0 or 0; see above for the rounding
 * @param out arrays of as many guests as the state has
 * @throws RangeError when floors (or, for static memory, configured sizes) exceed the host, or for a negative step
 */
export function reclaim(rule: MemoryRule, state: HostMemory, dtSeconds: number, out: MemoryTargets): void {
  requireAtLeast("dtSeconds", dtSeconds, 0);
  if (rule.division.kind === "static") {
    giveStatic(state, out);
    return;
  }
  out.resident.set(state.resident);
  out.shared.set(state.shared);
  out.ballooned.set(state.ballooned);
  out.swapped.set(state.swapped);
  setGoals(rule, state, out.goal);
  if (rule.sharing !== undefined) {
    const { perGuestPagesPerSecond: perGuest, perHostPagesPerSecond: perHost } = rule.sharing;
    shareStep(state, dtSeconds, { perGuest: perGuest.value, perHost: perHost.value }, out);
  }
  take(rule, state, dtSeconds, out);
  give(state, out);
}

/** Everything configured is backed. */
function giveStatic(state: HostMemory, out: MemoryTargets): void {
  const configured = sumOf(state.configured);
  if (configured > state.hostPages)
    throw new RangeError(`configured pages are ${configured} in all: at most hostPages, ${state.hostPages}`);
  out.goal.set(state.configured);
  out.resident.set(state.configured);
  out.shared.fill(0);
  out.ballooned.fill(0);
  out.swapped.fill(0);
}

function setGoals(rule: MemoryRule, state: HostMemory, goal: Float64Array): void {
  const keptFree = rule.swap?.byFreeState === true ? FREE_THRESHOLDS.high.value : 0;
  const pool = Math.floor(state.hostPages * (1 - keptFree));
  if (rule.division.kind === "shares") shareGoals(state, pool, rule.division.taxRatio.value, goal);
  else recencyGoals(state, pool, goal);
}

/** Take pages from guests above their goal, as far as balloon and swap come in this step. */
function take(rule: MemoryRule, state: HostMemory, dtSeconds: number, out: MemoryTargets): void {
  const free = 1 - sumOf(out.resident) / state.hostPages;
  const pressure: FreeState = rule.swap?.byFreeState === true ? freeStateOf(free) : "low";
  const step = rule.balloon === undefined ? 0 : Math.floor(rule.balloon.pagesPerSecond.value * dtSeconds);
  const limitRatio = rule.balloon?.limitRatio.value ?? 0;
  let swapLeft = rule.swap === undefined ? 0 : Math.floor(rule.swap.pagesPerSecond.value * dtSeconds);
  for (let guest = 0; guest < out.resident.length; guest++) {
    const above = (out.resident[guest] ?? 0) - (out.goal[guest] ?? 0);
    if (above <= 0) continue;
    const held = out.ballooned[guest] ?? 0;
    const room = Math.max(0, Math.floor((state.configured[guest] ?? 0) * limitRatio) - held);
    const ballooned = Math.min(above, room, step);
    const rest = pressure === "high" ? 0 : pressure === "soft" ? above - Math.min(above, room) : above - ballooned;
    const swapped = Math.min(rest, swapLeft);
    swapLeft -= swapped;
    out.ballooned[guest] = held + ballooned;
    out.swapped[guest] = (out.swapped[guest] ?? 0) + swapped;
    out.resident[guest] = (out.resident[guest] ?? 0) - ballooned - swapped;
  }
}

/** Give free pages to guests below their goal, in proportion where they do not suffice; swapped pages return first. */
function give(state: HostMemory, out: MemoryTargets): void {
  const free = state.hostPages - sumOf(out.resident);
  let asked = 0;
  for (let guest = 0; guest < out.resident.length; guest++) asked += shortOf(out, guest);
  const ratio = asked > free ? free / asked : 1;
  for (let guest = 0; guest < out.resident.length; guest++) {
    const given = Math.floor(shortOf(out, guest) * ratio);
    if (given === 0) continue;
    const swapped = out.swapped[guest] ?? 0;
    const back = Math.min(swapped, given);
    out.swapped[guest] = swapped - back;
    out.ballooned[guest] = Math.max(0, (out.ballooned[guest] ?? 0) - (given - back));
    out.resident[guest] = (out.resident[guest] ?? 0) + given;
  }
}

function shortOf(out: MemoryTargets, guest: number): number {
  const goal = out.goal[guest] ?? 0;
  return Math.max(0, goal - (out.resident[guest] ?? 0));
}
