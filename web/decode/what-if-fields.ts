/** The fields of the what-if page as data: what can be varied by a list of values, what can be uncertain, what can be lost, what grows. */

/** A field that takes a list of values to try. */
export interface VariedField {
  readonly name: string;
  /** Where the value stands in the request. */
  readonly pointer: string;
  readonly label: string;
  readonly hint: string;
  /** Powers of ten from the form's number to the request's; words = taken as they are. */
  readonly shift: number | "words";
}

/** Lists of values, in the order of the page and of the rows that come of it. */
export const VARIED_FIELDS: readonly VariedField[] = [
  {
    name: "varyGrowth",
    pointer: "/goals/growthPercent",
    label: "Growth of demand",
    hint: "Per cent, such as 0 20 50.",
    shift: 0,
  },
  {
    name: "varyCeiling",
    pointer: "/goals/utilizationCeilingRatio",
    label: "Utilization ceiling",
    hint: "Per cent of a host, such as 60 70 80.",
    shift: -2,
  },
  { name: "varySpare", pointer: "/goals/spareHosts", label: "Spare hosts", hint: "Such as 0 1 2.", shift: 0 },
  {
    name: "varyPercentile",
    pointer: "/goals/percentile",
    label: "Percentile of the samples",
    hint: "50 to 100, such as 95 99 100.",
    shift: 0,
  },
  {
    name: "varyMaxHosts",
    pointer: "/targets/0/maxHosts",
    label: "Most hosts of the first target",
    hint: "Such as 4 6 8; a runway needs it.",
    shift: 0,
  },
  {
    name: "varyTariff",
    pointer: "/tariffPerKWh",
    label: "Electricity tariff",
    hint: "Per kWh, such as 0.08 0.15.",
    shift: 0,
  },
  { name: "varyPue", pointer: "/facility/pue", label: "PUE", hint: "Such as 1.3 1.8.", shift: 0 },
  {
    name: "varyObjective",
    pointer: "/goals/objective",
    label: "Objective",
    hint: "Of hosts, energy, cost.",
    shift: "words",
  },
];

/** Alternatives of targets, one a line. */
export const TARGETS_FIELD = {
  name: "varyTargets",
  pointer: "/targets",
  label: "Platforms and host types",
} as const;

/** Something uncertain: a factor on every workload, or a figure of the request. */
export interface UncertainField {
  readonly name: string;
  readonly label: string;
  readonly of: { readonly factor: "demand" | "memory" } | { readonly pointer: string };
}

/** What may be drawn by the page; a scenario file may draw anything. */
export const UNCERTAIN_FIELDS: readonly UncertainField[] = [
  { name: "demand", label: "Demand of every workload, as a factor", of: { factor: "demand" } },
  { name: "memory", label: "Memory of every workload, as a factor", of: { factor: "memory" } },
  { name: "tariff", label: "Electricity tariff, per kWh", of: { pointer: "/tariffPerKWh" } },
];

/** Distributions the page offers, with the field of the contract that its middle stands for. */
export const DISTRIBUTIONS = [
  { value: "", text: "certain", middle: "" },
  { value: "uniform", text: "uniform (from, to)", middle: "" },
  { value: "triangular", text: "triangular (from, likely, to)", middle: "likely" },
  { value: "normal", text: "normal (mean, deviation; cut at from, to)", middle: "mean" },
  { value: "lognormal", text: "lognormal (median, deviation; cut at from, to)", middle: "median" },
] as const;

/** Parts of a distribution as the page asks for them. */
export const DISTRIBUTION_PARTS = [
  { part: "From", label: "From" },
  { part: "Middle", label: "Likely, mean or median" },
  { part: "Deviation", label: "Deviation" },
  { part: "To", label: "To" },
] as const;

/** Resources that grow, by their field. */
export const GROWTH_FIELDS = [
  { name: "growthCpu", resource: "cpu", label: "CPU" },
  { name: "growthMemory", resource: "memory", label: "Memory" },
  { name: "growthNetwork", resource: "network", label: "Network" },
  { name: "growthDisk", resource: "disk", label: "Disk" },
] as const;

/** What may be lost, each in turn; the field says how many at once. */
export const LOSS_FIELDS = [
  { name: "loseHosts", each: "host", label: "Hosts lost at once" },
  { name: "loseRacks", each: "rack", label: "Racks lost at once" },
  { name: "loseSites", each: "site", label: "Sites lost at once" },
] as const;
