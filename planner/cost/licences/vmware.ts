/**
 * VMware's hypervisors, counted on the hosts that run them: Infrastructure 3 by two processors, vSphere 4 to 8 by
 * processor (a second licence above 32 cores since April 2020), Cloud Foundation and vSphere Foundation by core with a
 * floor. Leaves out: memory entitlements of vSphere 5.0, storage beyond what is included, management servers.
 */
import { z } from "zod";
import { type Facts, fact, numberOf, recalled, seen } from "#models/fact.ts";
import type { CountLine } from "./input.ts";
import { sparesOption } from "./options.ts";
import { type LicenceRule, type RuleStatement, licenceRule } from "./rule.ts";
import { told } from "./words.ts";

const Options = z.strictObject({ spares: sparesOption(true) });
const CoreOptions = Options.extend({
  /** Least order in cores, where the contract has one; false = none. */
  minimumOrder: z.union([z.literal(false), z.literal(true), z.int().min(1).max(1e6)]).default(false),
});
type CoreOptions = z.infer<typeof CoreOptions>;

const VI3: Facts = {
  "sockets.perLicence": fact(2, "processors", seen("VI3-SOCKETS"), "cores do not matter; support is mandatory"),
};
const VSPHERE: Facts = {
  "cores.perLicence": fact(32, "cores", seen("VSP-32"), "of one processor, since April 2020"),
};
const CORES: Facts = {
  "cores.perSocket.least": fact(16, "cores", seen("VCF-CORE"), "hyper-threads do not count"),
  "cores.perOrder.least": fact(
    72,
    "cores",
    seen("VCF-72"),
    "one source has it in force since 10 April 2025, another withdrawn: off unless the option asks for it",
  ),
};

const onHosts = {
  isYearly: false,
  radius: () => "host" as const,
  hasSpares: ({ spares }: { readonly spares: boolean }) => spares,
};

const vi3 = (id: string, edition: string): LicenceRule =>
  licenceRule({
    ...onHosts,
    id,
    title: `VMware Infrastructure 3 ${edition}`,
    unit: "licence for 2 processors",
    rule: "One licence for every two physical processors of a host, whatever their cores.",
    facts: VI3,
    options: Options,
    hypervisor: "vi3",
    unitsOn: ({ sockets }) => {
      const per = numberOf(VI3, "sockets.perLicence");
      return { units: Math.ceil(sockets / per), why: `${told(sockets, "processor")}, ${per} per licence` };
    },
  });

/** Infrastructure 3 by edition: counted alike, priced apart. */
export const VI3_ENTERPRISE = vi3("vmware-vi3-enterprise", "Enterprise");
export const VI3_STANDARD = vi3("vmware-vi3-standard", "Standard");
export const VI3_STARTER = vi3("vmware-vi3-starter", "Starter");

/** One licence per processor; above 32 cores one more for every further 32. */
export const VSPHERE_PERPETUAL: LicenceRule = licenceRule({
  ...onHosts,
  id: "vmware-vsphere-perpetual",
  title: "VMware vSphere 4 to 8, perpetual",
  unit: "processor licence",
  rule: "One licence for every processor of a host, one more for every further 32 cores of it.",
  facts: {
    ...VSPHERE,
    "vram.pool": fact("vSphere 5.0 limited the memory of guests by licence", "", recalled("fairly"), "not counted"),
  },
  options: Options.extend({
    /** Licences bought before April 2020 know no limit of cores. */
    isBefore2020: z.boolean().default(false),
  }),
  hypervisor: "vsphere",
  unitsOn: ({ sockets, coresPerSocket }, _load, { isBefore2020 }) => {
    const per = numberOf(VSPHERE, "cores.perLicence");
    const each = isBefore2020 ? 1 : Math.ceil(coresPerSocket / per);
    return {
      units: sockets * each,
      why: `${told(sockets, "processor")} of ${coresPerSocket} cores, ${told(each, "licence")} each`,
    };
  },
});

/** The least order above what is counted, or a line that says why it is not counted. */
function leastOrder(sum: number, { minimumOrder }: CoreOptions): readonly CountLine[] {
  const least = numberOf(CORES, "cores.perOrder.least");
  if (minimumOrder === false) {
    const why = `a least order of ${least} cores is not counted: sources disagree whether it stands (option minimumOrder)`;
    return sum >= least ? [] : [{ scope: "order", units: 0, why }];
  }
  const asked = minimumOrder === true ? least : minimumOrder;
  return sum >= asked ? [] : [{ scope: "order", units: asked - sum, why: `least order of ${asked} cores` }];
}

const byCore = (it: Pick<RuleStatement<CoreOptions>, "id" | "title">): LicenceRule =>
  licenceRule({
    ...onHosts,
    ...it,
    unit: "core",
    rule: "Every physical core of a host, at least 16 per processor; a subscription.",
    facts: CORES,
    options: CoreOptions,
    isYearly: true,
    hypervisor: "vsphere",
    unitsOn: ({ sockets, coresPerSocket }) => {
      const least = numberOf(CORES, "cores.perSocket.least");
      const each = Math.max(least, coresPerSocket);
      const floor = each > coresPerSocket ? `, at least ${least} each` : "";
      return { units: sockets * each, why: `${told(sockets, "processor")} of ${coresPerSocket} cores${floor}` };
    },
    onWhole: leastOrder,
  });

/** Cores with a floor of 16 per processor. */
export const VCF = byCore({ id: "vmware-cloud-foundation", title: "VMware Cloud Foundation" });
/** Counted like Cloud Foundation. */
export const VVF = byCore({ id: "vmware-vsphere-foundation", title: "VMware vSphere Foundation" });
