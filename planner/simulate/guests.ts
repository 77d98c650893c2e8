/**
 * The guests of one layer as the event core takes them: copies named, terms parsed by the platform's scheduler, software
 * compiled, the service partition added where the platform has one and the user named none.
 */
import { type Behaviour, findBehaviour } from "#models/hypervisor/guest/index.ts";
import type { GuestScenario, PoolScenario } from "#models/hypervisor/host/index.ts";
import { type CoreModel, type Layer, type SchedulerChoice, type Site, modeFor } from "#models/partitioning/index.ts";
import { domainSwitchNs } from "#models/hypervisor/traps/index.ts";
import { type InputProblem, InvalidInput, type SimulatedGuest, readInput } from "../contract/index.ts";
import { type LoadPlace, PAGES_PER_MIB, loadOf, locksOf, memoryUseOf } from "./load.ts";

export type Guest = Omit<SimulatedGuest, "guests">;

export interface LayerPlace {
  readonly layer: Layer;
  readonly core: CoreModel;
  readonly choice: SchedulerChoice;
  readonly site: Site;
  /** CPUs of the pool. */
  readonly cpus: number;
  readonly place: Omit<LoadPlace, "mode" | "costs" | "site">;
}

const invalid = (pointer: string, detail: string, code = "invalid"): never => {
  throw new InvalidInput([{ pointer, code, detail }]);
};

/** The copies of a guest: itself, or id-1 … id-n. */
export const copiesOf = <G extends Guest>(guest: G): readonly G[] =>
  guest.count === 1
    ? [guest]
    : Array.from({ length: guest.count }, (_, i) => ({ ...guest, id: `${guest.id}-${i + 1}`, count: 1 }));

function behaviourOf(guest: Guest, pointer: string): Behaviour {
  return (
    findBehaviour(guest.behaviour) ??
    invalid(`${pointer}/behaviour`, `no behaviour "${guest.behaviour}"`, "unknown-behaviour")
  );
}

/** The mode a guest runs in: the one asked for, else the layer's first that this machine carries. */
function modeOf(guest: Guest, { layer, site }: LayerPlace, pointer: string): string {
  const modes: readonly string[] = [...new Set(layer.description.guests.map(({ mode }) => mode))];
  if (guest.mode !== undefined) {
    if (!modes.includes(guest.mode))
      invalid(`${pointer}/mode`, `mode "${guest.mode}": ${layer.id} knows ${modes.join(", ")}`);
    return guest.mode;
  }
  const linux = modeFor(
    layer.description.guests,
    { family: "linux", architecture: site.machine.architecture },
    site.machine,
  );
  return linux?.mode ?? modes[0] ?? "none";
}

function termsOf(guest: Guest, place: LayerPlace, pointer: string): unknown {
  const parsed = readInput(place.choice.terms, guest.terms);
  if (!parsed.success) {
    const problems: readonly InputProblem[] = parsed.problems.map((problem) => ({
      ...problem,
      pointer: `${pointer}/terms${problem.pointer}`,
    }));
    throw new InvalidInput(problems);
  }
  try {
    return place.choice.termsOf(parsed.data, { vcpus: guest.vcpus, cpus: place.cpus }, place.site);
  } catch (error) {
    if (error instanceof RangeError) return invalid(`${pointer}/terms`, error.message);
    throw error;
  }
}

/** Shares in the host's memory: the platform's own where its terms have them, else by size. */
function memorySharesOf(guest: Guest): number {
  const stated = guest.terms["memoryShares"];
  return typeof stated === "number" && stated > 0 ? stated : guest.memoryMiB;
}

/** One guest with its software. */
export function guestScenario(guest: Guest, place: LayerPlace, pointer: string): GuestScenario {
  const behaviour = behaviourOf(guest, pointer);
  const mode = modeOf(guest, place, pointer);
  const load = guest.isService
    ? idleLoad(guest.id)
    : loadOf(guest.id, guest, behaviour, { ...place.place, costs: place.core.costs, site: place.site, mode });
  return {
    name: guest.id,
    vcpus: guest.vcpus,
    terms: termsOf(guest, place, pointer),
    load,
    memory: memoryUseOf(guest, behaviour, memorySharesOf(guest)),
    ...(guest.isService ? { isService: true } : { locks: locksOf(behaviour) }),
  };
}

