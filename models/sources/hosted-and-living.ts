/** Bibliography of Virtual Server, Hyper-V, Virtuozzo, QEMU, Proxmox VE and Virtual Iron: key → what was read. */
const MS_DOCS = "MicrosoftDocs/windowsserverdocs";

export const HOSTED_AND_LIVING_SOURCES = {
  "MSVS-doc":
    "Microsoft TechNet and MSDN archive: Virtual Server 2005 pages (virtual machines, resources, emulated hardware, features)",
  "MSVS-api": "MSDN: IVMAccountant and IVMVirtualServer scheduling properties",
  "MSVS-R2": "Nikkei ITpro article on Virtual Server 2005 R2 (2006); two English notes on R2 SP1",
  "MSVS-hc": "Virtual Server 2005 R2 resource kit, extract; Microsoft's host-clustering guide, abstract",
  "NC-2004": "Network Computing, September 2004: review of Virtual Server 2005; secondary",
  "WP-MSVS": "Wikipedia, Microsoft Virtual Server; secondary",
  "HV-max": `${MS_DOCS}: maximum scale limits of Hyper-V (October 2025)`,
  "HV-sch": `${MS_DOCS}: hypervisor scheduler types`,
  "HV-root": `${MS_DOCS}: minroot and the root partition`,
  "HV-perf": `${MS_DOCS}: performance tuning of Hyper-V servers`,
  "HV-ps": "MicrosoftDocs/windows-powershell-docs: Set-VMProcessor and Set-VMMemory (Server 2022)",
  "HV-dm": "Microsoft Dynamic Memory overview and three blogs",
  "HV-lm": "Articles on live migration in Windows Server 2025",
  "HV-alt": "Altaro article on Hyper-V memory; secondary",
  "WS-lic": "Five pages on core licensing of Windows Server 2016 to 2025; they agree",
  "PVE-doc": "proxmox/pve-docs: qm, ha-manager, pvecm, KSM, requirements",
  "PVE-src": "proxmox/qemu-server: sources",
  "KVM-kc": "Linux Kconfig text of KVM_MAX_NR_VCPUS, mailing-list copies",
  "QEMU-mig": "QEMU migration/options.c, two mirrors",
  "QEMU-tech": "qemu/qemu, qemu-tech.texi of the dynamic translator's time (commit 0226093f)",
  "SLACK-kqemu": "SlackBuilds for Slackware 11.0 (2006): README of the QEMU package; secondary",
  "RH-lim": "Red Hat limits pages (RHEL 5 and 6) and a RHEL 9 summary article; secondary",
  "OSV-over": "OpenShift Virtualization documentation: memory overhead of a virtual machine",
  "VZ6-cli": "Virtuozzo 6 command-line reference",
  "VZ-kb": "Parallels and Odin knowledge-base articles on Virtuozzo",
  HPL07: "Padala et al., HPL-2007-59R1, abstract: Xen and OpenVZ for server consolidation",
  "VI-30": 'virtualization.info, 2006-04-03: "Understanding Virtual Iron 3.0 offering"',
} as const;
