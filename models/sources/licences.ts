/** Bibliography of what vendors say of partitions in licences: key → what was read. */
export const LICENCE_POLICY_SOURCES = {
  "ORA-PART": "excerpt of Oracle's partitioning policy and two guides: hard and soft partitions",
} as const;
