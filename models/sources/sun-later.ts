/** Bibliography of the later Sun platforms, beside hp-sun.ts: key → what was read. */
export const SUN_LATER_SOURCES = {
  "MAG07-A2": "SPARC Enterprise Mx000 Administration Guide, November 2007, appendix A: I/O device mapping",
  "OVM32-LDC": "Oracle VM Server for SPARC 3.2 administration guide: using logical domain channels",
  "OVM35-LDC": "Oracle VM Server for SPARC 3.5 administration guide: using logical domain channels",
  "OWIKI-LDOM": "Encyclopedia article on Oracle VM Server for SPARC: supported processors; secondary",
} as const;
