/**
 * z/VM live guest relocation since 6.2: passes over memory while the guest runs, then a quiesce in which the rest moves. The
 * operator bounds quiesce and total time; a relocation beyond a bound is cancelled and the guest runs on where it was.
 * When the passes end is not published: here as soon as the rest fits the quiesce that is allowed, or at a number of
 * passes. Left out: the two passes within the quiesce (one copy here), memory that was never touched.
 */
import { assumed, fact, recalled } from "../fact.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";

const MAX_QUIESCE = fact(
  10,
  "s",
  recalled("fairly"),
  "MAXQUIESCE, default; that the pause holds the last two passes: ZPERF-LGR",
);

/** Defaults of the relocation command: ten seconds of quiesce, no bound on the total. */
export const ZVM_RELOCATION: MigrationRules = {
  name: "passes-then-bounded-quiesce",
  rate: { kind: "unlimited" },
  stops: [
    {
      kind: "fits-downtime",
      seconds: fact(
        1,
        "s",
        assumed("a tenth of the quiesce allowed: margin for a pass that dirties more than the last"),
      ),
    },
    {
      kind: "rounds",
      atMost: fact(16, "passes", assumed("a bound so that passes end; the product's is not published")),
    },
  ],
  abandon: { pauseSeconds: MAX_QUIESCE },
};

/** The same with the operator's own bounds, in seconds, > 0. */
export function zvmRelocation(bounds: {
  readonly maxQuiesceSeconds: number;
  readonly maxTotalSeconds?: number;
}): MigrationRules {
  const asked = assumed("asked for by the operator");
  return {
    ...ZVM_RELOCATION,
    abandon: {
      pauseSeconds: fact(bounds.maxQuiesceSeconds, "s", asked),
      ...(bounds.maxTotalSeconds === undefined ? {} : { totalSeconds: fact(bounds.maxTotalSeconds, "s", asked) }),
    },
  };
}
