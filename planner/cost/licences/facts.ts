/** The figures that the licences of an estate rest on, for the plan's list of facts and assumptions. */
import type { Facts } from "#models/fact.ts";
import { productLicences } from "../../contract/index.ts";
import type { Estate } from "../../size/index.ts";
import { findRule } from "./registry.ts";

/** Facts of layers that rules read. */
const READ = /^lic\.(hardPartition|capSetting|cappedIf|hypervisor)$/;

/** By id: "licence/PRODUCT/KEY" of every product that is named, and what the targets' layers say of licences. */
export function licenceFacts({ request, targets }: Estate): Facts {
  const products = new Set(productLicences(request).map(({ product }) => product));
  if (products.size === 0) return {};
  const ofRules = [...products].flatMap((product) =>
    Object.entries(findRule(product)?.facts ?? {}).map(([key, fact]) => [`licence/${product}/${key}`, fact] as const),
  );
  const ofLayers = targets.flatMap(({ platform }) =>
    platform.layers.flatMap(({ id, description }) =>
      Object.entries(description.facts)
        .filter(([key]) => READ.test(key))
        .map(([key, fact]) => [`${platform.id === id ? id : `${platform.id}/${id}`}/${key}`, fact] as const),
    ),
  );
  return Object.fromEntries([...ofRules, ...ofLayers]);
}
