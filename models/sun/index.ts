/** Sun's partitioning: hardware domains by family, containers by Solaris update. */
export { SOLARIS_CONTAINERS_10 } from "./solaris-containers-10.ts";
export { SOLARIS_CONTAINERS_10U5 } from "./solaris-containers-10u5.ts";
export { SUN_DOMAINS_HIGH_END } from "./sun-domains-high-end.ts";
export { SUN_DOMAINS_MIDRANGE } from "./sun-domains-midrange.ts";
