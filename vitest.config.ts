import { defineConfig } from "vitest/config";

// vitest started by hand under an older Node looks fine until a test fails and the reporter crashes.
if (Number(process.versions.node.split(".")[0]) < 24) {
  throw new Error(`tests need Node 24 or newer, found ${process.versions.node}: run "npm test"`);
}

/** What is waited for comes late on a slow or busy machine: long enough for any that gets there at all. */
const PATIENT = { poll: { timeout: 120_000 } };

/**
 * Nothing is a timed test: this ends what hangs. The longest takes half a minute on a machine of two busy cores, and one
 * five times slower must not be told that it failed.
 */
const HANGS_MS = 600_000;

const project = (name: string, extra: Record<string, unknown> = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    expect: PATIENT,
    testTimeout: HANGS_MS,
    hookTimeout: HANGS_MS,
    ...extra,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("architecture"),
      project("unit"),
      project("integration"),
      project("e2e", { fileParallelism: false }),
    ],
  },
});
