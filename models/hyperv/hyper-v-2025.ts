/**
 * Microsoft Hyper-V in Windows Server 2025: a hypervisor under its own Windows, machines of generation 1 (BIOS) and 2
 * (UEFI), core scheduler. Whole and flat: every value is a claim about this release.
 */
import { assumed, recalled, seen } from "../fact.ts";
import { type GuestSupport, type Platform, withCore } from "../partitioning/index.ts";
import { HYPER_V_2025_FACTS as FACTS } from "./hyper-v-2025-facts.ts";
import { ASSISTED, hyperVLayer } from "./hyper-v-layer.ts";
import { hyperVStatements } from "./hyper-v-statements.ts";
import { HYPER_V_CPU } from "./core.ts";
import { HYPER_V_COSTS } from "./core-costs.ts";

const NOTE = "Windows Server 2008 or later, Linux, FreeBSD";

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "hvm",
    families: ["windows", "linux", "freebsd"],
    architectures: ["x86-64"],
    needsOneOf: ASSISTED,
    source: recalled("sure"),
    note: NOTE,
  },
  {
    mode: "hvm",
    families: ["windows", "linux", "freebsd"],
    architectures: ["x86-32"],
    needsOneOf: ASSISTED,
    source: recalled("sure"),
    note: "in generation 1",
  },
  {
    mode: "hvm",
    families: "any",
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: assumed("unmodified x86 systems run; this one is not on the support list"),
    note: NOTE,
  },
];

const LAYER = withCore(
  hyperVLayer({
    id: "hyper-v-2025",
    facts: FACTS,
    guests: GUESTS,
    description: hyperVStatements({
      migration: {
        id: "mig.compatibility",
        text: "the dynamic compatibility mode takes the features that the nodes of a cluster share",
        source: seen("HV-lm"),
      },
    }),
  }),
  { ...HYPER_V_CPU, ...HYPER_V_COSTS },
);

export const HYPER_V_2025: Platform = {
  id: "hyper-v-2025",
  title: "Microsoft Hyper-V 2025",
  maker: "Microsoft",
  generation: "Windows Server 2025, November 2024",
  year: 2024,
  era: "living",
  layers: [LAYER],
};
