/** Bibliography of the older x86 platforms: keys that the list of all x86 platforms does not hold. */
export const X86_OLD_SOURCES = {
  "VMS2-man": "VMware Server 2.0 User's Guide, pages on new virtual machines, reserved memory and swapping",
  "VMS1-adm":
    "VMware Server 1.0 Administration Guide (July 2006): table of contents, and pages on memory use of the host and overhead, without the overhead table",
} as const;
