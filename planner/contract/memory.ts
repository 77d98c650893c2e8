/** How much memory one plan may take. */

/** Most bytes where nobody says otherwise: 2 GiB, half of what a 64-bit process has for arrays on a small machine. */
export const DEFAULT_MEMORY_BYTES = 2 ** 31;
