/**
 * A host's memory while its guests run: once a second the rule takes and gives pages, and what is missing becomes the
 * share of time a guest's software waits for pages. Leaves out: growth of what guests touch during the run.
 */
import type { Process } from "../kernel/index.ts";
import { pagingPrice } from "./paging-price.ts";
import { reclaim } from "./reclaim.ts";
import type { MemoryRule } from "./rule.ts";
import { type HostMemory, type MemoryTargets, applyTargets, emptyTargets } from "./state.ts";

/** Balloons are polled once a second; so is everything else here. */
const STEP_NS = 1e9;

export interface MemoryLoopParts {
  readonly rule: MemoryRule;
  readonly state: HostMemory;
  /** Wait for one page, ns. */
  readonly pageWaitNs: number;
  /** Pages asked for per CPU-second, and pages of the working set, of each guest. */
  readonly referencesPerCpuSecond: Float64Array;
  readonly workingSetPages: Float64Array;
  /** Where the price goes: seconds of waiting per second of work, by guest. */
  readonly stallRatio: Float64Array;
}

/** The process; ends only with the run. */
export function* memoryLoop(parts: MemoryLoopParts): Process {
  const targets: MemoryTargets = emptyTargets(parts.stallRatio.length);
  step(parts, targets);
  takeShortage(parts);
  for (;;) {
    step(parts, targets);
    yield STEP_NS;
  }
}

/**
 * The guests have run before the simulation starts: what they touched and the host cannot back lies in their balloons,
 * as far as these reach, and on the host's paging device.
 */
function takeShortage({ rule, state }: MemoryLoopParts): void {
  if (rule.division.kind === "static") return;
  const limitRatio = rule.balloon?.limitRatio.value ?? 0;
  for (let guest = 0; guest < state.wanted.length; guest++) {
    const backed = (state.resident[guest] as number) + (state.shared[guest] as number);
    const short = Math.max(0, (state.wanted[guest] as number) - backed);
    const ballooned = Math.min(short, Math.floor((state.configured[guest] as number) * limitRatio));
    state.ballooned[guest] = ballooned;
    state.swapped[guest] = rule.swap === undefined ? 0 : short - ballooned;
  }
}

function step(parts: MemoryLoopParts, targets: MemoryTargets): void {
  const { rule, state } = parts;
  reclaim(rule, state, 1, targets);
  applyTargets(state, targets);
  for (let guest = 0; guest < parts.stallRatio.length; guest++) {
    const price = pagingPrice(
      {
        residentPages: (state.resident[guest] as number) + (state.shared[guest] as number),
        workingSetPages: parts.workingSetPages[guest] as number,
        touchedPages: state.wanted[guest] as number,
        referencesPerCpuSecond: parts.referencesPerCpuSecond[guest] as number,
        // A host that pages by shares picks pages at random; balloons and lists by age let the least used go.
        replacement: (state.swapped[guest] as number) > 0 && rule.division.kind === "shares" ? "random" : "least-used",
      },
      parts.pageWaitNs,
    );
    parts.stallRatio[guest] = price.stallSecondsPerCpuSecond;
  }
}
