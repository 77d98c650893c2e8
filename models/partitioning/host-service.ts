/** The service partition of a hypervisor whose host system's own threads carry its guests' I/O. */
import { assumed, fact } from "../fact.ts";
import type { ServicePartition } from "./core-model.ts";

const IO_CPUS = fact(2, "vCPUs", assumed("the host's threads run on any CPU; two carry the I/O of most hosts"));

/** @param name what the field calls that host system */
export const hostService = (name: string): ServicePartition => ({ name, vcpus: IO_CPUS, terms: {} });
