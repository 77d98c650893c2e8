/** The behaviours of the catalogue, by id. */
import type { Behaviour } from "../behaviour.ts";
import { BATCH } from "./batch.ts";
import { FILE } from "./file.ts";
import { IDLE_DESKTOP } from "./idle-desktop.ts";
import { KERNEL_BUILD } from "./kernel-build.ts";
import { OLTP } from "./oltp.ts";
import { WEB } from "./web.ts";

export { BATCH, FILE, IDLE_DESKTOP, KERNEL_BUILD, OLTP, WEB };

/** All behaviours, in the order they are listed to a user. */
export const BEHAVIOURS: readonly Behaviour[] = [BATCH, WEB, OLTP, KERNEL_BUILD, FILE, IDLE_DESKTOP];

/** The behaviour with this id ("web"), or undefined. */
export function findBehaviour(id: string): Behaviour | undefined {
  return BEHAVIOURS.find((behaviour) => behaviour.id === id);
}
