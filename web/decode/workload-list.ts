/**
 * Which part of an inventory's workloads a page shows, as it stands in its address: filter, order, page. What an address
 * says wrongly is left out there (a page always shows something); the API's own reading refuses it.
 */
import { WORKLOAD_ORDERS, type WorkloadFilter, WorkloadFilter as FilterSchema, type WorkloadOrder } from "#inventory";
import { type FormFields, fieldText } from "./form-fields.ts";

/** What a page of the list is asked for. */
export interface WorkloadList {
  readonly filter: WorkloadFilter;
  /** Left out = in the inventory's order. */
  readonly sort?: WorkloadOrder;
  /** From 1. */
  readonly page: number;
}

/** Names of the filter's fields, in forms and addresses. */
export const FILTER_FIELDS = ["text", "tag", "finding", "state"] as const;

const isOrder = (text: string): text is WorkloadOrder => WORKLOAD_ORDERS.some((order) => order === text);

/** The filter of these fields; a field that no filter can have is left out. */
export function filterIn(fields: FormFields): WorkloadFilter {
  const given = FILTER_FIELDS.flatMap((name) => {
    const text = fieldText(fields, name);
    return text === "" ? [] : [[name, text] as const];
  });
  const fit = given.filter(([name, text]) => FilterSchema.safeParse({ [name]: text }).success);
  return FilterSchema.parse(Object.fromEntries(fit));
}

/** The list these fields ask for. */
export function workloadListIn(fields: FormFields): WorkloadList {
  const sort = fieldText(fields, "sort");
  const page = fieldText(fields, "page");
  return {
    filter: filterIn(fields),
    page: /^[1-9]\d{0,6}$/.test(page) ? Number(page) : 1,
    ...(isOrder(sort) ? { sort } : {}),
  };
}

/** The query that asks for this list, with its question mark; "" for the whole list from its first page. */
export function listQuery({ filter, sort, page }: WorkloadList): string {
  const pairs: [string, string][] = FILTER_FIELDS.flatMap((name) => {
    const text = filter[name];
    return text === undefined ? [] : [[name, text] satisfies [string, string]];
  });
  if (sort !== undefined) pairs.push(["sort", sort]);
  if (page > 1) pairs.push(["page", String(page)]);
  const query = new URLSearchParams(pairs).toString();
  return query === "" ? "" : `?${query}`;
}
