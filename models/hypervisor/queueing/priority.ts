/**
 * Priority classes at one server, the most urgent first: without pre-emption (Cobham) and with pre-emption and resumption.
 * Poisson arrivals, any service time. Textbook results, recalled. Classes that find no capacity left wait for ever: Infinity.
 */
import { checkAmounts } from "./range.ts";

/** One class of jobs; times in one unit, the rate in its inverse. */
export interface PriorityClass {
  readonly arrivalRate: number;
  /** Mean service time, ≥ 0. */
  readonly serviceTime: number;
  /** Squared coefficient of variation of the service time; 1 (exponential) when absent. */
  readonly scv?: number;
}

/**
 * Mean wait before service of each class when a running job is never interrupted.
 * @throws RangeError naming the field of a class below 0
 */
export function nonPreemptiveWaits(classes: readonly PriorityClass[]): readonly number[] {
  classes.forEach(check);
  const residual = classes.reduce((sum, one) => sum + residualOf(one), 0);
  let above = 0;
  return classes.map((one) => {
    const [before, through] = [above, above + loadOf(one)];
    above = through;
    // A class that fills the server keeps it busy for good: later ones never start.
    return residual === 0 ? 0 : over(residual, before, through);
  });
}

/**
 * Mean response, service included, of each class when an urgent job interrupts others, which resume where they were.
 * @throws RangeError naming the field of a class below 0
 */
export function preemptiveResponses(classes: readonly PriorityClass[]): readonly number[] {
  classes.forEach(check);
  let above = 0;
  let residual = 0;
  return classes.map((one) => {
    const [before, through] = [above, above + loadOf(one)];
    above = through;
    residual += residualOf(one);
    if (before >= 1) return Infinity;
    return one.serviceTime / (1 - before) + (residual === 0 ? 0 : over(residual, before, through));
  });
}

const loadOf = ({ arrivalRate, serviceTime }: PriorityClass): number => arrivalRate * serviceTime;
/** Mean work left in service, of this class, that an arrival finds: λ E[S²] / 2. */
const residualOf = (one: PriorityClass): number => (loadOf(one) * one.serviceTime * (1 + (one.scv ?? 1))) / 2;
const over = (work: number, before: number, through: number): number =>
  through < 1 ? work / ((1 - before) * (1 - through)) : Infinity;

function check(one: PriorityClass, index: number): void {
  const { arrivalRate, serviceTime, scv = 1 } = one;
  const at = (field: string) => `classes[${index}].${field}`;
  checkAmounts({ [at("arrivalRate")]: arrivalRate, [at("serviceTime")]: serviceTime, [at("scv")]: scv });
}
