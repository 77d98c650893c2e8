/** The product's version, as package.json states it: workers of another one might make other bytes. */
import manifest from "../package.json" with { type: "json" };

/** This product's version. */
export const PRODUCT_VERSION: string = manifest.version;
