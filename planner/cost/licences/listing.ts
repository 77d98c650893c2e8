/** The licence rules as data for readers: what is counted, how, by which figures, and which options a request may give. */
import { z } from "zod";
import { sourceText } from "#models/fact.ts";
import { LICENCE_RULES } from "./registry.ts";

/** A licence rule as it is listed. */
export const LicenceRuleListing = z
  .strictObject({
    /** What a request names as `product`. */
    id: z.string(),
    title: z.string(),
    /** What is counted, singular. */
    unit: z.string(),
    rule: z.string(),
    /** Is its price due every year unless somebody says otherwise? */
    isYearly: z.boolean(),
    /** Hypervisor whose hosts alone need it. */
    hypervisor: z.string().optional(),
    facts: z.array(
      z.strictObject({
        id: z.string(),
        value: z.union([z.number(), z.string(), z.boolean()]),
        unit: z.string(),
        source: z.string(),
        note: z.string().optional(),
      }),
    ),
    /** JSON Schema of the options. */
    options: z.unknown(),
  })
  .meta({ id: "LicenceRule" });
export type LicenceRuleListing = z.infer<typeof LicenceRuleListing>;

/** Every licence rule of the product, in the order of docs/LICENCES.md. */
export const licenceRuleListings = (): readonly LicenceRuleListing[] =>
  LICENCE_RULES.map(({ id, title, unit, rule, isYearly, hypervisor, facts, options }) => ({
    id,
    title,
    unit,
    rule,
    isYearly,
    ...(hypervisor === undefined ? {} : { hypervisor }),
    facts: Object.entries(facts).map(([key, fact]) => ({
      id: key,
      value: fact.value,
      unit: fact.unit,
      source: sourceText(fact.source),
      ...(fact.note === undefined ? {} : { note: fact.note }),
    })),
    options: z.toJSONSchema(options, { io: "input", unrepresentable: "any" }),
  }));
