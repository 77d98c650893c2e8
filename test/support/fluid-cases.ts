/** The fluid test vectors of data/measurements/fluid-cases.csv as claims and rules, one entry per host. */
import {
  type Claim,
  type ShareRule,
  absoluteFirstShares,
  baseExcessShares,
  clampShares,
} from "#models/hypervisor/cpu/fluid/index.ts";
import { type MeasuredRow, measuredRows, numberIn, textOf } from "./measurements.ts";

export interface FluidCase {
  readonly id: string;
  readonly platform: string;
  readonly rule: ShareRule;
  readonly capacityCpus: number;
  readonly entities: readonly string[];
  readonly claims: readonly Claim[];
  readonly expectedCpus: readonly number[];
}

const RULES: Readonly<Record<string, ShareRule>> = {
  clamp: clampShares,
  "base+excess": baseExcessShares,
  "two-step": absoluteFirstShares,
};

/** Decimal places of the printed allocations leave half a unit of the sixth place: the gate's tolerance is 1e-6. */
export const FLUID_TOLERANCE = 1e-6;

/** All hosts of the file, in its order. */
export function fluidCases(): readonly FluidCase[] {
  const byCase = Map.groupBy(measuredRows("fluid-cases.csv"), (row) => textOf(row, "case"));
  return [...byCase].map(([id, rows]) => {
    const [first] = rows;
    const rule = first && RULES[textOf(first, "form")];
    if (first === undefined || rule === undefined) throw new Error(`case ${id}: no rule for its form`);
    const capacityCpus = numberIn(first, "capacity_cpus");
    return {
      id,
      platform: textOf(first, "platform"),
      rule,
      capacityCpus,
      entities: rows.map((row) => textOf(row, "entity")),
      claims: rows.map((row) => claimOf(row, capacityCpus)),
      expectedCpus: rows.map((row) => numberIn(row, "allocation_cpus")),
    };
  });
}

const claim = (over: Partial<Claim>): Claim => ({
  weight: 0,
  demandCpus: Infinity,
  vcpus: 0,
  reservationCpus: 0,
  limitCpus: Infinity,
  uncapped: false,
  ...over,
});

function claimOf(row: MeasuredRow, capacityCpus: number): Claim {
  const parameters = textOf(row, "parameters");
  const vcpus = /(\d+) virtual CPUs/.exec(parameters)?.[1];
  const [, kind, share] = /^(ABS|REL) (\d+)/.exec(parameters) ?? [];
  if (kind === "ABS") return claim({ reservationCpus: (Number(share) / 100) * capacityCpus, vcpus: Number(vcpus) });
  if (kind === "REL") return claim({ weight: Number(share), vcpus: Number(vcpus) });
  const field = new Map(parameters.split(" ").map((part) => part.split("=") as [string, string]));
  // The file's `up` is already the least of demand, limit and virtual CPUs: it is given as demand on whole virtual CPUs.
  const upCpus = fraction(field.get("up"));
  return claim({
    weight: fraction(field.get("w")),
    reservationCpus: fraction(field.get("lo") ?? field.get("ent")),
    demandCpus: upCpus,
    vcpus: Math.ceil(upCpus),
    uncapped: field.get("uncapped") === "True",
  });
}

/** "3/4" or "2" as a number. */
function fraction(text: string | undefined): number {
  const [above, below = "1"] = (text ?? "").split("/");
  const value = Number(above) / Number(below);
  if (text === undefined || Number.isNaN(value)) throw new Error(`"${text}" is not a number or a fraction`);
  return value;
}
