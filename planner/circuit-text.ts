/** What feeds a rack, as people write it: 208V30A3ph, 230V16A (one phase), 8.6kW. One reading for every door. */
import { Circuit } from "./contract/index.ts";

const VOLTS_AMPS = /^(\d+(?:\.\d+)?)\s*V\s*(\d+(?:\.\d+)?)\s*A(?:\s*(\d+)\s*ph)?$/i;
const KW = /^(-?\d+(?:\.\d+)?)\s*kW$/i;
const NO_CIRCUIT =
  "is no circuit: expected one such as 208V30A3ph (50 to 1000 V, above 0 A, 1 or 3 phases) or 8.6kW (above 0)";

/** The circuit in a text, or a sentence that names the text and the bounds; without phases it is single-phase. */
export function circuitOf(text: string): { readonly circuit: Circuit } | { readonly problem: string } {
  const trimmed = text.trim();
  const [, kW] = KW.exec(trimmed) ?? [];
  const [, volts, amps, phases = "1"] = VOLTS_AMPS.exec(trimmed) ?? [];
  const asked =
    kW === undefined ? { volts: Number(volts), amps: Number(amps), phases: Number(phases) } : { kW: Number(kW) };
  const parsed = Circuit.safeParse(asked);
  return parsed.success ? { circuit: parsed.data } : { problem: `"${trimmed}" ${NO_CIRCUIT}` };
}
