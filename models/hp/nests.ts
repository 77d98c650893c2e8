/**
 * Virtual partitions inside an nPartition: the hardware border outside, HP-UX partitions within. The outer nPar is the one
 * that is asked for, else the whole server. Left out: several nPars with vPars on one server (plan the nPars for those).
 */
import type { Platform } from "../partitioning/index.ts";
import { NPAR_SX1000 } from "./npar-sx1000.ts";
import { NPAR_SX2000 } from "./npar-sx2000.ts";
import { VPAR_A03 } from "./vpar-a03.ts";
import { VPAR_A04 } from "./vpar-a04.ts";
import { VPAR_A05 } from "./vpar-a05.ts";

const inside = (outer: Platform, inner: Platform): Platform => ({
  ...inner,
  id: `${inner.id}-in-npar`,
  title: `${inner.title} in an nPartition`,
  layers: [outer.layers[0], inner.layers[0]],
});

export const VPAR_A03_IN_NPAR: Platform = inside(NPAR_SX1000, VPAR_A03);
export const VPAR_A04_IN_NPAR: Platform = inside(NPAR_SX1000, VPAR_A04);
export const VPAR_A05_IN_NPAR: Platform = inside(NPAR_SX2000, VPAR_A05);
