/**
 * QEMU's pre-copy: passes until the rest fits the downtime limit at the measured bandwidth. Nothing else ends it: without
 * auto-converge a guest that dirties too fast is never moved, and the job is cancelled from outside. Left out: that the
 * dirty map is read every second within long passes (here: once a pass), compression, post-copy.
 */
import { fact, seen } from "../fact.ts";
import type { MigrationRules } from "../hypervisor/migration/index.ts";

const OPTIONS = seen("QEMU-mig");

/** Defaults: 128 MiB/s at most, 300 ms of downtime, the guest never slowed. */
export const QEMU_DEFAULT: MigrationRules = {
  name: "downtime-limit",
  rate: {
    kind: "fixed",
    limitMbitS: fact(1024, "Mbit/s", OPTIONS, "max-bandwidth 128 MiB/s; unlimited where the manager says so"),
    bitsPerMbit: fact(1_048_576, "bit", OPTIONS, "128 << 20 bytes a second"),
  },
  stops: [{ kind: "fits-downtime", seconds: fact(0.3, "s", OPTIONS, "downtime-limit") }],
};

/** With auto-converge: the guest is slowed in steps after passes that dirtied more than half of what they sent. */
export const QEMU_AUTO_CONVERGE: MigrationRules = {
  ...QEMU_DEFAULT,
  name: "downtime-limit-auto-converge",
  throttle: {
    kind: "staircase",
    dirtyOverSent: fact(0.5, "", seen("QEMU-thr"), "throttle-trigger-threshold 50 %"),
    rounds: fact(2, "passes", seen("QEMU-thr"), "counted, not in a row"),
    firstRatio: fact(0.2, "", OPTIONS, "cpu-throttle-initial 20 %"),
    stepRatio: fact(0.1, "", OPTIONS, "cpu-throttle-increment 10 %"),
    mostRatio: fact(0.99, "", OPTIONS, "max-cpu-throttle 99 %"),
  },
};

/** As Proxmox VE asks for it: no bandwidth limit, 100 ms of downtime; that it raises the downtime later is left out. */
export const PROXMOX_VE: MigrationRules = {
  name: "downtime-limit-full-speed",
  rate: { kind: "unlimited" },
  stops: [{ kind: "fits-downtime", seconds: fact(0.1, "s", seen("PVE-src")) }],
};
