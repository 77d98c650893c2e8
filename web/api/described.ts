/** Which operation of the description an address is: where literal and variable parts both fit, the literal one. */
import { openApi } from "./openapi.ts";

type Items = NonNullable<ReturnType<typeof openApi>["paths"]>;

/** An address of the description. */
export interface Described {
  /** As the description has it: "/api/v1/plans/{id}". */
  readonly address: string;
  readonly item: Items[string];
}

interface Pattern extends Described {
  readonly pattern: RegExp;
  readonly variables: number;
}

let patterns: readonly Pattern[] | undefined;

const patternOf = (address: string): RegExp =>
  new RegExp(`^${address.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}/?$`, "i");

function all(): readonly Pattern[] {
  patterns ??= Object.entries(openApi().paths ?? {})
    .map(([address, item]) => ({
      address,
      item,
      pattern: patternOf(address),
      variables: address.split("{").length - 1,
    }))
    .toSorted((a, b) => a.variables - b.variables);
  return patterns;
}

/** @param path without query; undefined where it is not described */
export const describedAt = (path: string): Described | undefined => all().find(({ pattern }) => pattern.test(path));
