/** Front door of money: the account of a plan, its parts for packing, and what is wrong with prices. */
export { hostMoney, moneyConstant } from "./host-money.ts";
export { priceFacts } from "./price-facts.ts";
export { type PlanParts, planMoney } from "./plan-money.ts";
export { currencyOf, hostPriceIn, namesAPrice } from "./prices.ts";
export { moneyProblems } from "./problems.ts";
