/**
 * Plans as bars in groups, one group per measure, all on one scale; each bar with its plan's letter before it and its
 * value behind it, so that no colour need be told apart. Narrow enough to be read whole on a phone.
 */
import type { ComparedBar, GroupedBars } from "#planner/report/index.ts";
import { element, frame, label, textWidth, tip } from "./markup.ts";

const HEADING = 20;
const BAR = 18;
const STEP = 21;
const BELOW = 12;
const LEFT = 22;
const MOST_BAR = 250;
const TEXT_DROP = 13;
const TEXT_GAP = 8;
const LEAST_BAR = 1;
/** Pictures that stand beside each other have letters of one size. */
const LEAST_WIDTH = 380;

interface Scale {
  /** Of the highest and, below 0, of the lowest value. */
  readonly span: number;
  readonly zero: number;
}

/** Money may be below 0: a residual value that is worth more than what is paid. */
function scaleOf({ groups }: GroupedBars): Scale {
  const values = groups.flatMap(({ bars }) => bars.map(({ value }) => value));
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = Math.max(most - least, Number.EPSILON);
  return { span, zero: LEFT + (MOST_BAR * -least) / span };
}

function barSvg(bar: ComparedBar, at: { readonly y: number; readonly label: string; readonly scale: Scale }): string {
  const { span, zero } = at.scale;
  const width = Math.max(LEAST_BAR, (MOST_BAR * Math.abs(bar.value)) / span);
  const x = bar.value < 0 ? zero - width : zero;
  return [
    label(bar.who, { class: "chart-text chart-strong", x: 0, y: at.y + TEXT_DROP }),
    element(
      "rect",
      { class: `area area-${bar.plan}`, x, y: at.y, width, height: BAR },
      tip(`${at.label}, ${bar.who}: ${bar.text}`),
    ),
    label(bar.text, { class: "chart-text", x: x + width + TEXT_GAP, y: at.y + TEXT_DROP }),
  ].join("");
}

/** Draw the bars. */
export function groupedBarsSvg(figure: GroupedBars): string {
  const scale = scaleOf(figure);
  let y = 0;
  const drawn = figure.groups.map((group) => {
    const heading = label(group.label, { class: "chart-text chart-strong", x: 0, y: y + TEXT_DROP });
    const bars = group.bars.map((bar, i) => barSvg(bar, { y: y + HEADING + i * STEP, label: group.label, scale }));
    y += HEADING + group.bars.length * STEP + BELOW;
    return [heading, ...bars].join("");
  });
  const longest = Math.max(0, ...figure.groups.flatMap(({ bars }) => bars.map(({ text }) => textWidth(text))));
  return frame(
    {
      id: figure.id,
      title: figure.title,
      description: figure.groups
        .map((group) => `${group.label}: ${group.bars.map(({ who, text }) => `${who} ${text}`).join(", ")}.`)
        .join(" "),
      width: Math.max(LEAST_WIDTH, LEFT + MOST_BAR + TEXT_GAP + longest),
      height: y,
      size: "narrow",
    },
    ...drawn,
  );
}
