/** Bibliography of live migration: papers, sources and articles on pre-copy. */
const XEN = "xen-project/xen";

export const MIGRATION_SOURCES = {
  NSDI05: "Clark et al., Live Migration of Virtual Machines, NSDI 2005 (PDF in papers-we-love/papers-we-love)",
  "X0602-save": `${XEN} in February 2006 (commit 0070cb1f): tools/libxc/xc_linux_save.c`,
  "XSR-save": `${XEN} of 2026: tools/libs/guest/xg_sr_save.c`,
  "VMO-log": "Log line of a vMotion, quoted on sexilog's site; secondary",
  "YB-sdps": "yellow-bricks.com on slowing the source during a vMotion; secondary",
  "DoM-lm": "Directions on Microsoft: illustration of Hyper-V live migration, text; secondary",
  "QEMU-thr": "qemu/qemu: commit dc14a470 and mailing-list copies of migration_trigger_throttle in migration/ram.c",
  "ZPERF-LGR": "IBM z/VM Performance Report, 6.2: Live Guest Relocation (opening)",
  "SORT-LPM": "Veritas Storage Foundation 6.0 for AIX, virtualization guide: Live Partition Mobility; secondary",
} as const;
