/**
 * Rules that keep counts: told of every item that joins or leaves a bin, they answer in a step or two however large they
 * are. Asked of a board that never told it anything, such a rule counts the board first, so its answer is right anywhere.
 */
import type { Board, HostRule, NamedHost, PackRule } from "../pack/index.ts";

/** Counts that serve one board. */
export interface Kept {
  /** May the item, which is nowhere, join the bin? */
  allows(item: number, bin: number): boolean;
  placed(item: number, bin: number): void;
  removed(item: number, bin: number): void;
}

type Plain = Pick<PackRule, "id" | "kind" | "items" | "counts" | "isUrgent">;

/** A rule whose items must keep to some places, for the packer's choice of host numbers. */
export interface Places {
  readonly hosts: readonly NamedHost[];
  /** True: its items may stand on the named places only. */
  readonly isExclusive: boolean;
}

/** Say which host numbers matter to the rule; a rule for which none does stays as it is. */
export function naming<R extends PackRule>(rule: R, { hosts, isExclusive }: Places): R | (R & HostRule) {
  return hosts.length === 0 ? rule : { ...rule, hosts, isExclusive };
}

/** A counting rule. @param keep makes counts, all 0, for a board */
export function counting(rule: Plain, places: Places, keep: (board: Board) => Kept): PackRule {
  const serve = (board: Board): PackRule => {
    const kept = keep(board);
    return naming(
      {
        ...rule,
        allows(of: Board, item: number, bin: number) {
          const home = of.binOf(item);
          if (home < 0) return kept.allows(item, bin);
          kept.removed(item, home);
          const isAllowed = kept.allows(item, bin);
          kept.placed(item, home);
          return isAllowed;
        },
        placed: (item: number, bin: number) => kept.placed(item, bin),
        removed: (item: number, bin: number) => kept.removed(item, bin),
        fresh: serve,
      },
      places,
    );
  };
  return naming(
    {
      ...rule,
      allows(board: Board, item: number, bin: number) {
        const kept = keep(board);
        for (const other of rule.items) {
          const at = board.binOf(other);
          if (other !== item && at >= 0) kept.placed(other, at);
        }
        return kept.allows(item, bin);
      },
      fresh: serve,
    },
    places,
  );
}

/** Counts by a number (a bin, a rack); nought is not kept, so `size` counts those with any. */
export class Tally extends Map<number, number> {
  of(key: number): number {
    return this.get(key) ?? 0;
  }
  add(key: number, by: 1 | -1): void {
    const sum = this.of(key) + by;
    if (sum === 0) this.delete(key);
    else this.set(key, sum);
  }
}
