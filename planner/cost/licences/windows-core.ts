/**
 * Windows Server 2016 to 2025: physical cores with a floor per processor and per server, Standard in sets of two guests,
 * Datacenter for any number; since late 2022 also virtual cores per guest, under a subscription or Software Assurance.
 * Hyper-threads never count. Leaves out: client access licences, Azure benefits.
 */
import { z } from "zod";
import { type Facts, fact, numberOf, recalled, seen } from "#models/fact.ts";
import type { HostShape } from "./input.ts";
import { MOBILITY, sparesOption } from "./options.ts";
import { type LicenceRule, licenceRule } from "./rule.ts";
import { told } from "./words.ts";

const Options = z.strictObject({ mobility: MOBILITY, spares: sparesOption(true) });

const CORES: Facts = {
  "cores.perSocket.least": fact(8, "cores", seen("WS-CORE")),
  "cores.perServer.least": fact(16, "cores", seen("WS-CORE")),
  "cores.perPack": fact(2, "cores", seen("WS-CORE"), "licences are sold in packs of two cores"),
  "guests.perSet": fact(2, "guests", seen("WS-CORE"), "Standard: for every full set of the server's cores"),
};
const VIRTUAL: Facts = {
  "vcpus.perGuest.least": fact(8, "virtual cores", recalled("sure")),
  "vcpus.perCustomer.least": fact(16, "virtual cores", recalled("sure")),
};

/** Cores of a server that one full set covers: the floors applied. */
function setOf(host: HostShape): { readonly cores: number; readonly why: string } {
  const each = Math.max(numberOf(CORES, "cores.perSocket.least"), host.coresPerSocket);
  const cores = Math.max(numberOf(CORES, "cores.perServer.least"), host.sockets * each, host.cores);
  const floor = cores > host.cores ? `, at least ${cores}` : "";
  return { cores, why: `${host.sockets} × ${host.coresPerSocket} cores${floor}` };
}

const packs = (cores: number) => `${cores / numberOf(CORES, "cores.perPack")} packs of 2`;

/** Every core of the server once for every two guests. */
export const WINDOWS_CORE_STANDARD: LicenceRule = licenceRule({
  id: "windows-server-standard",
  title: "Windows Server Standard 2016 to 2025, per core",
  unit: "core",
  rule: "All physical cores, at least 8 per processor and 16 per server, once for every two guests; a server that is not partitioned needs one set.",
  facts: CORES,
  options: Options,
  isYearly: false,
  radius: ({ mobility }) => (mobility === "moves" ? "reach" : "host"),
  hasSpares: ({ spares }) => spares,
  unitsOn: (host, load) => {
    const set = setOf(host);
    const sets = Math.ceil(load.guests / numberOf(CORES, "guests.perSet"));
    const units = sets * set.cores;
    return { units, why: `${set.why}; ${told(load.guests, "guest")}, ${told(sets, "set")}; ${packs(units)}` };
  },
});

/** Every core of the server once, for any number of guests. */
export const WINDOWS_CORE_DATACENTER: LicenceRule = licenceRule({
  id: "windows-server-datacenter",
  title: "Windows Server Datacenter 2016 to 2025, per core",
  unit: "core",
  rule: "All physical cores, at least 8 per processor and 16 per server; any number of guests.",
  facts: CORES,
  options: Options,
  isYearly: false,
  radius: ({ mobility }) => (mobility === "moves" ? "reach" : "host"),
  hasSpares: ({ spares }) => spares,
  unitsOn: (host) => {
    const set = setOf(host);
    return { units: set.cores, why: `${set.why}; ${packs(set.cores)}` };
  },
});

/** Virtual cores of each guest; a server that is not partitioned is counted by its cores. */
export const WINDOWS_PER_VM: LicenceRule = licenceRule({
  id: "windows-server-per-vm",
  title: "Windows Server by virtual core",
  unit: "virtual core",
  rule: "Virtual cores of each guest, at least 8 per guest and 16 per customer; needs a subscription or Software Assurance.",
  facts: { ...VIRTUAL, ...CORES },
  options: z.strictObject({}),
  isYearly: true,
  radius: () => "host",
  hasSpares: () => false,
  sizeOf: ({ vcpus }) => Math.max(numberOf(VIRTUAL, "vcpus.perGuest.least"), vcpus),
  unitsOn: (host, load) => {
    if (!host.isPartitioned) return { units: setOf(host).cores, why: `not virtual: ${setOf(host).why}` };
    const least = numberOf(VIRTUAL, "vcpus.perGuest.least");
    return { units: load.size, why: `virtual cores of ${told(load.guests, "guest")}, at least ${least} each` };
  },
  onWhole: (sum) => {
    const least = numberOf(VIRTUAL, "vcpus.perCustomer.least");
    return sum >= least ? [] : [{ scope: "all", units: least - sum, why: `at least ${least} per customer` }];
  },
});
