/**
 * Use of hosts kept up to date while packing, for reserves that capacities cannot express: on single hosts, of some
 * workloads only, or across hosts as one. Single hosts are summed in the problem's whole numbers; across types, in cores
 * or MiB.
 */
import type { Board } from "../pack/index.ts";
import { AMOUNT_SLACK, type TypeAmount, usable } from "./amounts.ts";
import type { CompiledPlaces } from "./place.ts";
import { hostsIn } from "./stock.ts";

interface Keep {
  readonly percent: number;
  /** Cores or MiB. */
  readonly amount: number;
}

interface Where {
  readonly board: Board;
  readonly places: CompiledPlaces;
  /** [type] */
  readonly stock: readonly number[];
}

/** Use of one resource, and whether an item still leaves the reserve free. */
export interface Sum {
  hasRoom(item: number, bin: number): boolean;
  add(item: number, bin: number, by: 1 | -1): void;
}

/** Use of single hosts, slot by slot. O(slots) per step */
export function sumsByHost({ board, places }: Where, types: readonly TypeAmount[], keep: Keep): Sum {
  const used = new Map<number, Float64Array>();
  return {
    hasRoom(item, bin) {
      const { capacity, rows, width, at, slots, perUnit } = types[board.typeOf(bin)]!;
      if (capacity === Infinity || !places.include(board, bin)) return true;
      const most = usable(capacity, { percent: keep.percent, amount: keep.amount * perUnit }) + AMOUNT_SLACK;
      const own = used.get(bin);
      const from = item * width + at;
      for (let s = 0; s < slots; s++) if ((own?.[s] ?? 0) + rows[from + s]! > most) return false;
      return true;
    },
    add(item, bin, by) {
      const { rows, width, at, slots } = types[board.typeOf(bin)]!;
      const own = used.get(bin) ?? new Float64Array(slots);
      for (let s = 0; s < slots; s++) own[s]! += by * rows[item * width + at + s]!;
      used.set(bin, own);
    },
  };
}

/** Use across all hosts of the places, against what they offer together whether they are used or not. */
export function sumAcross({ board, places, stock }: Where, types: readonly TypeAmount[], keep: Keep): Sum {
  const whole = types.reduce((sum, type, t) => {
    const hosts = hostsIn(places.runs[t] ?? [], stock[t] ?? 0);
    return sum + (hosts === 0 ? 0 : (hosts * type.capacity) / type.perUnit);
  }, 0);
  const most = whole === Infinity ? Infinity : usable(whole, keep) + AMOUNT_SLACK;
  const used = new Float64Array(types.reduce((top, type) => Math.max(top, type.slots), 1));
  return {
    hasRoom(item, bin) {
      if (!places.include(board, bin)) return true;
      const { rows, width, at, slots, perUnit } = types[board.typeOf(bin)]!;
      for (let s = 0; s < slots; s++) if (used[s]! + rows[item * width + at + s]! / perUnit > most) return false;
      return true;
    },
    add(item, bin, by) {
      if (!places.include(board, bin)) return;
      const { rows, width, at, slots, perUnit } = types[board.typeOf(bin)]!;
      for (let s = 0; s < slots; s++) used[s]! += (by * rows[item * width + at + s]!) / perUnit;
    },
  };
}
