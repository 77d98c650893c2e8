/** What the 2006 deck says of z/VM, statement by statement, beside what documents hold. */
import { derived, recalled, seen } from "../fact.ts";
import type { DeckStatement } from "../partitioning/index.ts";

const SLIDE = "z/VM – Unlimited virtualization";
const LEVELS = "System z virtualization / partitioning";

export const ZVM_DECK: readonly DeckStatement[] = [
  {
    id: "seed.headline",
    says: "unlimited virtualization; hypervisor function that scales far",
    slide: SLIDE,
    verdict: "opinion",
    documented:
      "bounded by resources: 64 virtual CPUs per guest, 24 or 32 engines and 128 or 256 GB per image; no small bound on guests",
    source: derived("vm.maxVcpu, host.maxCores, host.maxRam, loggedOnUsers"),
  },
  {
    id: "seed.levels",
    says: "System z partitions on two levels: PR/SM, then z/VM",
    slide: LEVELS,
    verdict: "agrees",
    documented: "two levels are run by the hardware; z/VM in z/VM is a third one, simulated",
    source: seen("Z49"),
  },
  {
    id: "seed.history",
    says: "mature: z/VM was introduced in 1967",
    slide: SLIDE,
    verdict: "differs",
    documented: "the product VM/370 dates from August 1972; its forerunners are older",
    source: seen("Z38"),
  },
  {
    id: "seed.release",
    says: "z/VM 5.2 with 64-bit support, real and virtual",
    slide: SLIDE,
    verdict: "agrees",
    documented:
      "guest pages lie above 2 GB from 5.2; virtual storage in use stays bounded at 256 GB there, and goes with 5.3",
    source: seen("Z41, Z43"),
  },
  {
    id: "seed.kind",
    says: "a software hypervisor integrated in hardware that shares CPU, memory and I/O",
    slide: SLIDE,
    verdict: "agrees",
    documented: "guests run under the SIE facility, the second of two hardware levels",
    source: seen("Z49"),
  },
  {
    id: "seed.virtualThings",
    says: "virtual switches and routers, minidisks, virtual cache, virtual appliances (SNA/NCP)",
    slide: SLIDE,
    verdict: "agrees",
    documented: "guest LANs and VSWITCH by layer 2 or 3, minidisks with a cache in memory",
    source: seen("Z43, Z66"),
  },
  {
    id: "seed.management",
    says: "servers by cloning or z/VM Center, self-optimizing workload management, automation",
    slide: SLIDE,
    verdict: "opinion",
    documented: "not a figure that planning uses",
    source: recalled("sure"),
  },
];
