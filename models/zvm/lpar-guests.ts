/** Systems that run in logical partitions, natively: the machine's own architecture and nothing else. */
import { type Source, recalled } from "../fact.ts";
import type { GuestSupport } from "../partitioning/index.ts";

const native = (families: GuestSupport["families"], source: Source, note: string): GuestSupport => ({
  mode: "native",
  families,
  architectures: ["s390x"],
  needsOneOf: [],
  source,
  note,
});

/** Linux and z/VM on any engine; z/OS and the others (z/VSE, TPF, coupling facility) on CPs. */
export const lparGuests = (source: Source, other: string): readonly GuestSupport[] => [
  native(["linux"], source, "built for s390x; on CPs or IFLs"),
  native(["z-vm"], source, "on CPs or IFLs"),
  native(["z-os"], source, "on CPs"),
  native(["other"], recalled("sure"), `${other}: counted where the system is known to be built for s390x; on CPs`),
];
