/**
 * What follows from the hosts of a plan and nothing else: draw, room, licences, money. The plan tells it, the verifier
 * finds it again. Racks are a packing of their own and are not found again but judged (room/).
 */
import type { PlanContext } from "./context.ts";
import type { PlanCore, PlanHost, PlanLicences, PlanMoney, PlanResult, PlanRoom } from "./contract/index.ts";
import { countLicences } from "./cost/licences/index.ts";
import { planMoney } from "./cost/money/index.ts";
import { roomFigures } from "./energy/index.ts";
import { energyAccount } from "./energy-account.ts";
import { rackHosts, rackNames, roomViolations } from "./room/index.ts";
import type { Estate } from "./size/index.ts";

/** The accounts of a plan. */
export interface Accounts {
  readonly energy: PlanResult["energy"];
  readonly room: PlanRoom;
  /** Left out when the request names no licence. */
  readonly licences?: PlanLicences;
  /** Left out when the request names no price. */
  readonly money?: PlanMoney;
}

const typesOf = ({ targets }: Estate) => new Map(targets.map(({ hostType }) => [hostType.id, hostType]));

/** Host → the rack that the request's places put it in. */
const racksOf = ({ request, targets }: Estate, hosts: readonly PlanHost[]) =>
  rackNames(
    request.places ?? [],
    targets.map(({ id }) => id),
    hosts.map(({ id }) => id),
  );

/** Licences and money on top of a draw and a room. */
function paid(
  estate: Estate,
  context: PlanContext,
  { hosts, energy, room }: Pick<Accounts, "energy" | "room"> & { readonly hosts: readonly PlanHost[] },
): Pick<Accounts, "licences" | "money"> {
  const licences = countLicences(estate, hosts, context);
  const money = planMoney(estate, { hosts, energy, room, licences });
  return { ...(licences === undefined ? {} : { licences }), ...(money === undefined ? {} : { money }) };
}

/**
 * The accounts of a plan.
 * @param unplaced ids of the workloads without a place
 */
export function accountsOf(
  estate: Estate,
  { hosts, unplaced }: { readonly hosts: readonly PlanHost[]; readonly unplaced: readonly string[] },
  context: PlanContext,
): Accounts {
  const { facility, seed } = estate.request;
  const energy = energyAccount(estate, hosts, unplaced);
  const racked = rackHosts(hosts, typesOf(estate), facility, {
    racks: racksOf(estate, hosts),
    seed,
    stopped: () => context.stopped?.() === true || context.enough?.() === true,
    ...(context.solver === undefined ? {} : { solver: context.solver }),
  });
  const room: PlanRoom = { ...racked, ...roomFigures(energy.after, facility) };
  return { energy, room, ...paid(estate, context, { hosts, energy, room }) };
}

/** Accounts that a result must have, for its own racks; without a room there is nothing to reckon by. */
export function accountsAgain(
  estate: Estate,
  { hosts, unplaced, room }: Pick<PlanCore, "hosts" | "unplaced" | "room">,
  context: PlanContext,
): Partial<Accounts> {
  const energy = energyAccount(
    estate,
    hosts,
    unplaced.map(({ workload }) => workload),
  );
  if (room === undefined) return { energy };
  const again: PlanRoom = { ...room, ...roomFigures(energy.after, estate.request.facility) };
  return { energy, room: again, ...paid(estate, context, { hosts, energy, room: again }) };
}

/** Everything wrong with the racks of a result. */
export function rackFaults(estate: Estate, { hosts, room }: Pick<PlanCore, "hosts" | "room">) {
  if (room === undefined) return [];
  return roomViolations(room, hosts, typesOf(estate), {
    facility: estate.request.facility,
    racks: racksOf(estate, hosts),
  });
}
