/** Checks of a behaviour that a user has written or changed: every number in its bounds, or an error that says which not. */
import { requireAbove0, requireAtLeast, requireRatio, requireWhole } from "../bounds.ts";
import { type Arrivals, type Behaviour, EVENT_KINDS } from "./behaviour.ts";

/** Smallest squared coefficient of variation of a hyperexponential distribution, by definition. */
const LEAST_HYPER_SCV = 1;

/** @throws RangeError naming field, value and bound */
export function checkArrivals(arrivals: Arrivals): void {
  switch (arrivals.kind) {
    case "saturated":
      requireWhole("arrivals.threads", arrivals.threads, 1);
      return;
    case "closed":
      requireWhole("arrivals.clients", arrivals.clients, 1);
      requireAtLeast("arrivals.thinkNs", arrivals.thinkNs, 0);
      return;
    case "open":
      requireAtLeast("arrivals.perSecond", arrivals.perSecond, 0);
      return;
    case "trace":
      requireAbove0("arrivals.slotNs", arrivals.slotNs);
      requireWhole("arrivals.cpuRatio.length", arrivals.cpuRatio.length, 1);
      // An index loop: iteration would skip nothing, but a hole must be named by its place.
      for (let slot = 0; slot < arrivals.cpuRatio.length; slot++)
        requireRatio(`arrivals.cpuRatio[${slot}]`, arrivals.cpuRatio[slot] ?? Number.NaN);
  }
}

/** @throws RangeError naming field, value and bound; the first that is wrong */
export function checkBehaviour(behaviour: Behaviour): void {
  checkArrivals(behaviour.arrivals.value);
  requireAbove0("referenceMhz", behaviour.referenceMhz.value);
  requireAbove0("cpuPerRequestNs", behaviour.cpuPerRequestNs.value);
  requireAtLeast(
    "cpuScv",
    behaviour.cpuScv.value,
    behaviour.cpuKind.value === "hyperexponential" ? LEAST_HYPER_SCV : 0,
  );
  requireRatio("kernelRatio", behaviour.kernelRatio.value);
  for (const kind of EVENT_KINDS) requireAtLeast(`rates.${kind}`, behaviour.rates[kind].value, 0);
  for (const [field, { value }] of Object.entries(behaviour.io)) requireAtLeast(`io.${field}`, value, 0);
  const { memory, locks } = behaviour;
  requireRatio("memory.workingSetRatio", memory.workingSetRatio.value);
  requireRatio("memory.touchedRatio", memory.touchedRatio.value);
  requireRatio("memory.sharedIfIdenticalRatio", memory.sharedIfIdenticalRatio.value);
  requireAtLeast("memory.pageReferencesPerCpuSecond", memory.pageReferencesPerCpuSecond.value, 0);
  requireAtLeast("memory.dirtyPagesPerCpuSecond", memory.dirtyPagesPerCpuSecond.value, 0);
  requireRatio("locks.lockShareRatio", locks.lockShareRatio.value);
  requireAbove0("locks.holdNs", locks.holdNs.value);
  requireRatio("locks.hotLockRatio", locks.hotLockRatio.value);
}
