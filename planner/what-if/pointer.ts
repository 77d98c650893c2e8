/** JSON pointers (RFC 6901) into plain data: read the steps, set a value in a copy. Never touches prototypes. */
import { InvalidInput, nameOfStep, pointerStep } from "../contract/index.ts";

const FORBIDDEN = new Set(["__proto__", "prototype", "constructor"]);

/** Steps of a pointer. @throws InvalidInput when it does not start with "/" or names a prototype */
export function pointerSteps(pointer: string): readonly string[] {
  const steps = pointer.split("/").map(nameOfStep);
  if (steps[0] !== "" || steps.length < 2 || steps.some((step) => FORBIDDEN.has(step))) {
    throw new InvalidInput([
      {
        pointer: `/vary/${pointerStep(pointer)}`,
        code: "invalid-pointer",
        detail: `"${pointer}" is no JSON pointer such as "/goals/growthPercent"`,
      },
    ]);
  }
  return steps.slice(1);
}

/** A copy of `root` with the value at `steps` set; missing objects on the way are made. */
export function withValue(root: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(root)) {
    const copy: unknown[] = [...root];
    const i = step === "-" ? copy.length : Number(step);
    if (!Number.isInteger(i) || i < 0 || i > copy.length) {
      throw new InvalidInput([
        { pointer: `/vary`, code: "invalid-pointer", detail: `"${step}" is no index into a list of ${copy.length}` },
      ]);
    }
    copy[i] = withValue(copy[i], rest, value);
    return copy;
  }
  const object = typeof root === "object" && root !== null ? (root as Record<string, unknown>) : {};
  return { ...object, [step]: withValue(object[step], rest, value) };
}
