/** Bibliography of the HP and Sun platforms and hosts: key → what was read. */
export const HP_SUN_SOURCES = {
  "SFCOMP-4": "Sun 805-7362-13 chapter 4: Sun Fire components",
  "SFDR-2": "Sun Fire midrange dynamic reconfiguration guide, chapter 2",
} as const;
