/** I/O paths and devices, by id. */
import { OWN_ADAPTER, PASS_THROUGH, SHARED_KERNEL_BRIDGED, SHARED_KERNEL_IO } from "./direct.ts";
import { EMULATED_HOSTED, EMULATED_SERVICE } from "./emulated.ts";
import { HOST_PROCESS } from "./host-thread.ts";
import { HOSTING_PHYSICAL, HOSTING_VOLUME } from "./hosting-partition.ts";
import { CONTROL_PROGRAM, IN_HYPERVISOR } from "./in-hypervisor.ts";
import type { IoPath } from "./path.ts";
import { SPLIT_COPY, SPLIT_FLIP } from "./split-driver.ts";

export * from "./device.ts";
export * from "./ethernet.ts";
export * from "./path.ts";
export * from "./request.ts";
export { SERVER_REFERENCE_MHZ } from "./hosting-partition.ts";
export {
  CONTROL_PROGRAM,
  EMULATED_HOSTED,
  EMULATED_SERVICE,
  HOSTING_PHYSICAL,
  HOSTING_VOLUME,
  HOST_PROCESS,
  IN_HYPERVISOR,
  OWN_ADAPTER,
  PASS_THROUGH,
  SHARED_KERNEL_BRIDGED,
  SHARED_KERNEL_IO,
  SPLIT_COPY,
  SPLIT_FLIP,
};

/** All paths, from the shortest to the longest. */
export const IO_PATHS: readonly IoPath[] = [
  OWN_ADAPTER,
  SHARED_KERNEL_IO,
  SHARED_KERNEL_BRIDGED,
  PASS_THROUGH,
  IN_HYPERVISOR,
  CONTROL_PROGRAM,
  HOST_PROCESS,
  SPLIT_COPY,
  SPLIT_FLIP,
  HOSTING_PHYSICAL,
  HOSTING_VOLUME,
  EMULATED_SERVICE,
  EMULATED_HOSTED,
];
