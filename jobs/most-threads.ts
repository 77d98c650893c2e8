/** Most threads that one plan may be given. */
export const MOST_THREADS = 64;
