/**
 * IBM PowerVM on Power11: micro-partitions from 1/20 core, shared processor pools with their own maximum, dedicated cores by
 * setting, Live Partition Mobility. Whole and flat: the figures stand in this generation's own table.
 */
import { recalled, seen } from "../fact.ts";
import { type Platform, withCore } from "../partitioning/index.ts";
import { POWER11_FACTS as OWN } from "./power11-facts.ts";
import { modelFacts } from "./machines.ts";
import { powervmLayer } from "./powervm-layer.ts";
import { powervmSettings } from "./powervm-settings.ts";
import { POWER11_CORE } from "./core.ts";
import { POWER11_COSTS } from "./core-costs.ts";

const FACTS = { ...OWN, ...modelFacts(11) };
const SLIDE = "IBM Advanced Power Virtualization (APV)";

const LAYER = withCore(
  powervmLayer({
    id: "power11",
    generation: 11,
    facts: FACTS,
    settings: powervmSettings(FACTS, "power11"),
    licence: {
      value: "PowerVM Enterprise per activated core, included; or Power Enterprise Pools 2.0",
      source: recalled("fairly"),
    },
    certification: { id: "ha.cert", text: OWN.certification.value, source: OWN.certification.source },
    deck: [
      {
        id: "seed.minCpu",
        says: "at least 1/10 of a CPU",
        slide: SLIDE,
        verdict: "differs",
        documented: "0.05 processing units since POWER7+ (puMin); 1/10 held for the POWER5 of the deck",
        source: seen("P21, P25"),
      },
      {
        id: "seed.virtualIo",
        says: "virtual SCSI and shared Ethernet for AIX 5.3 and Linux",
        slide: SLIDE,
        verdict: "differs",
        documented: "IBM i is a client too, since POWER6; virtual Fibre Channel and SR-IOV came later",
        source: recalled("sure"),
      },
      {
        id: "seed.dynamicOps",
        says: "dynamic operations with AIX, i5/OS and SLES 9",
        slide: SLIDE,
        verdict: "agrees",
        documented: "of every guest here, and running partitions move between servers (lpm)",
        source: seen("P8, P30"),
      },
    ],
  }),
  { ...POWER11_CORE, ...POWER11_COSTS },
);

export const POWER11: Platform = {
  id: "power11",
  title: "IBM PowerVM on Power11",
  maker: "IBM",
  generation: "Power11, 2025",
  year: 2025,
  era: "living",
  layers: [LAYER],
};
