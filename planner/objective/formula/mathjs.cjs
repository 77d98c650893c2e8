/**
 * The parser of mathjs, loaded on the first formula and never without one. CommonJS, because the planner is synchronous
 * and a module can only be loaded late and synchronously by `require`. The single-file bundle takes 54–64 ms to load and
 * 66 ms more to parse its first text (it makes its parts on first need); `mathjs/number` takes 260–430 ms.
 * Loading asks Math.random and the clock once each, for the seed of mathjs' own random numbers, which no formula can
 * reach; parsing asks neither.
 */
exports.loadParse = () => require("mathjs/lib/browser/math.js").parse;
