/**
 * The parser of mathjs, loaded on the first formula and never without one. CommonJS, because the planner is synchronous
 * and a module can only be loaded late and synchronously by `require`. The single-file bundle takes 54–62 ms to load and
 * 42–60 ms more for its first text (it makes its parts on first need), then under 1 ms for a usual formula;
 * `mathjs/number` takes 365 ms to load (Node 24, a busy machine).
 * Loading asks Math.random and the clock once each, for the seed of mathjs' own random numbers, which no formula can
 * reach; parsing asks neither.
 */
exports.loadParse = () => require("mathjs/lib/browser/math.js").parse;
