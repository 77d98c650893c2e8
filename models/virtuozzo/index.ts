/** SWsoft's containers of 2005 and 2006. */
export { VIRTUOZZO_3 } from "./virtuozzo-3.ts";
