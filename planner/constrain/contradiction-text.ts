/** Contradictions among rules as sentences: one per code, naming rules and workloads. */
import type { Contradiction } from "./contradiction.ts";

const MOST_NAMED = 5;

const quoted = (names: readonly string[]): string => {
  const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
};

type Texts = { readonly [W in Contradiction["why"]]: (rules: string, workloads: string) => string };

const TEXTS: Texts = {
  "duplicate-rule-id": (rules) => `rule id ${rules} is used twice`,
  "same-rule-twice": (rules) => `rules ${rules} say the same; one of them is too many`,
  "unknown-workload": (rules, workloads) => `rule ${rules} names ${workloads}, no workload of this estate`,
  "empty-rule": (rules) => `rule ${rules} speaks of too few known workloads to mean anything`,
  "together-and-apart": (rules, workloads) => `rules ${rules} keep ${workloads} both together and apart`,
  "together-and-split": (rules, workloads) => `rules ${rules} keep ${workloads} together and on separate hosts`,
  "together-and-lonely": (rules, workloads) =>
    `rules ${rules} keep ${workloads} together, but some of them on hosts of their own`,
  "split-itself": (rules, workloads) => `rule ${rules} names ${workloads} on both of its sides`,
  "least-above-most": (rules) => `rules ${rules} ask for more hosts in use than they allow`,
  "least-above-workloads": (rules) => `rule ${rules} asks for more hosts than there are workloads to stand on them`,
  "no-common-place": (rules, workloads) => `rules ${rules} pin ${workloads} to places that have none in common`,
  "no-place-left": (rules, workloads) => `rules ${rules} leave no place for ${workloads}`,
  "together-pinned-apart": (rules, workloads) =>
    `rules ${rules} keep ${workloads} together and pin them to different places`,
  "apart-pinned-together": (rules, workloads) => `rules ${rules} keep ${workloads} apart and pin them to one host`,
  "no-refuge": (rules, workloads) => `rules ${rules} keep ${workloads} on one host and want its loss survived`,
  "too-few-hosts-apart": (rules, workloads) => `rules ${rules} keep ${workloads} apart on too few hosts`,
};

/** One sentence without a full stop. */
export const contradictionText = ({ why, rules, workloads }: Contradiction): string =>
  TEXTS[why](quoted(rules), quoted(workloads));
