/**
 * Pictures over time with script: the column under the pointer is marked, and its figures are read out below the picture,
 * from the table that stands beside it. Who reads rather than looks has the table itself, so the line is hidden from them.
 */
const SVG = "http://www.w3.org/2000/svg";

/** The figures of a column as one line: "Mon 11:00 · Total 52% · …". */
function lineOf(table, column) {
  const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
  const [when, ...values] = [...table.tBodies[0].rows[column].cells].map((cell) => cell.textContent);
  return [when, ...values.map((value, i) => `${heads[i]} ${value}`)].join(" · ");
}

function follow(svg, table) {
  const [left, width, count] = svg.dataset.columns.split(" ").map(Number);
  const readout = document.createElement("p");
  readout.className = "readout note";
  readout.setAttribute("aria-hidden", "true");
  svg.parentElement.after(readout);
  const line = document.createElementNS(SVG, "line");
  line.setAttribute("class", "chart-pointer");
  line.setAttribute("y1", "0");
  line.setAttribute("y2", String(svg.viewBox.baseVal.height));
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    const column = Math.floor(((x - left) / width) * count);
    if (column < 0 || column >= count) return;
    const middle = String(left + ((column + 0.5) / count) * width);
    line.setAttribute("x1", middle);
    line.setAttribute("x2", middle);
    if (line.parentNode === null) svg.append(line);
    readout.textContent = lineOf(table, column);
  });
  svg.addEventListener("pointerleave", () => {
    line.remove();
    readout.textContent = "";
  });
}

for (const svg of document.querySelectorAll("svg[data-columns]")) {
  const table = svg.closest("figure")?.querySelector("table");
  // a table that sums columns up has no line for each
  const count = Number(svg.dataset.columns.split(" ")[2]);
  if (table && table.tBodies[0].rows.length === count) follow(svg, table);
}
