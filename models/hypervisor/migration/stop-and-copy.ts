/** Moving a guest without pre-copy: pause, send all memory, resume. The yardstick of every pre-copy rule set. */
import { derived, type Sourced } from "../../fact.ts";
import type { MigrationRules } from "./rules.ts";

const NONE: Sourced<number> = { value: 0, source: derived("stop-and-copy sends nothing while the guest runs") };

/** No round with the guest running, no limit but the path's. */
export const STOP_AND_COPY: MigrationRules = {
  name: "stop-and-copy",
  rate: { kind: "unlimited" },
  stops: [{ kind: "rounds", atMost: NONE }],
};
