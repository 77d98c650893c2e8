/** One step of a JSON pointer (RFC 6901, section 3): "~" and "/" in a name are escaped, so that it stays one step. */

/** A field's name or an index as a step: "/goals/growthPercent" is "~1goals~1growthPercent". */
export const pointerStep = (name: PropertyKey): string => String(name).replaceAll("~", "~0").replaceAll("/", "~1");

/** The name that a step stands for. */
export const nameOfStep = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");
