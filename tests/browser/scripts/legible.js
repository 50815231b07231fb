// Finds text that cannot be read: cut off by what it stands in, outside of the page, or beneath other text. What can be
// scrolled to is readable.
const SLACK = 1.5;

const short = (node) => `“${node.textContent.trim().slice(0, 50)}” in ${named(node.parentElement)}`;
const named = (element) => {
  const classes = typeof element.className === "string" ? element.className : element.className.baseVal;
  return element.tagName.toLowerCase() + (classes ? "." + classes.trim().split(/\s+/).join(".") : "");
};
const clips = (value) => value === "hidden" || value === "clip";
const scrolls = (value) => value === "auto" || value === "scroll";

// The text's own boxes, not those of its elements; none for what only screen readers read.
function boxes(node) {
  const element = node.parentElement;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
  if (element.closest(".visually-hidden, option, select, noscript, script, style, .skip, textarea")) return [];
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].filter(({ width, height }) => width > 0.5 && height > 0.5);
}

// The part of a box that its ancestors leave, and by which of them it is cut where nobody can scroll.
function visible(node, box) {
  let { left, right, top, bottom } = box;
  let cutBy = null;
  let [freeX, freeY] = [false, false];
  for (let element = node.parentElement; element; element = element.parentElement) {
    const style = getComputedStyle(element);
    if (style.display === "inline" || style.display === "contents") continue;
    const area = element.getBoundingClientRect();
    // Ascenders and descenders of a line may reach out of a low line's box: a third of a letter is not a cut.
    const slackY = Math.max(SLACK, (box.bottom - box.top) * 0.3);
    if (!freeX && clips(style.overflowX) && (left < area.left - SLACK || right > area.right + SLACK)) cutBy ??= element;
    if (!freeY && clips(style.overflowY) && (top < area.top - slackY || bottom > area.bottom + slackY)) cutBy ??= element;
    if (style.overflowX !== "visible") [left, right] = [Math.max(left, area.left), Math.min(right, area.right)];
    if (style.overflowY !== "visible") [top, bottom] = [Math.max(top, area.top), Math.min(bottom, area.bottom)];
    freeX ||= scrolls(style.overflowX);
    freeY ||= scrolls(style.overflowY);
    if (style.position === "fixed") break;
  }
  const room = document.documentElement;
  if (!freeX && (box.left < -SLACK || box.right > room.clientWidth + SLACK)) cutBy ??= room;
  if (!freeY && box.bottom > room.scrollHeight + SLACK) cutBy ??= room;
  return { left, right, top, bottom, cutBy };
}

const found = [];
const shown = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const node = texts.currentNode;
  if (node.textContent.trim() === "") continue;
  for (const box of boxes(node)) {
    const area = visible(node, box);
    if (area.cutBy) found.push(`cut: ${short(node)}, by ${named(area.cutBy)}`);
    if (area.right - area.left > 1 && area.bottom - area.top > 1) shown.push({ node, ...area });
  }
}
// Letters have room above and below them: boxes that share less than half of a line do not touch.
shown.sort((one, other) => one.top - other.top);
shown.forEach((one, place) => {
  for (const other of shown.slice(place + 1)) {
    if (other.top >= one.bottom) break;
    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const height = Math.min(one.bottom, other.bottom) - other.top;
    const low = Math.min(one.bottom - one.top, other.bottom - other.top);
    if (width <= 2 || height <= low * 0.45 || one.node === other.node) continue;
    // What lies over the page hides what is beneath it; only where both can be seen is it a muddle.
    const x = Math.max(one.left, other.left) + width / 2;
    const y = other.top + height / 2;
    const top = document.elementsFromPoint(x, y);
    const [a, b] = [one, other].map(({ node }) => top.indexOf(node.parentElement));
    if (a < 0 || b < 0) continue;
    const opaque = top.slice(Math.min(a, b), Math.max(a, b)).some((element) => {
      const ground = getComputedStyle(element).backgroundColor;
      return !/, 0\)$|transparent/.test(ground);
    });
    if (!opaque) found.push(`overlapping: ${short(one.node)} and ${short(other.node)}`);
  }
});
return [...new Set(found)].slice(0, 20);
