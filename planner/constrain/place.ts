/**
 * Places that pin and ban name: a whole target ("vsphere-8@r740") or one host of it ("vsphere-8@r740/3"). Compiled, a
 * place is a set of types and a set of numbered hosts; a place that is no known target stands for nothing.
 */
import type { Board, NamedHost } from "../pack/index.ts";

/** A place split into its target and, for a single host, the 1-based number. */
export interface Place {
  readonly target: string;
  readonly number?: number;
}

const HOST = /^(.+)\/([1-9][0-9]*)$/;

/** Read a place; a known target id is one even where it ends like a host. */
export function placeOf(text: string, targets: readonly string[]): Place {
  const host = targets.includes(text) ? null : HOST.exec(text);
  return host === null ? { target: text } : { target: host[1]!, number: Number(host[2]) };
}

/** Places over type indices. */
export interface CompiledPlaces {
  readonly hosts: readonly NamedHost[];
  /** Is the bin one of the places? */
  readonly include: (board: Board, bin: number) => boolean;
}

/** Compile places against target ids in type order. */
export function compilePlaces(places: readonly string[], types: readonly string[]): CompiledPlaces {
  const wholeTypes = new Set<number>();
  const numbers = new Map<number, Set<number>>();
  for (const text of places) {
    const { target, number } = placeOf(text, types);
    const type = types.indexOf(target);
    if (type < 0) continue;
    if (number === undefined) wholeTypes.add(type);
    else numbers.set(type, (numbers.get(type) ?? new Set()).add(number));
  }
  const hosts = [...numbers].flatMap(([type, of]) => [...of].map((number) => ({ type, number })));
  return {
    hosts: hosts.toSorted((a, b) => a.type - b.type || a.number - b.number),
    include(board, bin) {
      const type = board.typeOf(bin);
      return wholeTypes.has(type) || (numbers.get(type)?.has(board.numberOf(bin)) ?? false);
    },
  };
}
