/** The generated pages of docs/, from the catalogue as it stands. */
import { HOST_SOURCES, HOST_TYPES } from "#hosts";
import { PLATFORMS, SOURCES } from "#models/index.ts";
import { assumptionsPage } from "./assumptions.ts";
import { deckPage } from "./deck.ts";
import type { Knowledge } from "./entries.ts";
import { ROOMS } from "./rooms.ts";
import { licencesPage } from "./licences.ts";
import { sourcesPage } from "./sources.ts";

/** What the product knows today. */
export const KNOWN: Knowledge = {
  platforms: PLATFORMS,
  platformSources: SOURCES,
  hosts: HOST_TYPES,
  hostSources: HOST_SOURCES,
  rooms: ROOMS,
};

/** File name in docs/ → text. */
export function generatedPages(): Readonly<Record<string, string>> {
  return {
    "SOURCES.md": sourcesPage(KNOWN),
    "ASSUMPTIONS.md": assumptionsPage(KNOWN),
    "DECK.md": deckPage(KNOWN),
    "LICENCES.md": licencesPage(KNOWN.platforms),
  };
}
