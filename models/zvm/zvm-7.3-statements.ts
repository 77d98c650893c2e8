/**
 * What z/VM 7.3 says in words: refusals and warnings, operations, relocation, availability, licence.
 */
import { derived, recalled, seen } from "../fact.ts";
import type { ZvmRelease, ZvmSettings } from "./zvm-release.ts";

export const ZVM_73_DESCRIPTION: ZvmRelease<ZvmSettings>["description"] = {
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
    { id: "ZV-02", severity: "refuse", text: "more than 64 virtual CPUs", source: seen("Z44") },
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
      source: seen("Z26"),
    },
    {
      id: "ZV-06",
      severity: "refuse",
      text: "live relocation outside a cluster, of another system than Linux, or with a dedicated device",
      source: seen("Z45, Z69, Z72"),
    },
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
    { id: "vm.maxRam", severity: "warn", text: "a guest above 1 TB: supported with care only", source: seen("Z45") },
  ],
  operations: [
    { id: "op.share", text: "SET SHARE changes a share online", source: seen("Z50") },
    { id: "op.vcpus", text: "DEFINE CPU adds virtual CPUs up to the maximum of the directory", source: seen("Z44") },
    { id: "op.storage", text: "standby storage comes online in guests that support it", source: recalled("fairly") },
    { id: "op.devices", text: "devices are attached and detached online", source: recalled("sure") },
    { id: "op.dsr", text: "the image gives memory back to PR/SM online", source: seen("Z32, Z33") },
    { id: "op.smt", text: "SMT on or off is chosen at IPL: 80 cores without, 40 with", source: seen("Z26") },
  ],
  migration: [
    {
      id: "mig.lgr",
      text: "a running Linux guest moves to another member of the cluster: pre-copy, then quiesce up to MAXQUIESCE",
      source: seen("Z45, Z69, Z70, Z71"),
    },
    { id: "mig.needs", text: "all devices on the target, the same VSWITCH, CPU and memory there", source: seen("Z72") },
    { id: "mig.members", text: "members share disks and are joined by ISFC links", source: seen("Z69, Z33") },
  ],
  availability: [
    {
      id: "ha.ssi",
      text: "single system image: maintenance without stopping Linux guests; unplanned failures restart",
      source: seen("Z69"),
    },
  ],
  licence: {
    value: "one-time charge by Value Unit; sub-capacity with ILMT",
    source: seen("Z67, Z68, Z11b"),
    note: "3, 7, 10 engines are 30, 65, 88 Value Units",
  },
  overheadFormula: {
    value: "configured memory / overcommit ratio + 8 KB per MB (PGMBK); CPU × T/V / (1 − PR/SM)",
    source: derived("Z43: PGMBK; section on effective shares: tvRatio, prsm.management"),
  },
  deck: [],
};
