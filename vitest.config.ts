import { defineConfig } from "vitest/config";

// vitest started by hand under an older Node looks fine until a test fails and the reporter crashes.
if (Number(process.versions.node.split(".")[0]) < 24) {
  throw new Error(`tests need Node 24 or newer, found ${process.versions.node}: run "npm test"`);
}

/** What is waited for comes late on a busy machine, and within a second on none. */
const PATIENT = { poll: { timeout: 30_000 } };

const project = (name: string, extra: Record<string, unknown> = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], expect: PATIENT, ...extra },
});

export default defineConfig({
  test: {
    projects: [
      project("architecture"),
      // Simulations of a thousand hosts take seconds, and longer on a busy machine; nothing is a timed test.
      project("unit", { testTimeout: 60_000 }),
      project("integration", { testTimeout: 60_000, hookTimeout: 60_000 }),
      project("e2e", { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false }),
    ],
  },
});
