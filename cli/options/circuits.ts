/** What feeds a rack, as people type it: 208V30A3ph, 230V16A1ph, or 8.6kW. */
import { InvalidArgumentError } from "commander";
import { Circuit } from "#planner";

const VOLTS_AMPS = /^(\d+(?:\.\d+)?)\s*V\s*(\d+(?:\.\d+)?)\s*A(?:\s*(\d+)\s*(?:ph|~))?$/i;
const KW = /^(-?\d+(?:\.\d+)?)\s*kW$/i;

const FORMS = "such as 208V30A3ph (50 to 1000 V, above 0 A, 1 or 3 phases) or 8.6kW (above 0)";

/** Parser of a circuit; volts and amps without phases are single-phase. @throws InvalidArgumentError naming the bound */
export function circuitIn(text: string): Circuit {
  const trimmed = text.trim();
  const [, kW] = KW.exec(trimmed) ?? [];
  const [, volts, amps, phases = "1"] = VOLTS_AMPS.exec(trimmed) ?? [];
  const asked =
    kW === undefined ? { volts: Number(volts), amps: Number(amps), phases: Number(phases) } : { kW: Number(kW) };
  const parsed = Circuit.safeParse(asked);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`"${trimmed}" is no circuit: expected one ${FORMS}.`);
}
