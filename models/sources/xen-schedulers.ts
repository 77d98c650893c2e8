/** Bibliography of Xen's CPU schedulers: key → what was read. */
export const XEN_SCHEDULER_SOURCES = {
  "XEN-git":
    "xen-project/xen, history of the schedulers: sched_bvt.c, sched_sedf.c, sched_credit.c (tags 3.0.3, 3.0.4, 4.0 to 4.2, commits 59f9d8ef44, 78c9b2a64b, 3a37d430ce), sched_credit2.c",
} as const;
