/** The single-file bundle of mathjs, which carries no types of its own: only what units.ts asks of it. */
declare module "mathjs/lib/browser/math.js" {
  interface Bundle {
    unit(value: number, unit: string): { toNumber(unit: string): number };
  }
  const bundle: Bundle;
  export default bundle;
}
