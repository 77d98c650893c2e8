/** Which network an address belongs to, as far as one caller commands it: an IPv4 address alone, of IPv6 the first 64 bits. */

const GROUPS = 8;
/** A customer of a provider is given a /64 at least, and may use any address of it. */
const GROUPS_OF_NETWORK = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

const groupsOf = (text: string): readonly string[] => (text === "" ? [] : text.split(":"));
/** An IPv4 address at the end takes the place of two groups. */
const countOf = (groups: readonly string[]): number => groups.length + (groups.at(-1)?.includes(".") === true ? 1 : 0);

/** The network of an address, as a text to count by; what is no address is its own. */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const [front, back] = [groupsOf(head), groupsOf(tail ?? "")];
  const zeros = tail === undefined ? 0 : Math.max(0, GROUPS - countOf(front) - countOf(back));
  const all = [...front, ...Array<string>(zeros).fill("0"), ...back];
  const network = all.slice(0, GROUPS_OF_NETWORK).map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""));
  return `${network.join(":")}::/64`;
}
