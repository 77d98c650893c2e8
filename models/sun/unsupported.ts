/** The one shape in which Sun's platforms refuse, or warn of, something in kind rather than in amount. */
import type { Source } from "../fact.ts";
import type { Misfit } from "../partitioning/index.ts";

/** A caution or refusal in kind: what cannot be had, what there is, what it would take. */
export function unsupported(
  evidence: { readonly rule: string; readonly source: Source },
  told: { readonly what: string; readonly value: string; readonly needs: string },
): Misfit {
  return { code: "not-supported", ...told, ...evidence };
}
