/**
 * Where the embedded store keeps the bytes of uploads: files beside the database, written off the server's thread and
 * dropped without a hole in the database; in memory for a store that has no file. A name is given once and never again.
 */
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { StoreUnavailable } from "./store.ts";

/** Bytes under names that the place gives. */
export interface BytesPlace {
  /** Resolves when they are on disk. @returns their name @throws StoreUnavailable when there is no room */
  readonly put: (chunks: readonly Uint8Array[]) => Promise<string>;
  /** Undefined when they are gone. */
  readonly get: (name: string) => Promise<Uint8Array | undefined>;
  readonly drop: (name: string) => Promise<void>;
}

/** Disk full, quota used up. */
const NO_ROOM: readonly unknown[] = ["ENOSPC", "EDQUOT"];
const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code;

/** A name in a folder is on disk when the folder is; Windows syncs it with the file and opens no folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function written(file: string, chunks: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    for (const chunk of chunks) if (chunk.length > 0) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Bytes as files of this folder, made when first needed.
 * @param isKnown tells names that are still in use: others were left by a process that died and are removed
 */
export function bytesInFolder(folder: string, isKnown: (name: string) => boolean): BytesPlace {
  const fileOf = (name: string) => path.join(folder, name);
  const left = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of left) if (!isKnown(name)) rmSync(fileOf(name), { force: true });
  return {
    put: async (chunks) => {
      const name = randomUUID();
      try {
        const isNew = (await mkdir(folder, { recursive: true })) !== undefined;
        if (isNew) await syncFolder(path.dirname(folder));
        await written(fileOf(name), chunks);
        await syncFolder(folder);
      } catch (error) {
        await rm(fileOf(name), { force: true });
        if (!NO_ROOM.includes(codeOf(error))) throw error;
        throw new StoreUnavailable("the disk is full", { cause: error });
      }
      return name;
    },
    get: async (name) => {
      try {
        return await readFile(fileOf(name));
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        throw error;
      }
    },
    drop: (name) => rm(fileOf(name), { force: true }),
  };
}

/** Bytes in this process only. */
export function bytesInMemory(): BytesPlace {
  const kept = new Map<string, Uint8Array>();
  return {
    put: (chunks) => {
      const name = randomUUID();
      kept.set(name, Buffer.concat(chunks));
      return Promise.resolve(name);
    },
    get: (name) => Promise.resolve(kept.get(name)),
    drop: (name) => {
      kept.delete(name);
      return Promise.resolve();
    },
  };
}
