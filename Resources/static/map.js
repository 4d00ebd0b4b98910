// The city's map: zoom and pan by buttons, fingers, wheel and keys; signs keep their size (--k of app.css: drawing units
// per pixel). Without this module the map is a drawing full of links. Until the reader zooms, one finger scrolls the page.
//
// In the page: figure#map[data-labels="zoom in|zoom out|whole city"] > svg[viewBox]. Other modules talk to the svg:
// "view" (detail: units per pixel) follows a change, "fit" (detail: a box; chosen: by the reader) asks for one.

const figure = document.getElementById("map");
const svg = figure?.querySelector("svg");

if (svg) {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  figure.dataset.city = `${width} ${height}`;
  // Places may lie around the city.
  const drawn = svg.getBBox();
  const left = Math.min(0, drawn.x), right = Math.max(width, drawn.x + drawn.width);
  const top = Math.min(0, drawn.y), bottom = Math.max(height, drawn.y + drawn.height);
  svg.classList.add("can-pan");
  svg.tabIndex = 0;

  const ratio = () => svg.clientHeight / svg.clientWidth || height / width;
  const widest = () => Math.max(right - left, (bottom - top) / ratio());
  const finest = width / 40;
  const unit = () => view.width / (svg.clientWidth || 1);
  let view = { x: 0, y: 0, width: Infinity };
  let waiting = 0;
  let chosen = false;

  /** Keeps a window inside low…high, or centred when it is larger. */
  const keep = (start, size, low, high) =>
    size >= high - low ? (low + high - size) / 2 : Math.min(Math.max(start, low), high - size);

  const show = () => {
    waiting = 0;
    const most = widest();
    view.width = Math.min(Math.max(view.width, finest), most);
    const tall = view.width * ratio();
    view.x = keep(view.x, view.width, left, right);
    view.y = keep(view.y, tall, top, bottom);
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${tall}`);
    svg.style.setProperty("--k", unit());
    const whole = view.width > most * 0.999;
    chosen &&= !whole;
    svg.classList.toggle("zoomed", chosen);
    tools[0].disabled = view.width < finest * 1.001;
    tools[1].disabled = tools[2].disabled = whole;
    svg.dispatchEvent(new CustomEvent("view", { detail: unit() }));
  };
  const soon = () => { waiting ||= requestAnimationFrame(show); };

  const zoom = (factor, at = { x: view.x + view.width / 2, y: view.y + view.width * ratio() / 2 }) => {
    const next = factor ? Math.min(Math.max(view.width / factor, finest), widest()) : widest();
    const share = next / view.width;
    chosen = true;
    view = { x: at.x - (at.x - view.x) * share, y: at.y - (at.y - view.y) * share, width: next };
    soon();
  };
  const pan = (dx, dy) => { view.x += dx; view.y += dy; soon(); };

  svg.addEventListener("fit", ({ detail: box }) => {
    // Unless the reader asks for it, never so near that no name of a district is left to know the place by.
    const least = box.chosen ? finest : width / 3;
    const wide = Math.max((box.right - box.left) * 1.25, ((box.bottom - box.top) / ratio()) * 1.25, least);
    chosen ||= box.chosen === true;
    view = { x: (box.left + box.right - wide) / 2, y: (box.top + box.bottom - wide * ratio()) / 2, width: wide };
    show();
  });

  const acts = [["+", () => zoom(1.6)], ["−", () => zoom(1 / 1.6)], ["⤢", () => zoom(0)]];
  const tools = figure.dataset.labels.split("|").map((title, position) => {
    const [textContent, onclick] = acts[position];
    const button = Object.assign(document.createElement("button"), { type: "button", title, textContent, onclick });
    button.setAttribute("aria-label", title);
    return button;
  });
  const group = Object.assign(document.createElement("div"), { className: "map-tools" });
  group.append(...tools);
  figure.append(group);

  // One pointer drags, two pinch; a drag is not a click.
  const held = new Map();
  let dragged = false;
  const place = (x, y) => {
    const box = svg.getBoundingClientRect();
    return { x: view.x + (x - box.left) * unit(), y: view.y + (y - box.top) * unit() };
  };
  const pinch = () => {
    const [a, b] = [...held.values()];
    return { apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 };
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (!held.size) dragged = false;
    if (held.size < 2) held.set(event.pointerId, event);
  });
  addEventListener("pointermove", (event) => {
    const last = held.get(event.pointerId);
    if (!last) return;
    const dx = event.clientX - last.clientX, dy = event.clientY - last.clientY;
    if (!dragged && held.size === 1 && Math.hypot(dx, dy) < 6) return;
    const before = held.size > 1 && pinch();
    dragged = true;
    svg.classList.add("panning");
    held.set(event.pointerId, event);
    pan(-dx * unit() / held.size, -dy * unit() / held.size);
    if (!before) return;
    const after = pinch();
    zoom(after.apart / (before.apart || 1), place(after.x, after.y));
  });
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, (event) => { if (held.delete(event.pointerId) && !held.size) svg.classList.remove("panning"); });
  }
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => {
    if (!dragged || !event.detail) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // The wheel scrolls the page, unless the map has the focus or Ctrl (a trackpad's pinch) says zoom.
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && !figure.contains(document.activeElement)) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), place(event.clientX, event.clientY));
  }, { passive: false });

  const keys = {
    ArrowLeft: (step) => pan(-step, 0), ArrowRight: (step) => pan(step, 0),
    ArrowUp: (step) => pan(0, -step), ArrowDown: (step) => pan(0, step),
    "+": acts[0][1], "=": acts[0][1], "-": acts[1][1], 0: acts[2][1],
  };
  svg.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(view.width / 5);
  });

  new ResizeObserver(soon).observe(svg);
  show();
}
