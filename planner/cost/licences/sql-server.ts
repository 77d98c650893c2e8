/**
 * SQL Server 2022 and 2025 by core: the virtual cores of each guest, or all cores of a host for any number of guests. By
 * guest it needs Software Assurance or a subscription since 2022. Leaves out: server and access licences, passive nodes.
 */
import { z } from "zod";
import { type Facts, fact, numberOf, seen } from "#models/fact.ts";
import type { HostShape } from "./input.ts";
import { sparesOption } from "./options.ts";
import { type LicenceRule, licenceRule } from "./rule.ts";
import { told } from "./words.ts";

const FACTS: Facts = {
  "cores.perGuest.least": fact(4, "virtual cores", seen("SQL-CORE")),
  "cores.perSocket.least": fact(4, "cores", seen("SQL-CORE")),
  "cores.perServer": fact(
    "no floor per server",
    "",
    seen("SQL-CORE"),
    "one seller claims 16; the others contradict it",
  ),
};

/** All cores of a host with the floor per processor. */
function allCores({ sockets, coresPerSocket }: HostShape) {
  const least = numberOf(FACTS, "cores.perSocket.least");
  const each = Math.max(least, coresPerSocket);
  return { units: sockets * each, why: `${sockets} × ${coresPerSocket} cores, at least ${least} per processor` };
}

const perGuest = (id: string, edition: string): LicenceRule =>
  licenceRule({
    id,
    title: `SQL Server ${edition} by virtual core`,
    unit: "core",
    rule: "Virtual cores of each guest, at least 4; a server that is not partitioned is counted by its cores, at least 4 per processor.",
    facts: FACTS,
    options: z.strictObject({}),
    isYearly: false,
    radius: () => "host",
    hasSpares: () => false,
    sizeOf: ({ vcpus }) => Math.max(numberOf(FACTS, "cores.perGuest.least"), vcpus),
    unitsOn: (host, load) => {
      if (!host.isPartitioned) return allCores(host);
      const least = numberOf(FACTS, "cores.perGuest.least");
      return { units: load.size, why: `virtual cores of ${told(load.guests, "guest")}, at least ${least} each` };
    },
  });

/** By guest; the editions are counted alike and priced apart. */
export const SQL_STANDARD_PER_VM = perGuest("sql-server-standard-per-vm", "Standard");
export const SQL_ENTERPRISE_PER_VM = perGuest("sql-server-enterprise-per-vm", "Enterprise");

/** All cores of the host; with Software Assurance for any number of guests. */
export const SQL_ENTERPRISE_PER_HOST: LicenceRule = licenceRule({
  id: "sql-server-enterprise-per-host",
  title: "SQL Server Enterprise by host",
  unit: "core",
  rule: "All physical cores of a host, at least 4 per processor; with Software Assurance for any number of guests.",
  facts: FACTS,
  options: z.strictObject({ spares: sparesOption(true) }),
  isYearly: false,
  radius: () => "host",
  hasSpares: ({ spares }) => spares,
  unitsOn: (host) => allCores(host),
});
