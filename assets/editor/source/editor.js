// The editor of the playground: CodeMirror 6, with what a Python program of some hundred lines needs and no more.
//
// Begin here: `mount` is all that the page calls (src/ui/editor/module.rs). The editor lives in a shadow root, because only
// there CodeMirror puts its styles where a strict content policy allows them. Colors come from the page's custom properties,
// which reach into a shadow root, so that a change of theme needs no call.

import { history, isolateHistory } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, search } from "@codemirror/search";
import { Annotation, EditorState } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  lineNumbers,
  placeholder as placeholderText,
} from "@codemirror/view";
import { keys } from "./keys.js";
import { marks, showMarks } from "./marks.js";
import { changeBetween, offsetOf } from "./place.js";
import { problems, showProblems } from "./problems.js";
import { python } from "./python.js";
import css from "./style.css";

/** What the page did, and not the person: `onChange` is not told. */
const byThePage = Annotation.define();

/** For those who do not see the editor, and do not know that Tab writes. */
const HELP = "Tab indents. To leave the editor, press Escape, then Tab.";

/**
 * Puts an editor into an element.
 *
 * @param host an empty element; it becomes the root of a shadow tree
 * @param options.text the program
 * @param options.label the editor's name for assistive technology
 * @param options.placeholder what an empty editor says
 * @param options.plain a <textarea> in whose place the editor comes: what was typed there, the selection, the place that is in
 *   view and the focus go over
 * @param options.onChange called with the whole text after each change that a person made
 * @param options.onFocus called when the editor gets the focus
 * Throws where a browser has no constructible style sheets: then the page keeps its plain field.
 */
export function mount(host, { text, label, placeholder, plain, onChange, onFocus }) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  if (!("adoptedStyleSheets" in shadow)) throw new Error("no adopted style sheets");

  const help = document.createElement("p");
  help.id = "help";
  help.textContent = HELP;
  const view = new EditorView({
    root: shadow,
    state: EditorState.create({
      doc: text,
      extensions: [
        marks,
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        highlightSpecialChars(),
        highlightSelectionMatches({ minSelectionLength: 2 }),
        bracketMatching(),
        indentOnInput(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        history(),
        search({ top: true }),
        python,
        problems,
        keys,
        // It can have the focus without `tabindex`, but not every checker of accessibility knows.
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": help.id, tabindex: "0" }),
        placeholder ? placeholderText(placeholder) : [],
        // A file that is dropped is opened by the page. CodeMirror would write its text into the program.
        EditorView.domEventHandlers({ drop: (event) => event.dataTransfer?.files.length > 0 }),
        EditorView.updateListener.of((update) => {
          if (update.focusChanged && update.view.hasFocus) onFocus?.();
          const byAPerson = update.transactions.some((each) => each.docChanged && !each.annotation(byThePage));
          if (byAPerson) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  shadow.replaceChildren(view.dom, help);
  // After CodeMirror's own sheet, which it has put there: of two equal rules the later one counts.
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];

  const setText = (wanted) => {
    const changes = changeBetween(view.state.doc.toString(), wanted);
    // A step of its own, so that one "undo" brings back what was there before.
    if (changes) view.dispatch({ changes, annotations: [byThePage.of(true), isolateHistory.of("full")] });
  };
  if (plain) takeOver(view, plain, setText);

  return {
    text: () => view.state.doc.toString(),
    setText,
    setProblems: (list) => showProblems(view, list),
    setMarks: (shown) => showMarks(view, shown),
    goTo(line, column) {
      const anchor = offsetOf(view.state.doc, line, column);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    focus: () => view.focus(),
    destroy() {
      view.destroy();
      shadow.replaceChildren();
    },
  };
}

/** Goes on where somebody is in a plain field. What was typed in it can be undone. */
function takeOver(view, plain, setText) {
  setText(plain.value);
  const { selectionStart, selectionEnd, selectionDirection } = plain;
  const [anchor, head] =
    selectionDirection === "backward" ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd];
  view.dispatch({ selection: { anchor, head } });
  const { scrollTop } = plain;
  if (plain.ownerDocument.activeElement === plain) view.focus();
  requestAnimationFrame(() => (view.scrollDOM.scrollTop = scrollTop));
}
