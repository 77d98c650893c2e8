/** A funnel: how many hosts each question has left, as bars that get narrower from question to question. */
import { counted, grouped } from "#planner/report/index.ts";
import { cut, element, frame, label, textWidth, tip } from "./markup.ts";

const BAR = 22;
const GAP = 6;
const TOP = 4;
const MOST_BAR = 300;
const TEXT_DROP = 15;
const TEXT_GAP = 10;
const MOST_TEXT = 44;
/** Wide enough to be seen where one host of thousands is left. */
const LEAST_BAR = 2;

/** One question. */
export interface FunnelBar {
  readonly text: string;
  readonly left: number;
  readonly taken: number;
}

/** Draw the funnel. @param bars at least one, the widest first @param id unique in the page */
export function funnelSvg(bars: readonly FunnelBar[], id: string): string {
  const most = Math.max(1, bars[0]?.left ?? 0);
  const texts = bars.map(({ text }) => cut(text, MOST_TEXT));
  const left = Math.max(...texts.map(textWidth)) + TEXT_GAP;
  const middle = left + MOST_BAR / 2;
  const drawn = bars.map((bar, i) => {
    const width = bar.left === 0 ? 0 : Math.max(LEAST_BAR, (MOST_BAR * bar.left) / most);
    const y = TOP + i * (BAR + GAP);
    const said = bar.taken === 0 ? grouped(bar.left) : `${grouped(bar.left)} (−${grouped(bar.taken)})`;
    return [
      label(texts[i] ?? "", { class: "chart-text", x: left - TEXT_GAP, y: y + TEXT_DROP, "text-anchor": "end" }),
      element("rect", { class: "bar-plan", x: middle - width / 2, y, width, height: BAR }, tip(`${bar.text}: ${said}`)),
      label(said, { class: "chart-text", x: left + MOST_BAR + TEXT_GAP, y: y + TEXT_DROP }),
    ].join("");
  });
  const [first, last] = [bars.at(0)?.left ?? 0, bars.at(-1)?.left ?? 0];
  return frame(
    {
      id,
      title: "Hosts left after each question",
      description: `Of ${counted(first, "host")} ${grouped(last)} ${last === 1 ? "is" : "are"} left.`,
      width: left + MOST_BAR + TEXT_GAP + textWidth(`${grouped(most)} (−${grouped(most)})`),
      height: TOP + bars.length * (BAR + GAP),
      size: "narrow",
    },
    ...drawn,
  );
}
