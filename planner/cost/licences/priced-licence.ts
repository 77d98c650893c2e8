/**
 * The plain licences of a request, priced per host, core or socket by the user: each host that holds one of the workloads
 * needs one, whatever the number of them. Told as rules, so that they are counted and packed like products.
 */
import { z } from "zod";
import type { Licence } from "../../contract/index.ts";
import type { UnitPrice } from "./price.ts";
import { type LicenceRule, licenceRule } from "./rule.ts";

const NoOptions = z.strictObject({});
const PLAIN = {
  facts: {},
  options: NoOptions,
  isYearly: false,
  radius: () => "host" as const,
  hasSpares: () => false,
};

const PER_HOST: LicenceRule = licenceRule({
  ...PLAIN,
  id: "per-host",
  title: "Licence per host",
  unit: "host",
  rule: "One for each host that holds any of the workloads.",
  unitsOn: (_host, { guests }) => ({ units: 1, why: `holds ${guests} of the workloads` }),
});
const PER_CORE: LicenceRule = licenceRule({
  ...PLAIN,
  id: "per-core",
  title: "Licence per core of a host",
  unit: "core",
  rule: "Every core of each host that holds any of the workloads.",
  unitsOn: ({ cores }, { guests }) => ({ units: cores, why: `${cores} cores; holds ${guests} of the workloads` }),
});
const PER_SOCKET: LicenceRule = licenceRule({
  ...PLAIN,
  id: "per-socket",
  title: "Licence per socket of a host",
  unit: "socket",
  rule: "Every socket of each host that holds any of the workloads.",
  unitsOn: ({ sockets }, { guests }) => ({
    units: sockets,
    why: `${sockets} sockets; holds ${guests} of the workloads`,
  }),
});

/** The rule that a plain licence is counted by. */
export function plainRule({ perCore, perSocket }: Licence): LicenceRule {
  if (perCore !== undefined) return PER_CORE;
  return perSocket === undefined ? PER_HOST : PER_SOCKET;
}

/** Its price per unit of that rule. */
export function plainPrice(licence: Licence, currency: string): UnitPrice {
  const each = licence.perHost ?? licence.perCore ?? licence.perSocket ?? 0;
  return { each, currency, asOf: "request", isYearly: licence.isYearly, supportPercent: 0, source: "the request" };
}
