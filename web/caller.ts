/** Who asks: what belongs to one caller (names of requests, budgets) is kept apart by this. */
import type { Response } from "express";

/** Everybody, where nobody has to say who he is. */
const ANYONE = "anyone";

/** The caller's id as whoever checked it noted it (`locals.caller`, a text or something with an id); "anyone" where nobody did. */
export function callerOf(response: Response): string {
  const noted: unknown = response.locals["caller"];
  if (typeof noted === "string") return noted;
  const id: unknown = typeof noted === "object" && noted !== null && "id" in noted ? noted.id : undefined;
  return typeof id === "string" ? id : ANYONE;
}
