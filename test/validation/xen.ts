/**
 * Xen's schedulers against published and computed shares: G2 fluid shares over a minute, G3 where credit misses its
 * weights, G4 the paper's weights under BVT.
 */
import type { AnySchedulerKit } from "#models/hypervisor/cpu/index.ts";
import { BVT, type BvtTerms } from "#models/xen/bvt.ts";
import { CREDIT_303, CREDIT_304, CREDIT_40, CREDIT_41, CREDIT_42, type CreditRules } from "#models/xen/credit-rules.ts";
import { creditKit } from "#models/xen/credit.ts";
import { CREDIT2 } from "#models/xen/credit2-kit.ts";
import { type MeasuredRow, measuredRows, numberIn, textOf } from "../support/measurements.ts";
import { type TestGuest, runHost } from "../support/saturated-host.ts";
import type { Check } from "./check.ts";

const COMPUTED = "fluid rule, computed";
const CONVERGENCE = "credit1-convergence.csv (computed from the published rules, not measured)";
const PAPER = "Barham et al., SOSP 2003";

const vm = <Terms>(terms: Terms): TestGuest<Terms> => ({ terms, vcpus: 1 });
const credit = (weight: number) => vm({ weight, capPercent: 0 });

/** The largest distance of any VM's share from its fluid share, as a part of the host, after a minute. */
function apart(kit: AnySchedulerKit, cpus: number, guests: readonly TestGuest<unknown>[]): number {
  const { shares } = runHost(kit, { cpus, guests, seconds: 60 });
  const fluid = kit.fluid.shares(
    cpus,
    guests.map(({ terms, vcpus }) => ({ terms, vcpus, demandCpus: vcpus })),
  );
  return Math.max(...shares.map((share, i) => Math.abs(share - (fluid[i] ?? 0)) / cpus));
}

const fluidCheck = (what: string, ours: number): Check => ({
  gate: "G2",
  what: `${what}: largest distance from the fluid share after 60 s`,
  source: COMPUTED,
  published: 0,
  ours: 100 * ours,
  unit: "% of the host",
  tolerance: 0.5,
  toleranceKind: "absolute",
  gates: true,
});

const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8];
/** Advances whose inverses are as 1 to 8: the least common multiple of 1 … 8 is 840. */
const advances = EIGHT.map((weight) => vm<BvtTerms>({ mcuAdvance: 840 / weight }));

function fluidChecks(): readonly Check[] {
  const rules = [CREDIT_303, CREDIT_304, CREDIT_40, CREDIT_41, CREDIT_42];
  return [
    fluidCheck("BVT, weights 1 to 8 on one CPU", apart(BVT, 1, advances)),
    fluidCheck("BVT, weights 1 to 8 on two CPUs", apart(BVT, 2, advances)),
    fluidCheck(
      "credit2, weights 1 to 8 on one CPU",
      apart(
        CREDIT2,
        1,
        EIGHT.map((weight) => credit(256 * weight)),
      ),
    ),
    fluidCheck(
      "credit2, fifteen of 256 and one of 2048 on one CPU",
      apart(CREDIT2, 1, [...Array.from({ length: 15 }, () => credit(256)), credit(2048)]),
    ),
    ...rules.map((one) =>
      fluidCheck(
        `${one.title}, 256, 256, 512 on one CPU`,
        apart(creditKit(one), 1, [credit(256), credit(256), credit(512)]),
      ),
    ),
  ];
}

/** Weights of a row: "256 256 512", "7 x 256 + 512", "8 x 256", "256 x (1..8)". */
function weightsOf(text: string): readonly number[] {
  if (text.includes("(1..8)")) return EIGHT.map((weight) => 256 * weight);
  const [, times, weight] = /^(\d) x (\d+)/.exec(text) ?? [];
  if (times === undefined) return text.split(" ").map(Number);
  const equal = Array.from({ length: Number(times) }, () => Number(weight));
  return text.includes("+") ? [...equal, Number(text.split("+ ")[1])] : equal;
}

function convergenceChecks(row: MeasuredRow): readonly Check[] {
  const clip = textOf(row, "clip");
  if (clip !== "zero" && clip !== "half" && clip !== "none") return [];
  // To 4.0 the clip is zero, from 4.1 half; without the clip it is no release.
  const rules: CreditRules = { ...(clip === "zero" ? CREDIT_40 : CREDIT_41), clip };
  const weights = weightsOf(textOf(row, "weights"));
  const { shares } = runHost(creditKit(rules), { guests: weights.map(credit), seconds: 300 });
  const at = (weight: number) => shares[weights.indexOf(weight)] ?? Number.NaN;
  const one = (which: string, ours: number): Check => ({
    gate: "G3",
    what: `credit, clip ${clip}, ${textOf(row, "weights")} on one CPU: ${which} VM's share`,
    source: CONVERGENCE,
    published: numberIn(row, `${which}_share`),
    ours,
    unit: "CPUs",
    tolerance: 0.05,
    toleranceKind: "absolute",
    gates: true,
    note: `by weight it would be ${numberIn(row, `${which}_fluid`)}`,
  });
  return [one("heaviest", at(Math.max(...weights))), one("lightest", at(Math.min(...weights)))];
}

/** G4: the shares of eight domains of weights 1 to 8 on two CPUs, each CPU's queue for itself. */
function weightChecks(): readonly Check[] {
  // Pinned so that both CPUs carry the same weight: 1 + 8 + 3 + 6 and 2 + 7 + 4 + 5.
  const order = [1, 2, 8, 7, 3, 4, 6, 5];
  const { shares } = runHost(BVT, {
    cpus: 2,
    guests: order.map((weight) => vm<BvtTerms>({ mcuAdvance: 840 / weight })),
    seconds: 60,
  });
  return order
    .map(
      (weight, i): Check => ({
        gate: "G4",
        what: `BVT, domains of weights 1 to 8 on two CPUs: share of weight ${weight}`,
        source: `${PAPER}, Fig 5 and section 4.3: within 4 % of the ideal (seen)`,
        published: (2 * weight) / 36,
        ours: shares[i] ?? Number.NaN,
        unit: "CPUs",
        tolerance: 0.04,
        toleranceKind: "relative",
        gates: true,
      }),
    )
    .toSorted((a, b) => Number(a.published) - Number(b.published));
}

/** All checks of Xen's schedulers; a second or two. */
export function checks(): readonly Check[] {
  return [...fluidChecks(), ...measuredRows("credit1-convergence.csv").flatMap(convergenceChecks), ...weightChecks()];
}
