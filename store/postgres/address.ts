/** The address of a database: what is wrong with it, and how it is shown to people and logs, without its password. */

const PROTOCOLS = ["postgres:", "postgresql:"];
const FORM = "postgresql://USER@HOST:PORT/DATABASE";

/** @throws Error that does not repeat the address, for it may hold a password */
function parsed(address: string): URL {
  if (!URL.canParse(address)) throw new Error(`the database address is no URL; write ${FORM}`);
  const url = new URL(address);
  if (!PROTOCOLS.includes(url.protocol))
    throw new Error(`the database address begins with "${url.protocol}"; write ${FORM}`);
  if (url.pathname.length < 2) throw new Error(`the database address names no database; write ${FORM}`);
  return url;
}

/** True when it carries a password. @throws Error as {@link shownAddress} */
export function hasPassword(address: string): boolean {
  const url = parsed(address);
  return url.password !== "" || url.searchParams.has("password");
}

/**
 * The address without password and settings: "hostwright@db.example:5432/plans".
 * @throws Error when it is no address of a PostgreSQL database; the message does not repeat it
 */
export function shownAddress(address: string): string {
  const { username, hostname, port, pathname, searchParams } = parsed(address);
  const user = username === "" ? "" : `${username}@`;
  const host = decodeURIComponent(hostname) || searchParams.get("host") || "localhost";
  return `${user}${host}${port === "" ? "" : `:${port}`}${pathname}`;
}
