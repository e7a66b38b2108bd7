"use strict";

// The figure of the front page: medians of the condition number over d, and the singular values at the chosen n and d.
const BOX = {left: 54, right: 468, top: 14, bottom: 292};

const digits = value => Number(value.toPrecision(4)).toLocaleString("en", {maximumSignificantDigits: 4});
const ticked = value => value.toLocaleString("en", {maximumFractionDigits: 1});

function axis(low, high, from, to, logarithmic) {
  const at = logarithmic ? Math.log : value => value;
  return value => from + (at(value) - at(low)) / (at(high) - at(low)) * (to - from);
}

function path(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

function mark(name, attributes, text = "") {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`).join("");
  return `<${name}${list}>${text}</${name}>`;
}

function frame(x, y, xTicks, yTicks, xTitle, yTitle) {
  const middle = (BOX.left + BOX.right) / 2;
  return xTicks.map(t => mark("path", {class: "grid", d: `M${x(t)} ${BOX.top}V${BOX.bottom}`})
      + mark("text", {x: x(t), y: BOX.bottom + 18, class: "tick"}, ticked(t))).join("")
    + yTicks.map(t => mark("path", {class: "grid", d: `M${BOX.left} ${y(t)}H${BOX.right}`})
      + mark("text", {x: BOX.left - 6, y: y(t) + 4, class: "tick end"}, ticked(t))).join("")
    + mark("text", {x: middle, y: BOX.bottom + 40, class: "title"}, xTitle)
    + mark("text", {x: BOX.left + 6, y: BOX.top + 12, class: "corner"}, yTitle);
}

function startFrontFigure(section) {
  const all = JSON.parse(document.getElementById("front-data").textContent).settings;
  const rows = [...new Set(all.map(s => s.n))];
  const [medians, values] = ["front-medians", "front-values"].map(id => document.getElementById(id));
  const [nInput, dInput] = ["front-n", "front-d"].map(id => document.getElementById(id));
  const verdict = document.getElementById("front-verdict");
  const at = n => all.filter(s => s.n === n);
  const width = Math.max(...all.map(s => s.d));
  const kappa = all.flatMap(s => s.quantiles);
  const x = axis(Math.min(...all.map(s => s.d)), width, BOX.left + 12, BOX.right - 12, true);
  const y = axis(Math.min(...kappa), Math.max(...kappa), BOX.bottom - 6, BOX.top + 18, true);

  function drawMedians(chosen) {
    const series = at(chosen.n);
    const band = [...series.map(s => [x(s.d), y(s.quantiles[0])]), ...series.map(s => [x(s.d), y(s.quantiles[2])]).reverse()];
    // Beside d = n no theorem of the page holds: the curve has a gap there.
    const curves = [[]];
    for (const s of series) {
      if (s.theory === undefined || s.n === s.d) { curves.push([]); } else { curves[curves.length - 1].push([x(s.d), y(s.theory)]); }
    }
    const square = series.find(s => s.n === s.d);
    medians.innerHTML = frame(x, y, [2, 5, 10, 20, 50, 100, 200, 400].filter(t => t <= width), [1, 10, 100, 1000],
        "number of columns d", "condition number κ")
      + mark("path", {class: "band", d: path(band) + "Z"})
      + mark("path", {class: "chosen", d: `M${x(chosen.d)} ${BOX.top}V${BOX.bottom}`})
      + series.map(s => mark("circle", {class: s === chosen ? "point here" : "point", r: s === chosen ? 7 : 3.5,
        cx: x(s.d).toFixed(1), cy: y(s.quantiles[1]).toFixed(1)})).join("")
      + curves.map(c => mark("path", {class: "theory", d: path(c)})).join("")
      + mark("path", {class: "theory", d: `M${x(square.d) - 9} ${y(square.theory)}h18`});
  }

  function drawValues(chosen) {
    const range = 2.88;
    const bins = chosen.density.length;
    const u = axis(0, range, BOX.left, BOX.right, false);
    const v = axis(0, 2.2, BOX.bottom, BOX.top + 18, false);
    const top = value => Math.max(BOX.top, v(value));
    const bars = chosen.density.map((value, i) =>
      `M${u(i * range / bins).toFixed(1)} ${BOX.bottom}V${top(value).toFixed(1)}H${u((i + 1) * range / bins).toFixed(1)}V${BOX.bottom}`);
    const law = chosen.law.map((value, i) => [u((i + 0.5) * range / chosen.law.length), top(value)]);
    values.innerHTML = frame(u, v, [0, 0.5, 1, 1.5, 2, 2.5], [0, 0.5, 1, 1.5, 2], "singular value / √n", "density")
      + mark("path", {class: "bars", d: bars.join("")})
      + mark("path", {class: "theory", d: path(law)});
  }

  function tell(chosen) {
    const sign = {PASS: "✓ pass", FAIL: "✗ fail", INCONCLUSIVE: "? inconclusive"}[chosen.outcome];
    const observed = `Median κ at n = ${chosen.n}, d = ${chosen.d}: observed ${chosen.observed}`;
    const law = chosen.n === chosen.d ? "Edelman’s law" : "the Tracy–Widom edges";
    verdict.innerHTML = sign
      ? `<span class="badge ${chosen.outcome.toLowerCase()}">${sign}</span> ${observed}; ${law} predict${chosen.n === chosen.d ? "s" : ""} ${digits(chosen.theory)}, accepted is ${chosen.accepted}.`
      : `${observed}. No verdict: this near the square neither the Tracy–Widom edges nor Edelman’s law holds.`;
  }

  function show() {
    const series = at(rows[nInput.value]);
    const chosen = series[dInput.value];
    for (const [input, value] of [[nInput, chosen.n], [dInput, chosen.d]]) {
      input.setAttribute("aria-valuetext", value);
      section.querySelector(`output[for="${input.id}"]`).textContent = value;
    }
    drawMedians(chosen);
    drawValues(chosen);
    tell(chosen);
  }

  function drag(event) {
    const box = medians.getBoundingClientRect();
    const place = (event.clientX - box.left) / box.width * 480;
    const distance = at(rows[nInput.value]).map(s => Math.abs(x(s.d) - place));
    dInput.value = distance.indexOf(Math.min(...distance));
    show();
  }

  nInput.max = rows.length - 1;
  dInput.max = at(rows[0]).length - 1;
  nInput.value = Math.max(0, rows.indexOf(100));
  dInput.value = at(rows[0]).findIndex(s => s.n === s.d) - 2;
  nInput.addEventListener("input", show);
  dInput.addEventListener("input", show);
  medians.addEventListener("pointerdown", event => {
    medians.setPointerCapture(event.pointerId);
    drag(event);
  });
  medians.addEventListener("pointermove", event => {
    if (medians.hasPointerCapture(event.pointerId)) {
      drag(event);
    }
  });
  show();
}

const frontFigure = document.getElementById("front-figure");
if (frontFigure) {
  startFrontFigure(frontFigure);
}
