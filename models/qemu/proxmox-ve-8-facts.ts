/**
 * Facts of Proxmox VE 8 (2023 on): KVM in the Linux kernel and one QEMU process per machine, in a product with its own
 * bounds. Where the product states none, the figure of the kernel is given, or a note says who else supports what.
 */
import { assumed, derived, fact, recalled, seen } from "../fact.ts";

/** Keys by the vocabulary of docs/GLOSSARY.md; memory in binary units. */
export const PROXMOX_VE_8_FACTS = {
  "tech.name": fact("KVM module and one QEMU process per machine, hosted type 1", "", seen("PVE-doc")),
  "host.max": fact("not stated", "", seen("PVE-doc"), "kernel builds for 8192 CPUs: recalled, fairly"),
  "host.vcpuPerCore": fact(10, "vCPUs per core", seen("RH-lim"), "advice of RHEL 6; a caution, no limit"),
  "hw.minRam": fact(2, "GiB", seen("PVE-doc"), "base of the product"),
  "vm.maxVcpu": fact(1024, "vCPUs", seen("KVM-kc"), "kernel default; builds up to 4096"),
  "vm.maxVcpuHost": fact("the host's CPUs", "vCPUs", seen("PVE-src, PVE-doc"), "more are refused at start"),
  "vm.maxVcpuRhel": fact(710, "vCPUs", seen("RH-lim"), "what RHEL 9 supports, with 12 TB; not a bound here"),
  "vm.minRam": fact(16, "MiB", recalled("fairly")),
  "vm.memStep": fact(1, "MiB", recalled("sure")),
  "vm.maxDisks": fact(
    57,
    "disks",
    derived("31 SCSI, 16 virtio, 6 SATA, 4 IDE of the schema, PVE-src"),
    "over all buses",
  ),
  "vm.maxNics": fact(32, "NICs", seen("PVE-src")),
  "cpu.units": fact(100, "", seen("PVE-src, PVE-doc"), "default of cgroup v2; per machine"),
  "cpu.unitsMin": fact(1, "", seen("PVE-src, PVE-doc")),
  "cpu.unitsMax": fact(10_000, "", seen("PVE-src, PVE-doc"), "262144 and 1024 as default under cgroup v1"),
  "cpu.limit": fact(0, "CPUs", seen("PVE-src"), "0 = none; fractions; 4.0 = 400 % of one CPU"),
  "cpu.limitMax": fact(128, "CPUs", seen("PVE-src")),
  "sched.name": fact("Linux CFS or EEVDF (from 6.6); virtual CPUs are threads; no co-scheduling", "", recalled("sure")),
  "sched.period": fact(100, "ms", recalled("sure"), "of the bandwidth limit"),
  "mem.policy": fact("fixed, or balloon by shares; same-page merging on; swap possible", "", seen("PVE-doc, PVE-src")),
  "mem.balloonTarget": fact(80, "% of host RAM", seen("PVE-doc, PVE-src"), "the balloon works towards it"),
  "mem.shares": fact(1000, "", seen("PVE-doc, PVE-src"), "default"),
  "mem.sharesMax": fact(50_000, "", seen("PVE-doc, PVE-src"), "from 0"),
  "mem.overhead.base": fact(218, "MiB", seen("OSV-over"), "plain QEMU is smaller, 50 to 150: recalled, fairly"),
  "mem.overhead.percent": fact(0.2, "% of memory", seen("OSV-over")),
  "mem.overhead.perVcpu": fact(8, "MiB per vCPU", seen("OSV-over")),
  "svc.host": fact(2, "GiB", seen("PVE-doc"), "base of the product; at least 1 is left to the host"),
  "svc.hostMin": fact(1, "GiB", seen("RH-lim")),
  "svc.perStorage": fact(1, "GiB per TiB", seen("PVE-doc"), "ZFS or Ceph"),
  "svc.cores": fact(1, "cores", assumed("planning default for the host and its I/O threads")),
  "io.cost": fact(3, "%", assumed("no figure was read; a few percent so that plans are not flattered")),
  "mig.bandwidth": fact(128, "MB/s", seen("QEMU-mig"), "QEMU's default; Proxmox lets it run free"),
  "mig.downtime": fact(100, "ms", seen("PVE-src"), "raised until it converges; QEMU's own default is 300"),
  "mig.converge": fact(20, "%", seen("QEMU-mig"), "auto-converge: then 10 more a step, up to 99"),
  "ha.minNodes": fact(3, "nodes", seen("PVE-doc"), "quorum"),
  "ha.watchdog": fact(60, "s", seen("PVE-doc"), "about 2 minutes to fail over"),
  "cluster.seen": fact(50, "nodes", seen("PVE-doc"), "more reported in production; no fixed bound"),
} as const;
