/** A share by its own address, for whoever may make some: found below what it is of, and taken back. */
import type { Request } from "express";
import type { Store, StoredShare } from "#store";
import { pathText } from "../methods.ts";
import { notFound } from "../problem.ts";
import { type SharedKind, type Subject, isBelow, subjectOf } from "./subject.ts";

/** The living share that the address names. @throws Problem not-found, for one of something else too */
export async function shareBelow(
  store: Store,
  kind: SharedKind,
  request: Request,
): Promise<{ readonly share: StoredShare; readonly subject: Subject }> {
  const id = pathText(request, "share");
  const share = await store.getShare(id);
  const subject = share === undefined ? undefined : subjectOf(share.subject);
  const isLiving = share !== undefined && Date.parse(share.expiresAt) > Date.now();
  if (isLiving && subject !== undefined && isBelow(kind, request, subject)) return { share, subject };
  throw notFound(`share "${id}" of this ${kind}`);
}

/** Take it back; what it was of. @throws Problem not-found */
export async function takeBack(store: Store, kind: SharedKind, request: Request): Promise<Subject> {
  const { share, subject } = await shareBelow(store, kind, request);
  if (!(await store.deleteShare(share.id))) throw notFound(`share "${share.id}" of this ${kind}`);
  return subject;
}
