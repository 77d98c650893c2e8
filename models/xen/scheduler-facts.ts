/**
 * Constants of Xen's schedulers that no generation's own table holds: version steps of the credit scheduler, and values
 * that only the simulated core needs. What a generation states (slice, tick, weight, MCU …) is read from its table and not
 * restated here.
 */
import { assumed, fact, seen } from "../fact.ts";

/** Keys by the vocabulary of docs/GLOSSARY.md. */
export const XEN_SCHEDULER_FACTS = {
  "sched.bvt.aloneTurns": fact(10, "x context allowance", seen("X-git"), "turn of a domain that is alone on its CPU"),
  "sched.bvt.warpLimit": fact(2000, "ms", seen("X-git"), "longest warped run; 0 = no limit"),
  "sched.bvt.unwarp": fact(1000, "ms", seen("X-git"), "rest before it may warp again; 0 = never again"),
  "sched.sedf.quantum": fact(500, "us", seen("X-git"), "one turn of extra time; none when less is left"),
  "sched.sedf.fullWeight": fact(2 ** 17, "", seen("X-git"), "distance of an extra turn at weight 1"),
  "sched.sedf.dom0Period": fact(20, "ms", seen("X-git")),
  "sched.sedf.dom0Slice": fact(15, "ms", seen("X-git")),
  "sched.sedf.dom0Weight": fact(1, "", assumed("the published default shares, 0.833 and twice 0.083, follow from it")),
  "sched.atropos.quantum": fact(5, "ms", seen("X20-src, X20-man"), "one turn of best effort"),
  "sched.credit.boostSince": fact("3.0.4", "", seen("X-git"), "October 2006"),
  "sched.credit.exactSince": fact("4.0", "", seen("X-git"), "August 2009; before, the tick's runner pays the tick"),
  "sched.credit.vcpuWeightSince": fact("4.1", "", seen("X-git"), "August 2010; before, weight counts per domain"),
  "sched.credit.halfClipSince": fact("4.1", "", seen("X-git"), "credit above a slice is halved; before, set to 0"),
  "sched.credit.rateLimitSince": fact("4.2", "", seen("X-git"), "January 2012"),
  "sched.credit2.carryover": fact(500, "us", seen("X-git"), "most credit kept over a reset"),
  "sched.credit2.floor": fact(-10, "ms", seen("X-git"), "least credit"),
  "sched.credit2.migrateResist": fact(500, "us", seen("X-git"), "credit a vCPU of another CPU must be ahead"),
  "sched.credit2.budgetPart": fact(
    50,
    "us",
    assumed("least part of a cap's budget handed out at once, so that its end is met without endless halving"),
  ),
  "sched.credit.capPeriod": fact(
    1200,
    "ms",
    assumed("debts of up to a slice per vCPU are worked off over it, for caps from a tenth of a CPU up"),
  ),
} as const;
