/**
 * Passwords as scrypt digests (RFC 7914) with their own salt and parameters. An unknown name is answered after the same
 * work as a wrong password, so that names cannot be told by the clock.
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Cost: memory is 128 · n · r bytes, 64 MiB as it is here; time grows with all three. OWASP's list names this setting. */
export interface PasswordCost {
  /** A power of two. */
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

const USUAL_COST: PasswordCost = { n: 2 ** 16, r: 8, p: 2 };
const SALT_BYTES = 16;
const DIGEST_BYTES = 32;
/** Shortest password that is taken (NIST SP 800-63B asks for at least 8; with nothing beside it 12 is wiser). */
export const LEAST_PASSWORD = 12;
/** Longest: more is no password but an attack. */
export const MOST_PASSWORD = 200;

const Hex = z.string().regex(/^[0-9a-f]{2,256}$/);
const isPowerOfTwo = (n: number) => Number.isInteger(Math.log2(n));

/** A password as it is kept. */
export const PasswordDigest = z.strictObject({
  n: z
    .int()
    .min(2)
    .max(2 ** 20)
    .refine(isPowerOfTwo, { error: "must be a power of two" }),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
  salt: Hex,
  digest: Hex,
});
export type PasswordDigest = z.infer<typeof PasswordDigest>;

function digestOf(password: string, salt: Uint8Array, { n, r, p }: PasswordCost): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, DIGEST_BYTES, options, (error, digest) =>
      error === null ? resolve(digest) : reject(error),
    );
  });
}

/** A password as it is to be kept; the work is done off the calling thread. @param cost left out = the usual one */
export async function keptPassword(password: string, cost: PasswordCost = USUAL_COST): Promise<PasswordDigest> {
  const salt = randomBytes(SALT_BYTES);
  const digest = await digestOf(password, salt, cost);
  const { n, r, p } = cost;
  return { n, r, p, salt: salt.toString("hex"), digest: digest.toString("hex") };
}

/** What nobody's password is compared with: no digest of anything has only zeros. */
const NOBODY: PasswordDigest = { ...USUAL_COST, salt: "00".repeat(SALT_BYTES), digest: "00".repeat(DIGEST_BYTES) };

/** Is this the password? @param kept undefined = nobody's: false, after as much work */
export async function isPassword(password: string, kept: PasswordDigest | undefined): Promise<boolean> {
  const { salt, digest, ...cost } = kept ?? NOBODY;
  const given = await digestOf(password.slice(0, MOST_PASSWORD), Buffer.from(salt, "hex"), cost);
  const known = Buffer.from(digest, "hex");
  return given.length === known.length && timingSafeEqual(given, known) && kept !== undefined;
}
