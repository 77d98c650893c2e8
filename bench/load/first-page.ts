/** Bytes of the first page and of all that it loads, as they travel. */

/** Sizes in kB (1000 bytes). */
export interface FirstPage {
  readonly firstPage: "all but pictures";
  readonly htmlKB: number;
  readonly othersKB: number;
  readonly files: number;
}

const BYTES_PER_KB = 1000;
const LOADED = /<(?:link rel="stylesheet" href|script src)="([^"]+)"/g;

/** Length of the body as sent: what a browser accepts, packed when the server packs. */
async function bytesOf(url: string): Promise<{ readonly bytes: number; readonly text: string }> {
  const answer = await fetch(url, { headers: { "Accept-Encoding": "gzip" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const text = await answer.text();
  return { bytes: Number(answer.headers.get("Content-Length") ?? Buffer.byteLength(text)), text };
}

/** Load the first page as a browser does, without the icon. */
export async function firstPage(server: string): Promise<FirstPage> {
  const page = await bytesOf(`${server}/`);
  const addresses = [...page.text.matchAll(LOADED)].map((found) => found[1] ?? "");
  const others = await Promise.all(addresses.map((address) => bytesOf(`${server}${address}`)));
  return {
    firstPage: "all but pictures",
    htmlKB: page.bytes / BYTES_PER_KB,
    othersKB: others.reduce((sum, { bytes }) => sum + bytes, 0) / BYTES_PER_KB,
    files: addresses.length,
  };
}
