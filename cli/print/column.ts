/** A column of a plain table. */

export interface Column {
  /** May have several lines. */
  readonly header: string;
  /** Numbers read best flush right. Left out = words. */
  readonly isNumber?: boolean;
  /** Longer cells are cut with an ellipsis; left out = never. */
  readonly maxWidth?: number;
}
