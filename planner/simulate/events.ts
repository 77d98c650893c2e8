/** Events of a simulation: guests found, migrations refused where the platform cannot, memory that a move has to carry. */
import { findBehaviour } from "#models/hypervisor/guest/index.ts";
import { demandCpus } from "#models/hypervisor/host/index.ts";
import type { GuestScenario, HostEvent } from "#models/hypervisor/host/index.ts";
import type { GuestMemory } from "#models/hypervisor/migration/index.ts";
import { InvalidInput, type SimulatedGuest, type SimulationRequest } from "../contract/index.ts";
import { type LayerPlace, copiesOf } from "./guests.ts";
import { PAGE_BYTES } from "./load.ts";

const NS_PER_SECOND = 1e9;
const BYTES_PER_MIB = 1_048_576;

type Guest = Omit<SimulatedGuest, "guests">;

interface Found {
  readonly guest: Guest;
  readonly scenario: GuestScenario;
  readonly place: LayerPlace;
}

function find(request: SimulationRequest, places: readonly LayerPlace[], scenarios: readonly GuestScenario[]) {
  const all = new Map<string, Found>();
  const inner = places[places.length - 1] as LayerPlace;
  const add = (guests: readonly Guest[], pool: readonly GuestScenario[], place: LayerPlace) => {
    for (const guest of guests.flatMap(copiesOf)) {
      const scenario = pool.find(({ name }) => name === guest.id);
      if (scenario !== undefined) all.set(guest.id, { guest, scenario, place });
    }
  };
  add(request.guests, scenarios, places[0] as LayerPlace);
  const inside = scenarios.flatMap((scenario) => scenario.inside?.guests ?? []);
  add(
    request.guests.flatMap(({ guests }) => guests ?? []),
    inside,
    inner,
  );
  // A nest whose outer partition nobody described: its guests stand in the request itself.
  add(request.guests, inside, inner);
  return all;
}

/** Memory to move: what the behaviour writes while the guest gets the CPU it asks for, spread over its working set. */
function memoryToMove({ guest, scenario }: Found, durationNs: number): GuestMemory {
  const bytes = guest.memoryMiB * BYTES_PER_MIB;
  const use = findBehaviour(guest.behaviour)?.memory;
  const cpus = scenario.load === undefined ? guest.vcpus : demandCpus(scenario.load, guest.vcpus, durationNs);
  const setBytes = Math.floor((guest.tuning.workingSetRatio ?? use?.workingSetRatio.value ?? 0) * bytes);
  const dirtyPages = guest.tuning.dirtyPagesPerCpuSecond ?? use?.dirtyPagesPerCpuSecond.value ?? 0;
  const bytesPerSecond = dirtyPages * PAGE_BYTES * cpus;
  return {
    bytes,
    pageBytes: PAGE_BYTES,
    sets: setBytes >= PAGE_BYTES ? [{ name: "working set", bytes: setBytes, bytesPerSecond }] : [],
  };
}

/** @throws InvalidInput for a guest nobody knows, or a move the platform cannot make */
export function eventsOf(
  request: SimulationRequest,
  places: readonly LayerPlace[],
  scenarios: readonly GuestScenario[],
): readonly HostEvent[] {
  const guests = find(request, places, scenarios);
  const refuse = (index: number, field: string, detail: string, code: string): InvalidInput =>
    new InvalidInput([{ pointer: `/events/${index}/${field}`, code, detail }]);
  return request.events.map((event, index): HostEvent => {
    const found = guests.get(event.guest);
    if (found === undefined) {
      const names = [...guests.keys()].slice(0, 5).join(", ");
      throw refuse(index, "guest", `no guest "${event.guest}"; there are ${names}`, "unknown-guest");
    }
    const atNs = Math.round(event.atSeconds * NS_PER_SECOND);
    if (event.kind === "hot-plug") return { kind: "hot-plug", atNs, guest: event.guest, vcpus: event.vcpus };
    const { migration } = found.place.core;
    if (migration === undefined) {
      const detail = `${found.place.layer.id} cannot move a running ${found.place.layer.noun}`;
      throw refuse(index, "kind", detail, "not-supported");
    }
    const others = migration.otherRules ?? {};
    const rules = event.rules === undefined ? migration.rules : others[event.rules];
    if (rules === undefined) {
      const known = Object.keys(others).join(", ") || "only its default";
      throw refuse(index, "rules", `no migration rules "${event.rules}" here: ${known}`, "unknown-rules");
    }
    const coreMhz = found.place.place.coreMhz;
    return {
      kind: "migrate",
      atNs,
      guest: event.guest,
      memory: memoryToMove(found, request.durationSeconds * NS_PER_SECOND),
      rules,
      linkMbitS: event.linkMbps,
      mbitPerCpuSecond: (migration.mbitPerCpuSecond.value * coreMhz) / migration.atMhz.value,
      suspendNs: migration.suspendNs.value,
      resumeNs: migration.resumeNs.value,
      trackingRatio: migration.trackingRatio.value,
    };
  });
}
