/** Name and version of what computed a result. */
export const ENGINE = "hostwright 0.1.0";
