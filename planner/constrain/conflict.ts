/**
 * The smallest set of rules that cannot be kept at once: QuickXplain. Halves of the rules are tried against what is
 * already known to belong to the conflict, so that a conflict of k among n rules takes about k · log(n / k) trials. The
 * set found is minimal: without any one of its rules, the rest can be kept (as far as the oracle can tell).
 * Source: U. Junker, "QuickXplain: preferred explanations and relaxations for over-constrained problems", AAAI 2004.
 */

/** Can these rules be kept? "unknown" is taken for no, and told. */
export type Oracle<R> = (rules: readonly R[]) => "yes" | "no" | "unknown";

export interface Conflict<R> {
  /** In the order given; empty = it fails without any rule. */
  readonly rules: readonly R[];
  /** True: every "no" on the way was proved. */
  readonly isProved: boolean;
  /** Trials made. */
  readonly trials: number;
}

/**
 * A minimal conflict among the rules, or undefined when they can be kept, or when the trials do not suffice.
 * @param mostTrials ≥ 1; a count, so that the result does not depend on the clock
 */
export function smallestConflict<R>(
  rules: readonly R[],
  oracle: Oracle<R>,
  mostTrials: number,
): Conflict<R> | undefined {
  let trials = 0;
  let isProved = true;
  let isOver = false;
  const isKept = (some: readonly R[]): boolean => {
    if (trials >= mostTrials) isOver = true;
    if (isOver) return true;
    trials++;
    const answer = oracle(some);
    if (answer === "unknown") isProved = false;
    return answer === "yes";
  };
  /** What of `asked` a conflict needs beside `base`. @param isNew something was added to base since it was last tried */
  const needed = (base: readonly R[], isNew: boolean, asked: readonly R[]): readonly R[] => {
    if (isNew && !isKept(base)) return [];
    if (asked.length <= 1) return asked;
    const half = Math.floor(asked.length / 2);
    const [first, second] = [asked.slice(0, half), asked.slice(half)];
    const late = needed([...base, ...first], first.length > 0, second);
    const early = needed([...base, ...late], late.length > 0, first);
    return [...early, ...late];
  };
  if (isKept(rules)) return undefined;
  const found = !isKept([]) ? [] : needed([], false, rules);
  if (isOver) return undefined;
  const chosen = new Set(found);
  return { rules: rules.filter((rule) => chosen.has(rule)), isProved, trials };
}
