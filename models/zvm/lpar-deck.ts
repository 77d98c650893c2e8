/** What the 2006 deck says of PR/SM, statement by statement, beside what documents hold. */
import { derived, recalled, seen } from "../fact.ts";
import type { DeckStatement } from "../partitioning/index.ts";

const SLIDE = "System z virtualization / partitioning";
const METHOD = "Direct hardware support method";

export const LPAR_DECK: readonly DeckStatement[] = [
  {
    id: "seed.levels",
    says: "System z partitions on two levels: PR/SM, then z/VM",
    slide: SLIDE,
    verdict: "agrees",
    documented: "two levels are run by the hardware; since the z990 a machine without LPARs is not possible",
    source: seen("Z49"),
  },
  {
    id: "seed.prsm",
    says: "PR/SM hosts virtual servers in a scalable way for LPAR environments",
    slide: SLIDE,
    verdict: "agrees",
    documented: "within 15 to 60 partitions by model, fewer than z/VM carries guests",
    source: seen("Z1, Z5"),
  },
  {
    id: "seed.technique",
    says: "the guest runs unmodified in privileged mode and may call the hypervisor (yield); hardware assists dispatch, I/O pass-through and memory partitioning",
    slide: METHOD,
    verdict: "agrees",
    documented:
      "a waiting logical processor is given up (event-driven dispatching); storage and channels are set up by firmware",
    source: seen("Z3, Z49"),
  },
  {
    id: "seed.definition",
    says: "logical partitioning is managed by firmware, finer than hardware, and may share",
    slide: "What is partitioning?",
    verdict: "agrees",
    documented: "weights share engines, MIF shares channels; storage is never shared",
    source: seen("Z2, Z25, Z1"),
  },
  {
    id: "seed.integration",
    says: "virtualization on System z and POWER is integrated in hardware, firmware and software; all others are physical or software",
    slide: "Key points to remember about virtualization",
    verdict: "opinion",
    documented: "the maker's own comparison; processors of other makers had assists of their own from 2005",
    source: recalled("sure"),
  },
  {
    id: "seed.performance",
    says: "virtualization is not about higher performance, throughput is finite, a weak architecture is not rescued",
    slide: "Key points to remember about virtualization",
    verdict: "agrees",
    documented: "a sharing partition's throughput is below a dedicated one's",
    source: derived("Z4: sharedPenalty"),
  },
];
