/**
 * Constants of Xen's schedulers that no generation's own table holds: values that only the simulated core needs. What a generation states (slice, tick, weight, MCU …) is read from its table and not
 * restated here.
 */
import { assumed, fact, seen } from "../fact.ts";

/** Keys by the vocabulary of docs/GLOSSARY.md. */
export const XEN_SCHEDULER_FACTS = {
  "sched.bvt.aloneTurns": fact(10, "x context allowance", seen("XEN-git"), "turn of a domain that is alone on its CPU"),
  "sched.bvt.warpLimit": fact(2000, "ms", seen("XEN-git"), "longest warped run; 0 = no limit"),
  "sched.bvt.unwarp": fact(1000, "ms", seen("XEN-git"), "rest before it may warp again; 0 = never again"),
  "sched.sedf.quantum": fact(500, "us", seen("XEN-git"), "one turn of extra time; none when less is left"),
  "sched.sedf.fullWeight": fact(2 ** 17, "", seen("XEN-git"), "distance of an extra turn at weight 1"),
  "sched.sedf.dom0Period": fact(20, "ms", seen("XEN-git")),
  "sched.sedf.dom0Slice": fact(15, "ms", seen("XEN-git")),
  "sched.sedf.dom0Weight": fact(1, "", assumed("the published default shares, 0.833 and twice 0.083, follow from it")),
  "sched.atropos.quantum": fact(5, "ms", seen("X20-src, X20-man"), "one turn of best effort"),
  "sched.credit2.carryover": fact(500, "us", seen("XEN-git"), "most credit kept over a reset"),
  "sched.credit2.floor": fact(-10, "ms", seen("XEN-git"), "least credit"),
  "sched.credit2.migrateResist": fact(500, "us", seen("XEN-git"), "credit a vCPU of another CPU must be ahead"),
  "sched.credit2.budgetPart": fact(
    50,
    "us",
    assumed("least part of a cap's budget handed out at once, so that its end is met without endless halving"),
  ),
} as const;
