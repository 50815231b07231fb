// Where a run is: the line that runs, and beside the lines a dot for each task that is there. As in the listing.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter } from "@codemirror/view";

const setMarks = StateEffect.define();

/** `shown` is whether the gutter has its room; the rest is ranges, which move with the text. */
const NOTHING = { shown: false, running: Decoration.none, dots: RangeSet.empty };

const RUNNING = Decoration.line({ class: "running", attributes: { "aria-current": "step" } });

/** The tasks at a line. */
class Dots extends GutterMarker {
  constructor(dots, more) {
    super();
    this.dots = dots;
    this.more = more;
    this.key = JSON.stringify([dots, more]);
  }

  eq(other) {
    return this.key === other.key;
  }

  toDOM() {
    const parts = this.dots.map(({ color, look, title }) => {
      const dot = document.createElement("i");
      dot.className = `dot dot--${look}`;
      dot.style.setProperty("--task", color >= 0 ? `var(--task-${color})` : "var(--muted)");
      dot.title = title;
      return dot;
    });
    const all = document.createElement("span");
    all.className = "dots";
    all.append(...parts, this.more > 0 ? `×${this.more + parts.length}` : "");
    return all;
  }
}

const field = StateField.define({
  create: () => NOTHING,
  update(value, transaction) {
    if (transaction.docChanged) {
      const { changes } = transaction;
      value = { ...value, running: value.running.map(changes), dots: value.dots.map(changes) };
    }
    for (const effect of transaction.effects) if (effect.is(setMarks)) value = effect.value;
    return value;
  },
  provide: (field) => EditorView.decorations.from(field, ({ running }) => running),
});

export const marks = [
  field,
  gutter({ class: "tasks", markers: (view) => view.state.field(field).dots }),
  EditorView.editorAttributes.of((view) => (view.state.field(field).shown ? { class: "marked" } : null)),
];

/**
 * Shows where a run is, `{running: line or 0, gutter: [{line, dots: [{color, look, title}], more}]}`, or nothing for null.
 * Lines that the text does not have are left out: it may have been edited since.
 */
export function showMarks(view, shown) {
  const { doc } = view.state;
  if (!shown) return view.dispatch({ effects: setMarks.of(NOTHING) });
  const exists = (line) => line >= 1 && line <= doc.lines;
  const running = exists(shown.running) ? Decoration.set(RUNNING.range(doc.line(shown.running).from)) : Decoration.none;
  const ranges = shown.gutter
    .filter(({ line }) => exists(line))
    .map(({ line, dots, more }) => new Dots(dots, more).range(doc.line(line).from));
  view.dispatch({ effects: setMarks.of({ shown: true, running, dots: RangeSet.of(ranges, true) }) });
  // Who is writing has the say about what is in view.
  if (exists(shown.running) && !view.hasFocus) follow(view, doc.line(shown.running).from);
}

/** Scrolls the editor, and nothing around it, as far as it takes to see the line. */
function follow(view, position) {
  const { scrollDOM } = view;
  const { top, bottom, height } = view.lineBlockAt(position);
  if (top < scrollDOM.scrollTop + height) scrollDOM.scrollTop = top - 2 * height;
  else if (bottom + height > scrollDOM.scrollTop + scrollDOM.clientHeight) {
    scrollDOM.scrollTop = bottom + 2 * height - scrollDOM.clientHeight;
  }
}
