/** A field of the goals page that holds a number. */
export interface NumberField {
  readonly name: string;
  /** Where its value stands in the request. */
  readonly pointer: string;
  readonly label: string;
  readonly hint: string;
  readonly unit: string;
  /** Powers of ten from the form's number to the request's: −2 for per cent to ratio. */
  readonly shift: number;
  readonly fallback: string;
}
