/** Sun's partitioning: hardware domains by family, logical domains by release, containers by Solaris update, and nests. */
export { LDOMS_1 } from "./ldoms-1.ts";
export { SOLARIS_CONTAINERS_IN_DOMAIN, ZONES_IN_LDOM } from "./nests.ts";
export { OVM_SPARC_3 } from "./ovm-sparc-3.ts";
export { SOLARIS_CONTAINERS_10 } from "./solaris-containers-10.ts";
export { SOLARIS_CONTAINERS_10U5 } from "./solaris-containers-10u5.ts";
export { SUN_DOMAINS_E10000 } from "./sun-domains-e10000.ts";
export { SUN_DOMAINS_HIGH_END } from "./sun-domains-high-end.ts";
export { SUN_DOMAINS_M_SERIES } from "./sun-domains-m-series.ts";
export { SUN_DOMAINS_MIDRANGE } from "./sun-domains-midrange.ts";
