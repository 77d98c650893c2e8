/**
 * z/VM and the engines under it: value units that fall with volume over all machines (V5 and later), engines (V4), and the
 * IFLs themselves. Engines are those that z/VM may use: of its logical partition where it stands in one. Leaves out:
 * sub-capacity of z/VM 6.3 and later, optional features.
 */
import { z } from "zod";
import { type Facts, fact, numberOf, recalled, seen } from "#models/fact.ts";
import type { CountLine } from "./input.ts";
import { sparesOption } from "./options.ts";
import { type LicenceRule, licenceRule } from "./rule.ts";
import { told } from "./words.ts";

const Options = z.strictObject({
  spares: sparesOption(true),
  /** Engines of the type on each machine that z/VM may use; left out = those of the partition it stands in. */
  engines: z.int().min(1).max(1000).optional(),
});

const BAND = "units.upTo.";
const upTo = (engine: number, units: number) => ({
  [`${BAND}${engine}`]: fact(units, "value units per engine", recalled("fairly"), `up to engine ${engine}`),
});
const BANDS: Facts = {
  ...upTo(3, 10),
  ...upTo(6, 9),
  ...upTo(9, 8),
  ...upTo(12, 7),
  ...upTo(16, 6),
  ...upTo(20, 5),
  ...upTo(25, 4),
  "units.rest": fact(3, "value units per engine", recalled("fairly"), "all further engines"),
  "count.engines": fact("all engines of the type that z/VM may use, totals over machines", "", seen("ZVM-ALTMARK")),
};
const ENGINE: Facts = {
  "count.engines": fact("every engine that z/VM may use", "", seen("ZVM-ALTMARK, ZVM-V4")),
};

/** [upper engine, units each] of each band, in order; the last without end. */
const TABLE: readonly (readonly [number, number])[] = [
  ...Object.keys(BANDS)
    .filter((key) => key.startsWith(BAND))
    .map((key) => [Number(key.slice(BAND.length)), numberOf(BANDS, key)] as const)
    .toSorted(([a], [b]) => a - b),
  [Infinity, numberOf(BANDS, "units.rest")],
];

/** Value units of so many engines in all. @param engines ≥ 0, whole */
export function valueUnitsOf(engines: number): number {
  let units = 0;
  let counted = 0;
  for (const [last, each] of TABLE) {
    const here = Math.max(0, Math.min(engines, last) - counted);
    units += here * each;
    counted += here;
  }
  return units;
}

/** Each host brings engines; the whole turns them into value units. */
function asValueUnits(engines: number): readonly CountLine[] {
  const units = valueUnitsOf(engines);
  return [{ scope: "all", units: units - engines, why: `${told(engines, "engine")} in all are ${units} value units` }];
}

const engineRule = {
  options: Options,
  hypervisor: "zvm",
  isYearly: false,
  radius: () => "host" as const,
  hasSpares: ({ spares }: z.infer<typeof Options>) => spares,
  unitsOn: (host: { readonly innerCores: number }, _load: unknown, { engines }: z.infer<typeof Options>) => {
    const units = engines ?? host.innerCores;
    return { units, why: told(units, "engine") };
  },
};

export const ZVM_VALUE_UNITS: LicenceRule = licenceRule({
  ...engineRule,
  id: "zvm-value-units",
  title: "z/VM V5 and later, by value units",
  unit: "value unit",
  rule: "Engines that z/VM may use, added up over all machines; value units of an engine fall with volume.",
  facts: BANDS,
  onWhole: asValueUnits,
  // The average of a whole falls with its engines: what the largest whole pays per engine is the least.
  leastRatio: (most) => (Number.isFinite(most) && most > 0 ? valueUnitsOf(most) / most : numberOf(BANDS, "units.rest")),
});

export const ZVM_ENGINES: LicenceRule = licenceRule({
  ...engineRule,
  id: "zvm-v4",
  title: "z/VM V4, by engine",
  unit: "engine",
  rule: "Every engine that z/VM may use.",
  facts: ENGINE,
});

/** The engines themselves, where they are bought for the guests; under any layer of the machine. */
export const IFL: LicenceRule = licenceRule({
  id: "ibm-ifl",
  title: "Integrated Facility for Linux",
  unit: "engine",
  rule: "Every IFL of the machine that the guests may use; it does not raise the software charges of z/OS.",
  facts: {
    "ifl.msu": fact(0, "MSU", seen("IFL-LIST"), "an IFL costs about a quarter of a standard engine, by the same list"),
  },
  options: Options,
  isYearly: false,
  radius: () => "host",
  hasSpares: ({ spares }) => spares,
  unitsOn: (host, load, options) => {
    if (host.architecture !== "s390x") return { units: 0, why: "no machine of the z family" };
    return engineRule.unitsOn(host, load, options);
  },
});
