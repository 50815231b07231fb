// Keys. Tab indents, and Escape then Tab leaves: CodeMirror sees to that. Some keys are left to the page.

import { defaultKeymap, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { getIndentUnit } from "@codemirror/language";
import { lintKeymap, nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { keymap } from "@codemirror/view";

/** Run, in the page. */
const LEFT_TO_THE_PAGE = ["Mod-Enter"];

/** A presenter's clicker sends these, and steps with them, unless there is something to scroll. */
const PAGES = ["PageUp", "PageDown"];

const scrolls = ({ scrollDOM }) => scrollDOM.scrollHeight > scrollDOM.clientHeight + 1;

const ownKeys = defaultKeymap
  .filter(({ key }) => !LEFT_TO_THE_PAGE.includes(key))
  .map((binding) =>
    PAGES.includes(binding.key) ? { ...binding, run: (view) => scrolls(view) && (binding.run(view), true) } : binding,
  );

/** Indents the lines that are selected; with nothing selected, goes on to the next column of indentation, as people expect. */
function tab(view) {
  const { state } = view;
  const { main } = state.selection;
  if (!main.empty) return indentMore(view);
  const unit = getIndentUnit(state);
  const column = main.head - state.doc.lineAt(main.head).from;
  view.dispatch(state.replaceSelection(" ".repeat(unit - (column % unit))), { scrollIntoView: true, userEvent: "input" });
  return true;
}

export const keys = keymap.of([
  { key: "F8", run: nextDiagnostic, shift: previousDiagnostic },
  ...lintKeymap.filter(({ key }) => key !== "F8"),
  ...searchKeymap,
  ...historyKeymap,
  ...ownKeys,
  { key: "Tab", run: tab, shift: indentLess },
]);
