/**
 * Nests of Sun's layers: containers inside one hardware domain, zones inside one logical domain. The outer layer cuts one
 * partition with all that it can give, under its default settings; workloads are zones of it. Left out: several outer
 * partitions per machine (plan the outer platform for those).
 */
import type { Platform } from "../partitioning/index.ts";
import { OVM_SPARC_3 } from "./ovm-sparc-3.ts";
import { SOLARIS_CONTAINERS_10 } from "./solaris-containers-10.ts";
import { SOLARIS_CONTAINERS_10U5 } from "./solaris-containers-10u5.ts";
import { SUN_DOMAINS_MIDRANGE } from "./sun-domains-midrange.ts";

export const SOLARIS_CONTAINERS_IN_DOMAIN: Platform = {
  id: "solaris-containers-in-domain",
  title: "Solaris 10 Containers in a midrange domain",
  maker: "Sun",
  generation: "Sun Fire 3800 to E6900 with Solaris 10 1/06, 2006",
  year: 2006,
  era: "2006",
  layers: [SUN_DOMAINS_MIDRANGE.layers[0], SOLARIS_CONTAINERS_10.layers[0]],
};

export const ZONES_IN_LDOM: Platform = {
  id: "zones-in-ldom",
  title: "Solaris 10 zones in a logical domain",
  maker: "Oracle",
  generation: "Oracle VM Server for SPARC 3 with Solaris 10 update 5 and later, 2012 to today",
  year: 2012,
  era: "living",
  layers: [OVM_SPARC_3.layers[0], SOLARIS_CONTAINERS_10U5.layers[0]],
};
