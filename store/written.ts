/** Putting a document in writing: what its table holds of it, whoever made it. */
import type { Written } from "./store.ts";

/** A document with its gist and its JSON. */
export function written<D, G>(
  { id, createdAt, document }: { readonly id: string; readonly createdAt: string; readonly document: D },
  gistOf: (document: D) => G,
): Written<G> {
  return { id, createdAt, gist: gistOf(document), json: new TextEncoder().encode(JSON.stringify(document)) };
}
