/** Systems that run as guests of z/VM: mainframe systems, under the hardware's interpretive execution or simulated. */
import { type Source, recalled } from "../fact.ts";
import type { GuestSupport } from "../partitioning/index.ts";

/** Linux and z/VM on any engines; z/OS and the others (z/VSE, z/TPF, CMS) in a partition of CPs. */
export function zvmGuests(mode: GuestSupport["mode"], source: Source): readonly GuestSupport[] {
  const row = (families: GuestSupport["families"], from: Source, note: string): GuestSupport => ({
    mode,
    families,
    architectures: ["s390x"],
    needsOneOf: [],
    source: from,
    note,
  });
  return [
    row(["linux"], source, "built for s390x"),
    row(["z-os"], source, "in a partition of CPs"),
    row(["z-vm"], source, "a second level"),
    row(
      ["other"],
      recalled("sure"),
      "z/VSE, z/TPF, CMS: counted where the system is known to be built for s390x; on CPs",
    ),
  ];
}
