/**
 * Servers of Power10 and Power11 by model: most cores and memory, and which of them do not run IBM i.
 */
import { fact, recalled, seen } from "../fact.ts";
import type { PowerModel } from "./power-model.ts";

const sure = recalled("sure");
const unsure = recalled("unsure");

export const POWER10_AND_11_MODELS: readonly PowerModel[] = [
  {
    model: "ibm-power-s1022",
    title: "IBM Power S1022",
    generation: 10,
    cores: fact(40, "cores", sure),
    memory: fact(4096, "GiB", sure),
  },
  {
    model: "ibm-power-s1024",
    title: "IBM Power S1024",
    generation: 10,
    cores: fact(48, "cores", sure),
    memory: fact(8192, "GiB", seen("P34")),
  },
  {
    model: "ibm-power-e1050",
    title: "IBM Power E1050",
    generation: 10,
    cores: fact(96, "cores", sure),
    memory: fact(16384, "GiB", sure),
    noIbmI: fact(true, "", seen("P34")),
  },
  {
    model: "ibm-power-e1080",
    title: "IBM Power E1080",
    generation: 10,
    cores: fact(240, "cores", seen("P33")),
    memory: fact(65536, "GiB", seen("P33")),
    ioSlots: fact(32, "slots", seen("P33")),
    rPerf: fact(7998.6, "rPerf", unsure, "240 cores, SMT8; 2,250.8 with 60"),
  },
  {
    model: "ibm-power-s1122",
    title: "IBM Power S1122",
    generation: 11,
    cores: fact(60, "cores", seen("P32")),
    memory: fact(4096, "GiB", seen("P32")),
  },
  {
    model: "ibm-power-s1124",
    title: "IBM Power S1124",
    generation: 11,
    cores: fact(60, "cores", seen("P32")),
    memory: fact(8192, "GiB", seen("P32")),
  },
  {
    model: "ibm-power-e1150",
    title: "IBM Power E1150",
    generation: 11,
    cores: fact(120, "cores", seen("P32")),
    memory: fact(16384, "GiB", seen("P32")),
    noIbmI: fact(true, "", seen("P32")),
  },
  {
    model: "ibm-power-e1180",
    title: "IBM Power E1180",
    generation: 11,
    cores: fact(256, "cores", seen("P32")),
    memory: fact(65536, "GiB", seen("P32")),
  },
];
