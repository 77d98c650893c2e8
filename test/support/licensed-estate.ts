/** Estates with licences, placed as a test wants them, and what a plan is charged by price steps. */
import { PLATFORMS } from "#models";
import { HostType, type PlanContext, type PlanHost, type PlanRequestInput, decodeRequest } from "#planner";
import type { LicenceSteps } from "#planner/cost/licence-steps.ts";
import { planHost } from "#planner/hosts.ts";
import { type Estate, sizeEstate } from "#planner/size/index.ts";
import { x86Host } from "./request.ts";

const s = (value: number) => ({ value, source: "assumed: test" });

/** A server of `sockets` × `coresPerSocket` cores with memory for anything. */
export const server = (id: string, sockets: number, coresPerSocket: number, extra: Partial<HostType> = {}): HostType =>
  HostType.parse({
    ...x86Host(id, { cores: coresPerSocket, memoryMiB: 4_194_304 }),
    sockets: s(sockets),
    ...extra,
  });

export const TWO_BY_12 = server("two-by-12", 2, 12);
export const FOUR_BY_6 = server("four-by-6", 4, 6);

/** A context of these host types only, without list prices. */
export const withTypes = (...hostTypes: readonly HostType[]): PlanContext => ({ platforms: PLATFORMS, hostTypes });

export const CONTEXT = withTypes(TWO_BY_12, FOUR_BY_6);

/** The estate of a request. */
export const estateOf = (input: PlanRequestInput, context: PlanContext = CONTEXT): Estate =>
  sizeEstate(decodeRequest(input, context), context);

/** Hosts as a plan lists them: [target][host] indices of workloads; an empty host is a spare. */
export function placed(estate: Estate, on: readonly (readonly (readonly number[])[])[]): readonly PlanHost[] {
  return estate.targets.flatMap((target, t) =>
    (on[t] ?? []).map((workloads, h) =>
      planHost(estate, { t, target, n: h + 1, role: workloads.length === 0 ? "spare" : "used" }, workloads),
    ),
  );
}

/** Money of a placement by price steps, as their doc says a packer charges them. */
export function chargedBy(
  all: readonly LicenceSteps[],
  estate: Estate,
  on: readonly (readonly (readonly number[])[])[],
): number {
  return all.reduce((total, { items, steps, radius, hasSpares, heldMoney }) => {
    const licensed = new Set(items);
    const sum = estate.targets.reduce((money, _, t) => {
      const held = (on[t] ?? []).map((workloads) => workloads.filter((w) => licensed.has(w)).length);
      if (held.every((n) => n === 0)) return money;
      const price = (n: number) => steps[t]?.[n] ?? 0;
      if (radius === "target") return money + held.length * price(items.length);
      const spares = (on[t] ?? []).filter((workloads) => workloads.length === 0).length;
      const own = held.reduce((part, n) => part + price(n), 0);
      return money + own + (hasSpares ? spares * Math.max(...held.map(price)) : 0);
    }, 0);
    return total + Math.max(0, sum - heldMoney);
  }, 0);
}
