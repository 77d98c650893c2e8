/**
 * The waterfall of money as a picture's data: from today's total by rises and falls to the plan's. Without today it is the
 * plan's own kinds of cost, one after another, up to their sum.
 */
import type { PlanMoney } from "../contract/index.ts";
import { costStepText, withoutText } from "./money-words.ts";

export interface CostBar {
  readonly label: string;
  /** total: stands on 0 · rise, fall: from where the bar before it ended. */
  readonly kind: "total" | "rise" | "fall";
  /** Money at both ends of the bar, in the order of the story. */
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

export interface CostFigure {
  readonly currency: string;
  readonly hasToday: boolean;
  readonly bars: readonly CostBar[];
  /** What the plan's and today's totals leave out, in words; "" for nothing. */
  readonly planWithout: string;
  readonly todayWithout: string;
}

type Step = NonNullable<PlanMoney["waterfall"]>[number];

/** The plan's discounted lines summed by kind, and their total. */
function ownSteps({ after }: PlanMoney): readonly Step[] {
  const kinds = Map.groupBy(after.lines, (line) => line.kind);
  const steps = [...kinds].map(([step, lines]) => ({
    step,
    amount: lines.reduce((sum, line) => sum + line.discounted, 0),
  }));
  return [...steps, { step: "plan-total", amount: after.discounted }];
}

/** Bars of steps that change something; totals always stand. */
function barsOf(steps: readonly Step[]): readonly CostBar[] {
  let at = 0;
  return steps.flatMap(({ step, amount }): readonly CostBar[] => {
    const label = costStepText(step);
    if (step === "today-total" || step === "plan-total") {
      at = amount;
      return [{ label, kind: "total", from: 0, to: amount, amount }];
    }
    if (amount === 0) return [];
    const from = at;
    at += amount;
    return [{ label, kind: amount > 0 ? "rise" : "fall", from, to: at, amount }];
  });
}

/** The figure; undefined when there is no money or nothing costs anything. */
export function costFigure(money: PlanMoney | undefined): CostFigure | undefined {
  if (money === undefined) return undefined;
  const bars = barsOf(money.waterfall ?? ownSteps(money));
  if (bars.every(({ amount }) => amount === 0)) return undefined;
  return {
    currency: money.currency,
    hasToday: money.waterfall !== undefined,
    bars,
    planWithout: withoutText(money.after.without),
    todayWithout: withoutText(money.before?.without ?? []),
  };
}
