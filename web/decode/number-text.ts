/** Numbers as people type them into a form: digits, one decimal point, a sign. No thousands, no units, no exponent. */

const PATTERN = /^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/;

/**
 * The number in a text, or undefined when it is none.
 * @param shift powers of ten to apply as text, so that "33.3" % is exactly what 0.333 is in JSON
 */
export function numberIn(text: string, shift = 0): number | undefined {
  return PATTERN.test(text) ? Number(`${text}e${shift}`) : undefined;
}
