/**
 * Memory of one host and its guests, in pages, one typed array per quantity, index = guest. The caller owns the state and
 * changes `wanted` and `active` as the guests run; a step of a mechanism reads it and writes a second set of arrays. Left
 * out: page sizes other than the host's small one, NUMA nodes, memory of the hypervisor itself.
 */
import { requireWhole } from "../bounds.ts";

/** One host's guest memory; every entry is a whole number of pages ≥ 0. */
export interface HostMemory {
  /** Pages that guests may be backed by: installed memory less hypervisor and overheads. */
  readonly hostPages: number;
  /** Pages that the guest's own system believes to have. */
  readonly configured: Float64Array;
  /** Pages that are never reclaimed once touched; ≤ configured. */
  readonly minimum: Float64Array;
  /** Relative claim on memory; > 0. */
  readonly shares: Float64Array;
  /** Pages that the guest has touched and would keep; ≤ configured. */
  readonly wanted: Float64Array;
  /** Pages that it uses again and again, as far as the host can tell; ≤ wanted. */
  readonly active: Float64Array;
  /** Pages of `wanted` whose content another guest has too; 0 where sharing is off. */
  readonly sharable: Float64Array;
  /** Pages backed by a host page of the guest's own. */
  readonly resident: Float64Array;
  /** Pages backed by another's page of equal content. */
  readonly shared: Float64Array;
  /** Pages that the guest's balloon holds and the host has taken. */
  readonly ballooned: Float64Array;
  /** Pages that the host has written to its paging device. */
  readonly swapped: Float64Array;
}

/** Result of one step: the entries of {@link HostMemory} that a mechanism changes, and the residence it aims at. */
export interface MemoryTargets {
  readonly goal: Float64Array;
  readonly resident: Float64Array;
  readonly shared: Float64Array;
  readonly ballooned: Float64Array;
  readonly swapped: Float64Array;
}

const GUEST_FIELDS = [
  "configured",
  "minimum",
  "shares",
  "wanted",
  "active",
  "sharable",
  "resident",
  "shared",
  "ballooned",
  "swapped",
] as const;

/** A host without guests' pages yet: all arrays 0 but shares, which are 1. @throws RangeError for a size that is no whole number */
export function emptyMemory(hostPages: number, guests: number): HostMemory {
  requireWhole("hostPages", hostPages, 1);
  requireWhole("guests", guests, 0);
  const pages = () => new Float64Array(guests);
  return {
    hostPages,
    configured: pages(),
    minimum: pages(),
    shares: pages().fill(1),
    wanted: pages(),
    active: pages(),
    sharable: pages(),
    resident: pages(),
    shared: pages(),
    ballooned: pages(),
    swapped: pages(),
  };
}

/** Arrays for the results of steps over `guests` guests; made once, used for every step. */
export function emptyTargets(guests: number): MemoryTargets {
  const pages = () => new Float64Array(guests);
  return { goal: pages(), resident: pages(), shared: pages(), ballooned: pages(), swapped: pages() };
}

/** Take a step's result into the state. */
export function applyTargets(state: HostMemory, targets: MemoryTargets): void {
  state.resident.set(targets.resident);
  state.shared.set(targets.shared);
  state.ballooned.set(targets.ballooned);
  state.swapped.set(targets.swapped);
}

/**
 * Check a state that a user has described; not needed per step.
 * @throws RangeError naming field, guest, value and bound
 */
export function checkMemory(state: HostMemory): void {
  requireWhole("hostPages", state.hostPages, 1);
  const guests = state.configured.length;
  for (const field of GUEST_FIELDS) {
    const pages = state[field];
    if (pages.length !== guests) throw new RangeError(`${field} has ${pages.length} guests: it must have ${guests}`);
    for (let guest = 0; guest < guests; guest++)
      requireWhole(`${field}[${guest}]`, pages[guest] ?? Number.NaN, field === "shares" ? 1 : 0);
  }
  for (let guest = 0; guest < guests; guest++) {
    within(state, guest, "minimum", "configured");
    within(state, guest, "wanted", "configured");
    within(state, guest, "active", "wanted");
    within(state, guest, "sharable", "wanted");
  }
  const resident = sumOf(state.resident);
  if (resident > state.hostPages)
    throw new RangeError(`resident pages are ${resident} in all: at most hostPages, ${state.hostPages}`);
}

type GuestField = (typeof GUEST_FIELDS)[number];

function within(state: HostMemory, guest: number, field: GuestField, bound: GuestField): void {
  const value = state[field][guest] ?? 0;
  const most = state[bound][guest] ?? 0;
  if (value > most) throw new RangeError(`${field}[${guest}] is ${value}: at most ${bound}, ${most}`);
}

/** Sum of an array. */
export function sumOf(pages: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < pages.length; i++) sum += pages[i] ?? 0;
  return sum;
}
