/**
 * IBM PowerVM on Power10: micro-partitions from 1/20 core, shared processor pools with their own maximum, dedicated cores by
 * setting, Live Partition Mobility. Whole and flat: the figures stand in this generation's own table.
 */
import { recalled, seen } from "../fact.ts";
import { type Platform, withCore } from "../partitioning/index.ts";
import { POWER10_FACTS as OWN } from "./power10-facts.ts";
import { modelFacts } from "./machines.ts";
import { powervmLayer } from "./powervm-layer.ts";
import { powervmSettings } from "./powervm-settings.ts";
import { POWER10_CORE } from "./core.ts";
import { POWER10_COSTS } from "./core-costs.ts";

const FACTS = { ...OWN, ...modelFacts(10) };
const SLIDE = "IBM Advanced Power Virtualization (APV)";

const LAYER = withCore(
  powervmLayer({
    id: "power10",
    generation: 10,
    facts: FACTS,
    settings: powervmSettings(FACTS, "power10"),
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
  { ...POWER10_CORE, ...POWER10_COSTS },
);

export const POWER10: Platform = {
  id: "power10",
  title: "IBM PowerVM on Power10",
  maker: "IBM",
  generation: "Power10, 2021",
  year: 2021,
  era: "living",
  layers: [LAYER],
};
