/** The six steps of the form, and which of them can be gone to. */

/** The steps in their order. */
export const STEPS = ["inventory", "workloads", "targets", "goals", "plan", "compare"] as const;
/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

const TITLES: Readonly<Record<Step, string>> = {
  inventory: "Inventory",
  workloads: "Workloads",
  targets: "Targets",
  goals: "Goals",
  plan: "Plan",
  compare: "Compare and export",
};

/** A step as the page shows it. */
export interface StepView {
  readonly number: number;
  readonly title: string;
  readonly isCurrent: boolean;
  readonly isDone: boolean;
  /** Absent where there is nothing to go to yet. */
  readonly href?: string;
}

/** The steps with `current` marked; earlier steps, and the last one, are links when their address is known. */
export function stepper(current: Step, addresses: Partial<Readonly<Record<Step, string>>> = {}): readonly StepView[] {
  const at = STEPS.indexOf(current);
  return STEPS.map((step, i) => {
    const href = i < at || (step === "compare" && i > at) ? addresses[step] : undefined;
    return {
      number: i + 1,
      title: TITLES[step],
      isCurrent: i === at,
      isDone: i < at,
      ...(href === undefined ? {} : { href }),
    };
  });
}

/** Addresses of the steps of one inventory; targets travel in the query. */
export function stepAddresses(
  inventoryId: string,
  targets: readonly string[] = [],
): Record<Exclude<Step, "plan" | "compare">, string> {
  const page = `/inventories/${inventoryId}`;
  const query = new URLSearchParams(targets.map((target): [string, string] => ["target", target])).toString();
  const asked = query === "" ? "" : `?${query}`;
  return {
    inventory: page,
    workloads: `${page}/workloads`,
    targets: `${page}/targets${asked}`,
    goals: `${page}/goals${asked}`,
  };
}