const NO_STEP = { device: -1, deviceNs: 0, latencyNs: 0, guestNs: 0, serviceNs: 0 };

/** Software that does nothing of its own: the service partition's. */
const idleLoad = (name: string): NonNullable<GuestScenario["load"]> => ({
  name,
  arrivals: { kind: "open", perSecond: 0 },
  cpu: { kind: "constant", value: 0 },
  overheadRatio: 0,
  diskOperations: 0,
  disk: NO_STEP,
  quantumNs: Number.POSITIVE_INFINITY,
});

/** CPUs left for guests where every virtual CPU owns one: all but the service partition's; elsewhere all. */
export function cpusForGuests({ choice, site, core, cpus }: LayerPlace): number {
  const isOwned = choice.kit(site).fluid.form === "static";
  return isOwned ? Math.max(1, cpus - (core.service?.vcpus.value ?? 0)) : cpus;
}

/** The service partition the platform has, unless the user describes it; its memory is off the guests' already. */
function serviceOf(place: LayerPlace, guests: readonly GuestScenario[]): readonly GuestScenario[] {
  const { service } = place.core;
  if (service === undefined || guests.some(({ isService }) => isService === true)) return [];
  const vcpus = Math.min(service.vcpus.value, place.cpus);
  const terms = place.choice.terms.safeParse(service.terms);
  // A scheduler that is not the default one may have other words: its defaults then.
  const parsed = terms.success ? terms.data : place.choice.terms.parse({});
  return [
    {
      name: service.name.replaceAll(" ", "-"),
      vcpus,
      terms: place.choice.termsOf(parsed, { vcpus, cpus: place.cpus }, place.site),
      load: idleLoad(service.name),
      isService: true,
    },
  ];
}

/** MiB that guests can be given: what the layer supplies of its machine. */
const guestMemoryMiB = ({ layer, site }: LayerPlace): number =>
  layer.supply(site).constant.memoryMiB ?? site.machine.memoryMiB;

function memoryOf(place: LayerPlace, guests: readonly GuestScenario[]): Pick<PoolScenario, "memory"> {
  const hostPages = Math.floor(guestMemoryMiB(place) * PAGES_PER_MIB);
  const configured = guests.reduce((sum, { memory }) => sum + (memory?.configuredPages ?? 0), 0);
  const { memory: rule, pageWaitNs } = place.core.costs;
  if (rule.division.kind === "static") {
    if (configured > hostPages) {
      const asked = Math.round(configured / PAGES_PER_MIB);
      invalid(
        "/guests",
        `memory of all guests ${asked} MiB: ${place.layer.id} gives memory out once, at most ${Math.floor(hostPages / PAGES_PER_MIB)} MiB here`,
        "over-capacity",
      );
    }
    return {};
  }
  return { memory: { rule, hostPages, pageWaitNs: pageWaitNs.value } };
}

/** The pool of one layer with these guests in it. */
export function poolScenario(place: LayerPlace, guests: readonly GuestScenario[]): PoolScenario {
  const all = [...guests, ...serviceOf(place, guests)];
  const kit = place.choice.kit(place.site);
  const wanted = all.reduce((sum, { vcpus }) => sum + vcpus, 0);
  if (kit.fluid.form === "static" && wanted > place.cpus)
    invalid(
      "/guests",
      `${wanted} virtual CPUs with those of the service partition: ${place.layer.id} gives each one of its own, and there are ${place.cpus}`,
      "over-capacity",
    );
  return {
    kit,
    switchCostNs: domainSwitchNs(place.core.costs.switching),
    guests: all,
    devices: [
      { name: place.place.disk.id, channels: place.place.disk.channels.value * place.place.disks },
      { name: place.place.nic.id, channels: 1 },
    ],
    ...memoryOf(place, guests),
  };
}
