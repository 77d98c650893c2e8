/**
 * Windows Server 2003 R2: Standard for one running guest, Enterprise for up to four on one server and stackable,
 * Datacenter per processor for any number. A licence stays with its server for 90 days, so guests that move need the most
 * that may ever run there on every server. Leaves out: client access licences.
 */
import { z } from "zod";
import { type Facts, fact, numberOf, recalled, seen } from "#models/fact.ts";
import { MOBILITY, sparesOption } from "./options.ts";
import { type LicenceRule, licenceRule } from "./rule.ts";
import { told } from "./words.ts";

const Options = z.strictObject({ mobility: MOBILITY, spares: sparesOption(true) });
const StandardOptions = Options.extend({
  /** Does the host itself run Windows, and needs a licence beside its guests'? */
  isHostWindows: z.boolean().default(false),
});

const MOVES: Facts = {
  "reassign.days": fact(90, "days", seen("MS-90"), "still the base rule without mobility rights, recalled"),
};
const ENTERPRISE: Facts = {
  "guests.perLicence": fact(
    4,
    "running guests",
    seen("W2003-SVM, W2003-FAQ, W2003-DIR"),
    "beside the host's own system",
  ),
  ...MOVES,
};
const STANDARD: Facts = { "guests.perLicence": fact(1, "running guests", seen("W2003-DIR")), ...MOVES };
const DATACENTER: Facts = {
  "licences.perSocket": fact(1, "licences", seen("W2003-DIR, W2003-TR"), "any number of guests"),
  "reassign.days": fact(
    90,
    "days",
    recalled("fairly"),
    "a server licensed by processors needs no more when guests come",
  ),
};

const guests = (n: number) => told(n, "running guest");

/** One licence for the host's system and up to four running guests; stackable. */
export const WINDOWS_2003_R2_ENTERPRISE: LicenceRule = licenceRule({
  id: "windows-2003-r2-enterprise",
  title: "Windows Server 2003 R2 Enterprise",
  unit: "licence",
  rule: "One licence covers the host and up to four running guests on that server; more licences add four each.",
  facts: ENTERPRISE,
  options: Options,
  isYearly: false,
  radius: ({ mobility }) => (mobility === "moves" ? "reach" : "host"),
  hasSpares: ({ spares }) => spares,
  unitsOn: (_host, load) => {
    const per = numberOf(ENTERPRISE, "guests.perLicence");
    return { units: Math.ceil(load.guests / per), why: `${guests(load.guests)}, ${per} per licence` };
  },
});

/** One licence for each running guest, and one for the host where it runs Windows. */
export const WINDOWS_2003_R2_STANDARD: LicenceRule = licenceRule({
  id: "windows-2003-r2-standard",
  title: "Windows Server 2003 R2 Standard",
  unit: "licence",
  rule: "One licence for each running guest; the host's own system needs one more.",
  facts: STANDARD,
  options: StandardOptions,
  isYearly: false,
  radius: ({ mobility }) => (mobility === "moves" ? "reach" : "host"),
  hasSpares: ({ spares }) => spares,
  unitsOn: (host, load, { isHostWindows }) => {
    const own = isHostWindows && host.isPartitioned ? 1 : 0;
    return { units: load.guests + own, why: own === 1 ? `${guests(load.guests)} and the host` : guests(load.guests) };
  },
});

/** One licence for each processor of the server, whatever runs there. */
export const WINDOWS_2003_R2_DATACENTER: LicenceRule = licenceRule({
  id: "windows-2003-r2-datacenter",
  title: "Windows Server 2003 R2 Datacenter",
  unit: "processor",
  rule: "Every physical processor of a server is licensed; any number of guests may run.",
  facts: DATACENTER,
  options: Options,
  isYearly: false,
  radius: ({ mobility }) => (mobility === "moves" ? "reach" : "host"),
  hasSpares: ({ spares }) => spares,
  unitsOn: (host) => ({ units: host.sockets, why: told(host.sockets, "processor") }),
});
