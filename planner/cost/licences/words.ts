/** Numbers with their nouns, as lines of a count say them. */

/** "1 guest", "4 guests". @param noun singular, plural by an s */
export const told = (count: number, noun: string): string => `${count} ${count === 1 ? noun : `${noun}s`}`;
