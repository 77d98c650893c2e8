/** A multipart body as bytes. `FormData` of a hundred thousand blobs costs its sender seconds; this costs what it weighs. */

/** One part: a field, or a file where it has a file's name. */
export interface Part {
  readonly name: string;
  readonly value: string;
  readonly file?: string;
}

const BOUNDARY = "hostwright-fuzz";

/** Its type, with the boundary. */
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** As browsers write names (HTML, section "multipart form data"). */
const written = (name: string) => name.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");

const head = ({ name, file }: Part) => {
  const named = `Content-Disposition: form-data; name="${written(name)}"`;
  return file === undefined ? named : `${named}; filename="${written(file)}"\r\nContent-Type: application/octet-stream`;
};

/** All parts in their order, and the end. */
export function formBody(parts: readonly Part[]): Buffer {
  const texts = parts.map((part) => `--${BOUNDARY}\r\n${head(part)}\r\n\r\n${part.value}\r\n`);
  return Buffer.from(`${texts.join("")}--${BOUNDARY}--\r\n`.toWellFormed());
}
