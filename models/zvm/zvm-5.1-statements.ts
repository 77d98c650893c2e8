/**
 * What z/VM 5.1 says in words: refusals and warnings, operations, relocation, availability, licence, and the deck's
 * statements.
 */
import { derived, recalled, seen } from "../fact.ts";
import type { ZvmRelease, ZvmSettings } from "./zvm-release.ts";
import { ZVM_DECK } from "./zvm-deck.ts";

export const ZVM_51_DESCRIPTION: ZvmRelease<ZvmSettings>["description"] = {
  rules: [
    {
      id: "hw.arch",
      severity: "refuse",
      text: "a machine that is no z/Architecture mainframe",
      source: derived("z/VM is built for them"),
    },
    {
      id: "ZV-01",
      severity: "refuse",
      text: "a share outside 1 to 10000 relative or 0.1 to 100 % absolute",
      source: seen("Z50"),
    },
    { id: "ZV-02", severity: "refuse", text: "more than 64 virtual CPUs", source: recalled("sure") },
    {
      id: "ZV-03",
      severity: "refuse",
      text: "a z/OS, z/VSE or z/TPF guest where the partition has IFLs only",
      source: seen("Z5, Z11"),
    },
    {
      id: "ZV-04",
      severity: "refuse",
      text: "more real processors or memory than the release supports",
      source: seen("Z39, Z40"),
    },
    { id: "ZV-06", severity: "refuse", text: "live relocation: none before 6.2", source: recalled("sure") },
    { id: "ZV-07", severity: "refuse", text: "more overcommitment than guests of the class bear", source: seen("Z59") },
    {
      id: "ZV-08",
      severity: "refuse",
      text: "a system that is not built for the mainframe: Windows, any x86 guest",
      source: derived("z/VM runs the machine's own architecture"),
    },
    { id: "ZV-09", severity: "refuse", text: "a shared segment above 2 GB", source: seen("Z63") },
    {
      id: "ZV-10",
      severity: "refuse",
      text: "paging space below configured memory less real memory; judged where paging space is set",
      source: derived("Z24: pagingSpace"),
    },
    {
      id: "ZV-11",
      severity: "refuse",
      text: "more engines than the Value Units owned cover; judged where they are set",
      source: seen("Z67"),
    },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "configured memory (over the overcommit ratio) and page tables beyond the partition less CP",
      source: derived("PGMBK, svc.memory"),
    },
    {
      id: "mem.reserved",
      severity: "refuse",
      text: "guaranteed memory of all guests beyond the partition less CP",
      source: derived("svc.memory"),
    },
    {
      id: "cpu.floor",
      severity: "refuse",
      text: "guaranteed CPU of all guests together beyond the partition less CP",
      source: derived("shareFormula"),
    },
    {
      id: "lpar.rest",
      severity: "warn",
      text: "the mainframe has more engines than one image supports: the rest waits for another partition",
      source: derived("host.maxCores"),
    },
    {
      id: "ZV-12",
      severity: "warn",
      text: "more virtual CPUs than the partition has logical ones",
      source: recalled("sure"),
    },
    {
      id: "shareFormula",
      severity: "warn",
      text: "absolute shares together above 99 %: they are scaled down",
      source: seen("Z50"),
    },
    {
      id: "mem.below2g",
      severity: "warn",
      text: "guests together above 2 GB: CP's work pulls their pages below that line",
      source: seen("Z41"),
    },
  ],
  operations: [
    { id: "op.share", text: "SET SHARE changes a share online", source: seen("Z50") },
    { id: "op.vcpus", text: "DEFINE CPU adds virtual CPUs up to the maximum of the directory", source: seen("Z44") },
    {
      id: "op.storage",
      text: "guest memory changes at logon or IPL; standby storage online later",
      source: recalled("fairly"),
    },
    { id: "op.devices", text: "devices are attached and detached online", source: recalled("sure") },
  ],
  migration: [],
  availability: [
    { id: "ha.image", text: "the image fails as one; systems cluster above it", source: recalled("sure") },
  ],
  licence: {
    value: "one-time charge by Value Unit; all CPs and all IFLs of the machine, counted apart",
    source: seen("Z67, Z68"),
    note: "3, 7, 10 engines are 30, 65, 88 Value Units",
  },
  overheadFormula: {
    value: "configured memory / overcommit ratio + 8 KB per MB (PGMBK); CPU × T/V / (1 − PR/SM)",
    source: derived("Z43: PGMBK; section on effective shares: tvRatio, prsm.management"),
  },
  deck: ZVM_DECK,
};
