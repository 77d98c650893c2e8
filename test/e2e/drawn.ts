/**
 * What a browser drew, measured: texts of pictures that run into each other or out of the frame, shapes too pale to be told
 * from the page, cells whose words leave them, pictures higher and tables wider than a sheet. Each is a script for the page;
 * its answer is a list of offences in words, empty when all is well.
 */
import type { Page } from "playwright-core";

/** A4 within the margins of the print style sheet, in CSS pixels: 210 − 2 × 14 mm and 297 − 2 × 16 mm at 96 px an inch. */
export const SHEET = { width: 688, height: 1001 } as const;

/** Pictures on the page, folded ones left out. */
const PICTURES = `[...document.querySelectorAll("svg[role=img]")].filter((svg) => svg.getBoundingClientRect().width > 0)`;

/** Pairs of texts of one picture that run into each other. */
export const OVERLAPS = `(svg) => {
  const texts = [...svg.querySelectorAll("text")].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return texts.flatMap((a, i) => texts.slice(i + 1).flatMap((b) =>
    Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
    Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 4 * Math.min(1, scale) ? [a.words + " / " + b.words] : []));
}`;

/** Texts of one picture that leave its frame. */
export const CUT = `(svg) => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  }).map((text) => text.textContent);
}`;

/**
 * Shapes of one picture that carry meaning and stand out from the page less than 3:1 by fill and by stroke. Not asked of:
 * grid lines and bands, which only help the eye, the low end of the heat scale, whose map has its figures beside it, and
 * empty racks and rests, which have their frame.
 */
const PALE = `(svg) => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const page = numbers(getComputedStyle(document.body).backgroundColor);
  const contrast = (colour, opacity) => {
    const over = numbers(colour).slice(0, 3).map((part, i) => part * opacity + page[i] * (1 - opacity));
    const [high, low] = [luminance(over), luminance(page)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const isHelp = (shape) => /chart-grid|chart-day|band|heat-|area-beside|tile-rest|chart-pointer/.test(shape.getAttribute("class") ?? "");
  return [...svg.querySelectorAll("rect, path, circle, line")].filter((shape) => !isHelp(shape)).filter((shape) => {
    const { fill, stroke, fillOpacity, opacity } = getComputedStyle(shape);
    const seen = [[fill, Number(fillOpacity) * Number(opacity)], [stroke, Number(opacity)]].filter(([colour]) => colour !== "none");
    return !seen.some(([colour, by]) => contrast(colour, by) >= 3);
  }).map((shape) => shape.outerHTML.slice(0, 120));
}`;

const overAll = (measure: string) =>
  `${PICTURES}.flatMap((svg) => (${measure})(svg).map((what) => (svg.getAttribute("aria-labelledby") ?? "") + ": " + what))`;

/** Cells, headings and figures whose words reach beyond their own box. */
const SPILT = `[...document.querySelectorAll("main :is(th, td, dd, dt, h1, h2, h3, p, li, label, button, .button, .tag)")]
  .filter((one) => one.offsetParent !== null && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
  .map((one) => one.outerHTML.slice(0, 160))`;

/** What the browser drew badly, in words. */
export async function offencesOn(page: Page): Promise<readonly string[]> {
  const found = await Promise.all(
    [OVERLAPS, CUT, PALE].map(async (measure) => await page.evaluate<string[]>(overAll(measure))),
  );
  return [...found.flat(), ...(await page.evaluate<string[]>(SPILT))];
}

/** On paper: pictures that do not fit on one sheet, and tables wider than it. */
export const offencesOnPaper = (page: Page): Promise<readonly string[]> =>
  page.evaluate<string[]>(`[
    ...[...document.querySelectorAll("figure.picture")].filter((one) => one.getBoundingClientRect().height > ${SHEET.height})
      .map((one) => "higher than a sheet: " + one.querySelector("h3")?.textContent),
    ...[...document.querySelectorAll("table")].filter((one) => one.getBoundingClientRect().width > ${SHEET.width} + 1)
      .map((one) => "wider than a sheet: " + (one.caption?.textContent ?? one.outerHTML.slice(0, 120))),
  ]`);
