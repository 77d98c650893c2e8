/** A server with one stored inventory, for tests of what its pages and addresses make of it. */
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { json, upload } from "./calls.ts";

/** An inventory as it is stored. */
interface Stored {
  readonly inventory: {
    readonly workloads: readonly {
      readonly id: string;
      readonly vcpus: number;
      readonly tags: object;
      readonly memoryMiB: number;
    }[];
    readonly findings: readonly { readonly code: string }[];
  };
}

/** HTML with the signs that Handlebars escapes written plainly. */
export const plain = (html: string): string =>
  html.replaceAll("&#x3D;", "=").replaceAll("&amp;", "&").replaceAll("&quot;", '"');

/** The inventory's id in an address. */
export const idIn = (location: string | null): string => /\/inventories\/([^/?]+)/.exec(location ?? "")?.[1] ?? "";

/** The server, the id of the inventory of the small workbook, and ways to look. */
export interface StoredEstate {
  readonly server: TestServer;
  readonly id: string;
  readonly page: (path: string) => Promise<string>;
  readonly stored: (of: string) => Promise<Stored["inventory"]>;
}

/** Start it. */
export async function storedEstate(): Promise<StoredEstate> {
  const server = await testServer();
  const body = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }]);
  const sent = await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body });
  return {
    server,
    id: (sent.headers.get("Location") ?? "").split("/").at(-1) ?? "",
    page: async (path) => plain(await (await fetch(`${server.url}${path}`)).text()),
    stored: async (of) =>
      (await json<Stored>(await fetch(`${server.url}/api/v1/inventories/${of}?include=inventory`))).inventory,
  };
}
