/**
 * pin (Root, must-run-on): each of these workloads is fixed to the places, one host as a rule. With several places it says
 * the same as a fence; only a pin to one host says that it is not to move.
 */
import type { Rule } from "../contract/index.ts";
import type { Constraint } from "./constraint.ts";
import { compileFence, outside } from "./fence.ts";

type Pin = Extract<Rule, { kind: "pin" }>;

export const pin: Constraint<Pin> = { kind: "pin", compile: compileFence, violations: outside };
