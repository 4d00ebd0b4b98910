// The points of the map: groups open while zooming, and a pin and its card of the list light up together.
// Loaded after map.js, which zooms. Cards have id="s-<key>"; every a.pin and a.cluster of the map lists its places in
// data-points='[[x, y, key, name, label?], …]' (drawing units; 1: a place with the label of welcome). Without that attribute
// the points stay as they were drawn.

const svg = document.querySelector("#map svg");
const drawing = "http://www.w3.org/2000/svg";
// The hole of a pin is round, of a place with the label a star: as the server draws them.
const round = "m-4-21a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z";
const star = "m0-29l2 5.3 5.6.2-4.4 3.5 1.5 5.5-4.7-3.1-4.7 3.1 1.5-5.5-4.4-3.5 5.6-.2Z";
const marks = () => [...svg.querySelectorAll(".pin, .cluster")];
const listed = (link) => JSON.parse(link.dataset.points ?? "[]");
const keysOf = (link) => link.dataset.keys?.split(" ") ?? (link.dataset.points ? listed(link).map((point) => point[2])
  : [link.getAttribute("href").split("/").pop()]);

if (svg) {
  const services = `/${location.pathname.split("/")[1]}/services/`;
  const points = marks().flatMap((link) => listed(link).map(
    ([x, y, key, name, label]) => ({ x, y, key, name, label, group: link.getAttribute("href") })));
  if (points.length && marks().every((link) => link.dataset.points)) {
    let drawnAt = 0;
    svg.addEventListener("view", ({ detail: unit }) => {
      if (drawnAt && Math.abs(Math.log2(unit / drawnAt)) < 0.3) return;
      drawnAt = unit;
      draw(gather(points, 38 * unit), services);
    });
    // The first view is of the city, unless most places are around it.
    const [width, height] = (svg.parentElement.dataset.city ?? "").split(" ").map(Number);
    const inside = points.filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
    svg.dispatchEvent(new CustomEvent("fit", { detail: boxOf(inside.length * 2 > points.length ? inside : points) }));
  }
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.querySelector(".results")?.addEventListener(name, light(on));
  }
}

/** Points nearer than `reach` to the middle of a group join it. */
function gather(points, reach) {
  const groups = [];
  for (const point of points) {
    const group = groups.find(({ x, y }) => Math.hypot(x - point.x, y - point.y) < reach);
    if (!group) { groups.push({ x: point.x, y: point.y, points: [point] }); continue; }
    group.points.push(point);
    group.x += (point.x - group.x) / group.points.length;
    group.y += (point.y - group.y) / group.points.length;
  }
  return groups.sort((a, b) => a.y - b.y);
}

function draw(groups, services) {
  const focused = document.activeElement?.closest?.(".pin, .cluster");
  const kept = focused && keysOf(focused)[0];
  const lit = new Set(marks().filter((link) => link.matches(".is-lit")).flatMap(keysOf));
  marks().forEach((link) => link.remove());
  for (const group of groups) {
    const link = group.points.length === 1 ? pin(group.points[0], services) : cluster(group);
    link.classList.toggle("is-lit", group.points.some((point) => lit.has(point.key)));
    svg.append(link);
    if (kept && group.points.some((point) => point.key === kept)) link.focus({ preventScroll: true });
  }
}

function pin({ x, y, key, name, label }, services) {
  return element("a", { class: "pin", href: services + key, "data-keys": key }, element("title", {}, name), element("path", {
    class: "marker",
    d: `M${x} ${y}c-4-8-11-13-11-21a11 11 0 1 1 22 0c0 8-7 13-11 21Z${label ? star : round}`,
  }));
}

/** A group opens when it is chosen; places at one address cannot be told apart, so their group stays a link. */
function cluster({ x, y, points }) {
  const names = points.slice(0, 3).map((point) => point.name).join(" · ");
  const link = element("a", { class: "cluster", href: points[0].group, "data-keys": points.map((point) => point.key).join(" ") },
    element("title", {}, `${points.length}: ${names}${points.length > 3 ? " …" : ""}`),
    element("circle", { cx: x, cy: y, r: 14 + Math.min(8, points.length / 2) }), element("text", { x, y }, String(points.length)));
  const box = boxOf(points);
  if (Math.max(box.right - box.left, box.bottom - box.top) > 3) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      svg.dispatchEvent(new CustomEvent("fit", { detail: { ...box, chosen: true } }));
    });
  }
  return link;
}

function boxOf(points) {
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function element(name, attributes, ...children) {
  const made = document.createElementNS(drawing, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

function light(on) {
  return ({ target }) => {
    const link = target.closest(".pin, .cluster");
    for (const key of link ? keysOf(link) : []) document.getElementById(`s-${key}`)?.classList.toggle("is-lit", on);
    const card = target.closest(".card");
    if (!card) return;
    const key = card.id.slice(2);
    for (const mark of marks()) if (keysOf(mark).includes(key)) mark.classList.toggle("is-lit", on);
  };
}
