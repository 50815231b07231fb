// What is wrong with the program: underlined, marked beside the line's number, told when pointed at or asked for (F8).

import { setDiagnostics, setDiagnosticsEffect } from "@codemirror/lint";
import { RangeSet, StateField } from "@codemirror/state";
import { GutterMarker, gutterLineClass } from "@codemirror/view";
import { offsetOf } from "./place.js";

class LineMark extends GutterMarker {
  constructor(severity) {
    super();
    this.elementClass = `problem problem-${severity}`;
  }
}

const LINE_MARKS = { error: new LineMark("error"), warning: new LineMark("warning") };

/** The lines that have problems. */
const noted = StateField.define({
  create: () => RangeSet.empty,
  update(lines, transaction) {
    lines = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setDiagnosticsEffect)) lines = linesOf(effect.value, transaction.state.doc);
    }
    return lines;
  },
  provide: (field) => gutterLineClass.from(field),
});

function linesOf(diagnostics, doc) {
  const ranges = diagnostics.map(({ from, severity }) => LINE_MARKS[severity].range(doc.lineAt(from).from));
  return RangeSet.of(ranges, true);
}

export const problems = noted;

/** Shows these problems in place of earlier ones: `{line, column, endColumn, message, severity}`, `endColumn` 0 if not known. */
export function showProblems(view, list) {
  const diagnostics = list.map(({ line, column, endColumn, message, severity }) => ({
    ...rangeOf(view.state, line, column, endColumn),
    message,
    severity,
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** What to underline: what is said to be wrong, else the word there, else a character, so that there is something to see. */
function rangeOf(state, line, column, endColumn) {
  const from = offsetOf(state.doc, line, column);
  const { from: start, to: end } = state.doc.lineAt(from);
  const said = endColumn > column ? offsetOf(state.doc, line, endColumn) : from;
  const to = said > from ? said : Math.min(state.wordAt(from)?.to ?? from + 1, end);
  return to > from ? { from, to } : { from: Math.max(from - 1, start), to };
}
