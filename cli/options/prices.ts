/** The options that name prices, licences and money, and what they say as parts of a request. */
import { InvalidArgumentError, Option } from "commander";
import {
  Currency,
  Licence,
  Money,
  type PlanRequestInput,
  ProductLicence,
  ProductPrice,
  Tariff,
  parseInput,
} from "#planner";
import { z } from "zod";
import { UsageError } from "../exit.ts";
import { readDocument, within } from "../files/read.ts";
import { isRecord } from "../files/records.ts";
import { type Hourly, hourlyIn, hourlyOf } from "./hourly.ts";
import { ABOVE_ZERO, numberIn, percentIn } from "./numbers.ts";

/** The options as commander hands them over; absent = not given. */
export interface PriceOptions {
  readonly tariff?: Hourly;
  readonly hostPrice?: number;
  readonly licences?: string;
  readonly money?: string;
  readonly currency?: string;
  readonly discount?: number;
}

const MOST_PRICE = 1e15;
const HUNDRED = 100;

function currencyIn(text: string): string {
  const parsed = Currency.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError("Expected three capital letters, such as USD.");
}

/** The price options, under a heading of the help. */
export function priceOptions(group: string): readonly Option[] {
  const option = (flags: string, text: string) => new Option(flags, text).helpGroup(group);
  return [
    option(
      "--tariff <price>",
      "price of a kWh: one, 24 (a day) or 168 (a week from Monday 0:00), with commas or in a .csv or .json file",
    ).argParser(hourlyIn("prices")),
    option("--host-price <price>", "price of a host, for every target that does not name its own").argParser(
      numberIn({ min: ABOVE_ZERO, max: MOST_PRICE }),
    ),
    option("--licences <file>", "licences, or licences and prices: a .json or .yaml file (examples/licences.yaml)"),
    option(
      "--money <file>",
      "support, space, administration, migration …: a .json or .yaml file (examples/money.yaml)",
    ),
    option("--currency <code>", "the currency of every price of the request (USD)").argParser(currencyIn),
    option("--discount <percent>", "yearly rate by which later money counts less (0)").argParser(
      percentIn({ min: 0, max: HUNDRED }),
    ),
  ];
}

async function contentOf(file: string, option: string): Promise<unknown> {
  if (file === "-") throw new UsageError(`${option}: give a file, standard input is not read here`);
  return await readDocument(file);
}

/** Words for readers of a file; the program passes over them. */
const notes = z.array(z.string()).optional();

const LicenceFile = z.strictObject({
  notes,
  licences: z.array(z.union([Licence, ProductLicence])).default([]),
  prices: z.array(ProductPrice).default([]),
});
/** What a file of licences says. */
export type LicenceFile = z.infer<typeof LicenceFile>;

/** A file of licences: a list of them, or an object of licences and prices. @throws InvalidInput */
export async function readLicences(file: string): Promise<LicenceFile> {
  const content = await contentOf(file, "--licences");
  // A plain list is read as such, so that its problems have the pointers of the file.
  if (isRecord(content)) return within(file, () => parseInput(LicenceFile, content));
  return { licences: within(file, () => parseInput(LicenceFile.shape.licences, content)), prices: [] };
}

const MoneyFile = z.strictObject({ notes, money: Money, tariffPerKWh: Tariff.optional() });
/** What a file of money says. */
export type MoneyFile = z.infer<typeof MoneyFile>;

/** A file of money: the object, or an object of money and tariff. @throws InvalidInput */
export async function readMoney(file: string): Promise<MoneyFile> {
  const content = await contentOf(file, "--money");
  if (isRecord(content) && "money" in content) return within(file, () => parseInput(MoneyFile, content));
  return { money: within(file, () => parseInput(Money, content)) };
}

/** Money over what a request may already say: the file replaces it, single options win over both. */
function moneyWith(
  base: PlanRequestInput["money"],
  { currency, discount }: PriceOptions,
  file: MoneyFile | undefined,
): PlanRequestInput["money"] {
  const start = file?.money ?? base;
  if (currency === undefined && discount === undefined) return start;
  return {
    ...start,
    ...(currency !== undefined && { currency }),
    ...(discount !== undefined && { discountPercent: discount }),
  };
}

/** The tariff that the option names, else that of a file of money. */
async function tariffIn({ tariff }: PriceOptions, file: MoneyFile | undefined): Promise<Tariff | undefined> {
  const at = { option: "--tariff", key: "tariffPerKWh", what: "prices" };
  return tariff === undefined ? file?.tariffPerKWh : await hourlyOf(tariff, at);
}

/** Prices over what a request file may already say. @throws InvalidInput for a broken file */
export async function withPrices<T extends Partial<PlanRequestInput>>(base: T, options: PriceOptions): Promise<T> {
  const { hostPrice, licences: file } = options;
  const { targets } = base;
  const paid = options.money === undefined ? undefined : await readMoney(options.money);
  const money = moneyWith(base.money, options, paid);
  const tariff = await tariffIn(options, paid);
  const read = file === undefined ? undefined : await readLicences(file);
  return {
    ...base,
    ...(tariff !== undefined && { tariffPerKWh: tariff }),
    // A request file is not decoded yet: what is no list is left for the decoder to refuse.
    ...(hostPrice !== undefined &&
      Array.isArray(targets) && { targets: targets.map((target) => ({ hostPrice, ...target })) }),
    ...(read !== undefined && { licences: [...(base.licences ?? []), ...read.licences] }),
    ...(read !== undefined && read.prices.length > 0 && { prices: [...(base.prices ?? []), ...read.prices] }),
    ...(money !== undefined && { money }),
  };
}
