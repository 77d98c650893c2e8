/**
 * What PR/SM of the z990 and the System z9 says in words: refusals and warnings, operations, availability, licence, and
 * the deck's statements.
 */
import { assumed, derived, recalled, seen } from "../fact.ts";
import { LPAR_DECK } from "./lpar-deck.ts";
import type { LparGeneration, LparSettings } from "./lpar-generation.ts";

export const LPAR_2006_DESCRIPTION: LparGeneration<LparSettings>["description"] = {
  rules: [
    {
      id: "hw.arch",
      severity: "refuse",
      text: "a machine that is no z/Architecture mainframe",
      source: derived("PR/SM is firmware of these machines"),
    },
    {
      id: "hw.model",
      severity: "refuse",
      text: "a machine of another generation, or more engines or memory than its model takes",
      source: derived("the table of models"),
    },
    {
      id: "guest",
      severity: "refuse",
      text: "a system that is not built for the mainframe; no x86, no Windows, no POWER",
      source: seen("Z1"),
    },
    { id: "PR-01", severity: "refuse", text: "more than 60, 30 or 15 partitions, by model", source: seen("Z1, Z5") },
    {
      id: "PR-02",
      severity: "refuse",
      text: "more than 15 partitions in a channel subsystem; judged where the number of subsystems is set",
      source: recalled("sure"),
    },
    {
      id: "PR-03",
      severity: "refuse",
      text: "a weight outside 1 to 999 (the setting takes no other), or weight or cap on dedicated processors",
      source: seen("Z12, Z2"),
    },
    {
      id: "PR-04",
      severity: "refuse",
      text: "more logical processors than the pool has, or more dedicated ones together",
      source: seen("Z30"),
    },
    { id: "PR-05", severity: "refuse", text: "z/OS, z/VSE or TPF on an IFL", source: seen("Z5, Z11") },
    {
      id: "PR-06",
      severity: "refuse",
      text: "a zAAP or zIIP without a CP, or more of a kind than CPs",
      source: recalled("sure"),
    },
    {
      id: "PR-07",
      severity: "refuse",
      text: "storage between two granules, given as it is",
      source: recalled("fairly"),
    },
    {
      id: "PR-08",
      severity: "refuse",
      text: "storage of all partitions beyond what was purchased, less the hardware system area",
      source: derived("memorySharing, hsa"),
    },
    { id: "PR-09", severity: "refuse", text: "live move of a partition", source: recalled("sure") },
    {
      id: "PR-10",
      severity: "refuse",
      text: "expanded storage for a coupling facility",
      source: derived("Z1: coupling facilities have central storage only"),
    },
    {
      id: "PR-11",
      severity: "refuse",
      text: "initial capping together with WLM management of weights",
      source: seen("Z14"),
    },
    {
      id: "PR-12",
      severity: "refuse",
      text: "a partition larger than its operating system supports",
      source: seen("Z39, Z40"),
    },
    {
      id: "cpu.floor",
      severity: "refuse",
      text: "guaranteed CPU of all partitions together beyond the pool: weights guarantee no more than there is",
      source: derived("share"),
    },
    {
      id: "PR-13",
      severity: "warn",
      text: "more than three logical processors on each physical one",
      source: seen("Z19"),
    },
    {
      id: "hardCap",
      severity: "warn",
      text: "initial capping holds a partition below its peak",
      source: seen("Z2, Z14"),
    },
    {
      id: "iflRuns",
      severity: "warn",
      text: "general purpose engines that only run Linux and z/VM: IFLs would do",
      source: seen("Z5, Z11"),
    },
  ],
  operations: [
    { id: "op.weight", text: "weights and capping change online, without a new IPL", source: seen("Z2") },
    { id: "op.processors", text: "reserved logical processors come and go online", source: recalled("sure") },
    {
      id: "op.storage",
      text: "reserved storage comes online where the system supports it: z/OS; z/VM from 5.4",
      source: seen("Z6b, Z22"),
    },
    { id: "op.define", text: "partitions are defined from reserved names online", source: seen("Z20") },
    { id: "op.channels", text: "channels move between partitions online", source: recalled("sure") },
    { id: "op.lps", text: "z990: another number of partitions needs a power-on reset", source: seen("Z5") },
  ],
  migration: [],
  availability: [
    {
      id: "ha.mode",
      text: "no failover of partitions: systems cluster above it (Parallel Sysplex)",
      source: recalled("sure"),
    },
    {
      id: "ha.certified",
      text: "a certified configuration shares no I/O of isolated partitions",
      source: seen("Z28, Z29"),
    },
  ],
  licence: {
    value: "part of the machine; engines are bought by type (CP, IFL, zAAP, zIIP, ICF)",
    source: recalled("sure"),
    note: "an IFL costs about a quarter of a CP (list opinion, Z76)",
  },
  overheadFormula: {
    value: "0 per partition; hardware system area once; CPU 0.3 % + 1 % × (logical/physical − 1), up to 10 %",
    source: assumed("no figure is published; the model is stated in management.base"),
  },
  deck: LPAR_DECK,
};
