/** The options that name prices for the cost objective, and what they say as parts of a request. */
import { Option } from "commander";
import { Licence, type PlanRequestInput, parseInput } from "#planner";
import { z } from "zod";
import { UsageError } from "../exit.ts";
import { readDocument, within } from "../files/read.ts";
import { numberIn } from "./numbers.ts";

/** The options as commander hands them over; absent = not given. */
export interface PriceOptions {
  readonly tariff?: number;
  readonly hostPrice?: number;
  readonly licences?: string;
}

/** Above 0: a price of nothing would be a guess. */
const LEAST_PRICE = Number.MIN_VALUE;
const MOST_PRICE = 1e15;

/** The price options, under a heading of the help. */
export function priceOptions(group: string): readonly Option[] {
  const option = (flags: string, text: string) => new Option(flags, text).helpGroup(group);
  return [
    option("--tariff <price>", "price of a kWh, in your own money").argParser(numberIn({ min: 0, max: MOST_PRICE })),
    option("--host-price <price>", "price of a host, for every target that does not name its own").argParser(
      numberIn({ min: LEAST_PRICE, max: MOST_PRICE }),
    ),
    option("--licences <file>", "licences that hosts need: a .json or .yaml list"),
  ];
}

/** A file of licences: a list, or an object with the list under "licences". @throws InvalidInput */
async function readLicences(file: string): Promise<readonly Licence[]> {
  if (file === "-") throw new UsageError("--licences: give a file, standard input is not read here");
  const content = await readDocument(file);
  const list = typeof content === "object" && content !== null && "licences" in content ? content.licences : content;
  return within(file, () => parseInput(z.array(Licence), list));
}

/** Prices over what a request file may already say. @throws InvalidInput for a broken file of licences */
export async function withPrices<T extends Partial<PlanRequestInput>>(base: T, options: PriceOptions): Promise<T> {
  const { tariff, hostPrice, licences } = options;
  const { targets } = base;
  return {
    ...base,
    ...(tariff !== undefined && { tariffPerKWh: tariff }),
    // A request file is not decoded yet: what is no list is left for the decoder to refuse.
    ...(hostPrice !== undefined &&
      Array.isArray(targets) && { targets: targets.map((target) => ({ hostPrice, ...target })) }),
    ...(licences !== undefined && { licences: [...(base.licences ?? []), ...(await readLicences(licences))] }),
  };
}
