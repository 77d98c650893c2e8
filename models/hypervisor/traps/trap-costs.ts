/**
 * What a technique costs: extra CPU time per event, over what the same event costs the guest's kernel on a bare machine,
 * and a share that is paid whatever the events are. `trapOverhead` multiplies that with a behaviour's rates. Both scale with
 * the clock alone, so for events that come with the work the clock cancels; only timer ticks come by the second.
 */
import type { Fact } from "../../fact.ts";
import { requireAbove0, requireAtLeast } from "../bounds.ts";
import { NS_PER_S } from "../clock.ts";
import { EVENT_KINDS, type EventKind } from "../guest/behaviour.ts";

/** Cost table of one technique. */
export interface TrapCosts {
  readonly id: string;
  readonly title: string;
  /** Core clock that the costs were measured or assumed at. */
  readonly referenceMhz: Fact<number>;
  /** Extra ns per event at the reference clock, ≥ 0. */
  readonly events: Readonly<Record<EventKind, Fact<number>>>;
  /** Extra CPU per CPU-second of guest work that no event explains (translated code, nested page walks), ≥ 0. */
  readonly steadyRatio: Fact<number>;
}

/** Events per CPU-second, as plain numbers or as a behaviour states them. */
export type RatesOf = Readonly<Record<EventKind, { readonly value: number }>>;

/** The clocks that an overhead depends on, all > 0. */
export interface OverheadClocks {
  /** Clock that the rates are stated at: a behaviour's `referenceMhz`. */
  readonly ratesMhz: number;
  /** Clock of the core that runs the guest. */
  readonly clockMhz: number;
}

/** Extra CPU per CPU-second of guest work, and where it goes. */
export interface TrapOverhead {
  readonly byKind: Readonly<Record<EventKind, number>>;
  readonly steadyRatio: number;
  /** Sum of all kinds and the steady share; 0.03 = the work takes 3 % longer. */
  readonly totalRatio: number;
}

/**
 * Extra CPU of a behaviour under a technique.
 * @param rates events per CPU-second at `clocks.ratesMhz`; ticks per second of running
 * @returns ratios ≥ 0, finite
 * @throws RangeError for a negative rate or a clock that is not above 0, naming it
 */
export function trapOverhead(costs: TrapCosts, rates: RatesOf, clocks: OverheadClocks): TrapOverhead {
  requireAbove0("clocks.ratesMhz", clocks.ratesMhz);
  requireAbove0("clocks.clockMhz", clocks.clockMhz);
  const byKind = {} as Record<EventKind, number>;
  let totalRatio = costs.steadyRatio.value;
  for (const kind of EVENT_KINDS) {
    const rate = rates[kind].value;
    requireAtLeast(`rates.${kind}`, rate, 0);
    const statedMhz = kind === "timerTick" ? clocks.clockMhz : clocks.ratesMhz;
    byKind[kind] = (rate * costs.events[kind].value * costs.referenceMhz.value) / (NS_PER_S * statedMhz);
    totalRatio += byKind[kind];
  }
  return { byKind, steadyRatio: costs.steadyRatio.value, totalRatio };
}
