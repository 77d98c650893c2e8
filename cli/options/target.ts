/** Targets as they are typed: PLATFORM@HOSTTYPE, or PLATFORM@HOSTTYPE:MAX for at most that many hosts. */
import { UsageError } from "../exit.ts";

export interface TypedTarget {
  readonly platform: string;
  readonly hostType: string;
  readonly maxHosts?: number;
}

const FORM = /^([^@:\s]+)@([^@:\s]+)(?::(.*))?$/;

/** Read one target. @throws UsageError naming the text and the form it should have */
export function parseTarget(text: string): TypedTarget {
  const match = FORM.exec(text.trim());
  if (match === null) {
    throw new UsageError(
      `target "${text}" is not of the form PLATFORM@HOSTTYPE[:MAX], e.g. vsphere-8@dell-r740-8180:12`,
    );
  }
  const [, platform = "", hostType = "", max] = match;
  if (max === undefined) return { platform, hostType };
  const maxHosts = /^\d+$/.test(max) ? Number(max) : 0;
  if (maxHosts < 1) throw new UsageError(`target "${text}": MAX is "${max}", expected a whole number from 1 up`);
  return { platform, hostType, maxHosts };
}
