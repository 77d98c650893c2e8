/** Words for the room: stages of power, limits, inlet classes, what proves the least number of racks. */
import type { PlanRoom } from "../contract/index.ts";

/** A stage of the chain of power. */
export const STAGE_WORDS: Readonly<Record<PlanRoom["chain"][number]["stage"], string>> = {
  it: "Hosts",
  pdu: "Losses of PDUs",
  ups: "Losses of the UPS",
  cooling: "Cooling",
  other: "Other",
  facility: "Facility",
};

/** What a place ran out of. */
export const LIMIT_WORDS: Readonly<Record<PlanRoom["unracked"][number]["limits"][number]["limit"], string>> = {
  units: "units of a rack",
  feed: "feed of a rack",
  weight: "weight in a rack",
  heat: "heat of a rack",
  racks: "number of racks",
  cooling: "cooling of the room",
  floor: "heat per floor",
};

/** Inlet classes by their letter, recommended ranges by what they are. */
export function inletName(name: string): string {
  if (name === "recommended") return "the recommended range";
  if (!name.includes("recommended")) return `class ${name}`;
  return `the recommended range of ${name.replace(/-?recommended-?/, "")}`;
}

/** What a sum over the racks is a sum of. */
const SUMS: Readonly<Record<string, string>> = { floor: "heat per floor", units: "rack units" };

/** What proves the least number of racks. */
export function proofText(kind: string): string {
  const [proof = "", resource = "demand"] = kind.split(" ");
  const what = SUMS[resource] ?? resource;
  switch (proof) {
    case "named":
      return "by the racks that the request names";
    case "columns":
      return "by proved prices of the hosts";
    case "continuous":
      return `by the sum of ${what}`;
    case "count":
      return `by how many of them a rack can take in ${what}`;
    case "pairwise":
      return `because so many are too large in ${what} to share a rack`;
    default:
      return `by ${kind}`;
  }
}
