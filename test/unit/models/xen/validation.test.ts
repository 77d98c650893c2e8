/** The gates of Xen's schedulers hold; what `npm run validate` prints of them is right. */
import { expect, test } from "vitest";
import { isWithin } from "../../../validation/check.ts";
import { checks } from "../../../validation/xen.ts";

test.each(checks().filter(({ gates }) => gates))("$gate $what", (check) => {
  expect(isWithin(check), `${check.ours} ${check.unit}, published ${check.published}`).toBe(true);
});
