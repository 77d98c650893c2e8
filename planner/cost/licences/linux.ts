/**
 * Subscriptions of Red Hat and SUSE: by pairs of sockets, by pairs of guests wherever they stand, or by host for any
 * number of guests; and as they were sold in 2006 and 2009. Leaves out: add-ons, levels of support.
 */
import { z } from "zod";
import { type Facts, fact, numberOf, recalled, seen } from "#models/fact.ts";
import type { CountLine, HostShape } from "./input.ts";
import { sparesOption } from "./options.ts";
import { type LicenceRule, type RuleStatement, licenceRule } from "./rule.ts";
import { told } from "./words.ts";

const None = z.strictObject({});
const Spares = z.strictObject({ spares: sparesOption(true) });

const yearly = { isYearly: true, radius: () => "host" as const };

/** A part of a subscription over all hosts counts whole. */
function rounding(sum: number): readonly CountLine[] {
  const open = Math.ceil(sum) - sum;
  return open === 0 ? [] : [{ scope: "all", units: open, why: "a part of a subscription counts whole" }];
}

const pairs = ({ sockets }: HostShape, per: number) => ({
  units: Math.ceil(sockets / per),
  why: `${told(sockets, "socket")}, ${per} per subscription`,
});

type Sold = Pick<RuleStatement<Record<string, never>>, "id" | "title" | "rule" | "facts">;

/** So many guests wherever they stand, or so many sockets of a server that is not partitioned. */
const byGuests = (sold: Sold): LicenceRule =>
  licenceRule({
    ...yearly,
    ...sold,
    unit: "subscription",
    options: None,
    hasSpares: () => false,
    unitsOn: (host, { guests }) => {
      if (!host.isPartitioned) return pairs(host, numberOf(sold.facts, "sockets.perSubscription"));
      const per = numberOf(sold.facts, "guests.perSubscription");
      return { units: guests / per, why: `${told(guests, "guest")}, ${per} per subscription` };
    },
    onWhole: rounding,
  });

/** So many sockets of every host, for any number of guests. */
const byHost = (sold: Sold): LicenceRule =>
  licenceRule({
    ...yearly,
    ...sold,
    unit: "subscription",
    options: Spares,
    hasSpares: ({ spares }) => spares,
    unitsOn: (host) => pairs(host, numberOf(sold.facts, "sockets.perSubscription")),
  });

const PAIR: Facts = { "sockets.perSubscription": fact(2, "sockets", seen("RHEL-PAIR")) };
const rhel2009 = (guests: number): Facts => ({
  "guests.perSubscription": fact(guests, "guests", seen("RHEL-2009")),
  "sockets.perSubscription": fact(2, "sockets", seen("RHEL-2009"), "Advanced Platform knew no limit of sockets"),
});

export const RHEL_SERVER = byGuests({
  id: "rhel-server",
  title: "Red Hat Enterprise Linux Server",
  rule: "One subscription for two guests, or for a pair of sockets of a server that is not partitioned; stackable.",
  facts: { ...PAIR, "guests.perSubscription": fact(2, "guests", seen("RHEL-PAIR"), "not bound to one host: recalled") },
});
export const RHEL_DATACENTER = byHost({
  id: "rhel-virtual-datacenters",
  title: "Red Hat Enterprise Linux for Virtual Datacenters",
  rule: "One subscription for every pair of sockets of a host, for any number of guests.",
  facts: PAIR,
});
export const RHEL_2009_SERVER = byGuests({
  id: "rhel-2009-server",
  title: "Red Hat Enterprise Linux 5 Server (2009), 4 guests",
  rule: "One subscription for four guests, or for two sockets of a server that is not partitioned.",
  facts: rhel2009(4),
});
export const RHEL_2009_ADVANCED: LicenceRule = licenceRule({
  ...yearly,
  id: "rhel-2009-advanced-platform",
  title: "Red Hat Enterprise Linux 5 Advanced Platform (2009), 10 guests",
  rule: "One subscription for ten guests, or for a server that is not partitioned, whatever its sockets.",
  facts: rhel2009(10),
  unit: "subscription",
  options: None,
  hasSpares: () => false,
  unitsOn: ({ isPartitioned }, { guests }) => {
    const per = numberOf(rhel2009(10), "guests.perSubscription");
    return isPartitioned
      ? { units: guests / per, why: `${told(guests, "guest")}, ${per} per subscription` }
      : { units: 1, why: "one server, any number of sockets" };
  },
  onWhole: rounding,
});

const SLES_TODAY: Facts = {
  "sockets.perSubscription": fact(2, "sockets", recalled("sure")),
  "guests.perSubscription": fact(2, "guests", recalled("sure")),
};
export const SLES = byGuests({
  id: "sles",
  title: "SUSE Linux Enterprise Server, 1-2 sockets or 1-2 guests",
  rule: "One subscription for two guests, or for two sockets of a server that is not partitioned.",
  facts: SLES_TODAY,
});
export const SLES_UNLIMITED = byHost({
  id: "sles-unlimited",
  title: "SUSE Linux Enterprise Server, unlimited guests",
  rule: "One subscription for every two sockets of a host, for any number of guests.",
  facts: SLES_TODAY,
});

/** As sold from 2006 to 2012: a server of x86 with all its guests; sockets of Itanium and Power; engines of z. */
export const SLES_2006: LicenceRule = licenceRule({
  ...yearly,
  id: "sles-2006",
  title: "SUSE Linux Enterprise Server (2006 to 2012)",
  unit: "subscription",
  rule: "One subscription covers an x86 server with all its guests; Itanium and Power are counted by socket, z by engine.",
  facts: {
    "x86.perServer": fact(1, "subscriptions", seen("SLES-POL")),
    "other.perSocket": fact(1, "subscriptions", seen("SLES-POL"), "Itanium and Power"),
    "z.perEngine": fact(1, "subscriptions", seen("SLES-POL")),
  },
  options: Spares,
  hasSpares: ({ spares }) => spares,
  unitsOn: ({ architecture, sockets, innerCores }) => {
    if (architecture === "s390x") return { units: innerCores, why: told(innerCores, "engine") };
    const isX86 = architecture === "x86-32" || architecture === "x86-64";
    return isX86 ? { units: 1, why: "one x86 server" } : { units: sockets, why: told(sockets, "socket") };
  },
});
