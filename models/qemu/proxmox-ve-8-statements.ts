/**
 * What Proxmox VE 8 says in words: refusals and warnings, operations, migration, availability, licence, and the deck's
 * one statement beside the documents'.
 */
import { assumed, derived, recalled, seen } from "../fact.ts";
import type { LayerDescription } from "../partitioning/index.ts";
import { PROXMOX_VE_8_FACTS as FACTS } from "./proxmox-ve-8-facts.ts";

export const PROXMOX_VE_8_DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [{ kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.memStep"] }],
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host that is not 64-bit x86", source: seen("PVE-doc") },
    { id: "hw.hvm", severity: "refuse", text: "a host without VT-x or AMD-V", source: seen("PVE-doc") },
    { id: "os", severity: "refuse", text: "a guest that is not x86", source: seen("PVE-doc") },
    {
      id: "vm.vcpuOverHost",
      severity: "refuse",
      text: "more virtual CPUs in one machine than the host has CPUs",
      source: seen("PVE-src, PVE-doc"),
    },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory (over the overcommit ratio) and overhead beyond the host less its own and its storage's",
      source: derived("svc.host, svc.perStorage, mem.overhead"),
    },
    {
      id: "mem.minimum",
      severity: "refuse",
      text: "guaranteed memory, memory pinned for assigned devices and overhead beyond the same",
      source: derived("svc.host, svc.perStorage, mem.overhead"),
    },
    { id: "io.passthrough", severity: "refuse", text: "a device assigned without an IOMMU", source: recalled("sure") },
    { id: "mig.passthrough", severity: "refuse", text: "migration with an assigned device", source: seen("PVE-doc") },
    { id: "mig.vendor", severity: "refuse", text: "migration between CPU makers", source: seen("PVE-doc") },
    { id: "ha.nodes", severity: "refuse", text: "high availability on fewer than 3 nodes", source: seen("PVE-doc") },
    {
      id: "cpu.reserved",
      severity: "warn",
      text: "guaranteed CPU: there are weights and limits, no floor",
      source: seen("PVE-doc"),
    },
    { id: "cpu.capped", severity: "warn", text: "a cpulimit below a machine's peak demand", source: seen("PVE-src") },
    {
      id: "mem.balloon",
      severity: "warn",
      text: "machines that fill more than 80 % of the host while memory is overcommitted: the balloon works",
      source: seen("PVE-doc, PVE-src"),
    },
    { id: "os.unlisted", severity: "warn", text: "a guest nobody names", source: assumed("unmodified systems run") },
  ],
  operations: [
    { id: "op.cpu", text: "cpuunits and cpulimit change online", source: seen("PVE-doc") },
    { id: "op.memory", text: "the balloon moves memory between minimum and configured", source: seen("PVE-doc") },
    { id: "op.hotplug", text: "CPUs, memory, disks and adapters are hot-plugged where set", source: recalled("sure") },
  ],
  migration: [
    {
      id: "mig",
      text: "pre-copy inside a cluster: CPUs of one maker, the target's version not older, local disks copied",
      source: seen("QEMU-mig, PVE-src, PVE-doc"),
    },
    { id: "mig.blockers", text: "assigned devices", source: seen("PVE-doc") },
  ],
  availability: [
    {
      id: "ha",
      text: "restart on another node: 3 nodes for quorum, shared storage, watchdog of 60 s, about 2 minutes",
      source: seen("PVE-doc"),
    },
  ],
  licence: {
    value: "AGPL v3, no charge; support per CPU socket",
    source: seen("PVE-doc"),
    note: "per socket: recalled, sure",
  },
  overheadFormula: {
    value: "218 + 0.002 M + 8 x vCPUs (MiB, M = configured MiB)",
    source: seen("OSV-over"),
    note: "of another KVM product; 1 vCPU and 1 GiB: 218 + 2.05 + 8 = 228",
  },
  deck: [
    {
      id: "seed.others",
      says: "QEMU is named among other x86 software",
      slide: "Platform overview of virtualization technology",
      verdict: "differs",
      documented: "QEMU is now the device model of KVM and needs VT-x or AMD-V here",
      source: seen("PVE-doc"),
    },
  ],
};
