/** Where a platform may differ from what the conformance suite asks of all, each with its reason. */
import type { Layer } from "#models/partitioning/index.ts";

/** Settings under which a guest row holds that the default settings leave out, and why. */
export const GUEST_SETTINGS: Readonly<
  Record<string, { readonly settings: Record<string, unknown>; readonly why: string }>
> = {
  "xen-3.0.0": { settings: { build: "x86_32p" }, why: "32-bit paravirtual guests run on a 32-bit build only" },
  "xen-3.0.2": { settings: { build: "x86_32p" }, why: "32-bit paravirtual guests run on a 32-bit build only" },
  "xen-3.0.3": { settings: { build: "x86_32p" }, why: "32-bit paravirtual guests run on a 32-bit build only" },
  "virtuozzo-3": {
    settings: { hostSystem: "windows" },
    why: "private servers run what the host runs, Linux by default",
  },
  "xen-3.0.4": { settings: { build: "x86_32p" }, why: "32-bit paravirtual guests run on a 32-bit build only" },
};

/** Layers whose vendor settings tell the waste of rounding, which a second rounding no longer has. */
export const TELLS_WASTE = (layer: Layer) => layer.cpu === "dedicated";
