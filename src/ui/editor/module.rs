//! The editor's script, `assets/editor/editor.js`, as it looks from here. It is fetched when it is first needed, and lies beside
//! the page, wherever that is.

use js_sys::{Array, Object, Promise, Reflect};
use view::page::playground::diagnostic::Diagnostic;
use view::page::playground::marks::{Dot, EditorMarks, MarkedLine};
use view::page::stage::drawing::look_class;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// Where it is, seen from the script of the page.
const ADDRESS: &str = "./editor/editor.js";

#[wasm_bindgen]
extern "C" {
    /// What the language calls `import()`.
    #[wasm_bindgen(catch, js_name = import)]
    fn import(address: &str) -> Result<Promise, JsValue>;

    /// The script.
    #[derive(Debug, Clone)]
    pub(super) type Module;

    /// Puts an editor into an element. Fails where a browser lacks what it takes.
    #[wasm_bindgen(catch, method, js_name = mount)]
    pub(super) fn mount(this: &Module, host: &HtmlElement, options: &Object) -> Result<View, JsValue>;

    /// An editor in the page.
    #[derive(Debug, Clone)]
    pub(super) type View;

    /// Changes the text, as a step that can be undone.
    #[wasm_bindgen(method, js_name = setText)]
    pub(super) fn set_text(this: &View, text: &str);

    #[wasm_bindgen(method, js_name = setProblems)]
    fn set_problems(this: &View, problems: &Array);

    #[wasm_bindgen(method, js_name = setMarks)]
    fn set_marks(this: &View, marks: &JsValue);

    /// Puts the caret there, in view, and the focus into the editor.
    #[wasm_bindgen(method, js_name = goTo)]
    pub(super) fn go_to(this: &View, line: u32, column: u32);

    /// Ends it.
    #[wasm_bindgen(method)]
    pub(super) fn destroy(this: &View);
}

/// Fetches the script; only the first time costs anything.
pub(super) async fn load() -> Result<Module, JsValue> {
    Ok(JsFuture::from(import(ADDRESS)?).await?.unchecked_into())
}

impl View {
    /// Underlines what is wrong, in place of what was underlined before.
    pub(super) fn show_diagnostics(&self, diagnostics: &[Diagnostic]) {
        self.set_problems(&diagnostics.iter().map(problem).collect());
    }

    /// Shows where a run is, or nothing of any.
    pub(super) fn show_marks(&self, marks: Option<&EditorMarks>) {
        let shown = marks.map(|marks| {
            let lines: Array = marks.lines.iter().map(marked_line).collect();
            object(&[("running", marks.running.unwrap_or(0).into()), ("gutter", lines.into())])
        });
        self.set_marks(&shown.map_or(JsValue::NULL, JsValue::from));
    }
}

fn problem(diagnostic: &Diagnostic) -> JsValue {
    let fields = [
        ("line", diagnostic.line.into()),
        ("column", diagnostic.column.into()),
        ("endColumn", diagnostic.end_column.unwrap_or(0).into()),
        ("message", diagnostic.message.as_str().into()),
        ("severity", diagnostic.severity.id().into()),
    ];
    object(&fields).into()
}

fn marked_line(line: &MarkedLine) -> JsValue {
    let dots: Array = line.dots.iter().map(dot).collect();
    let more = (line.more as u32).into();
    object(&[("line", line.line.into()), ("dots", dots.into()), ("more", more)]).into()
}

fn dot(dot: &Dot) -> JsValue {
    let look = look_class(dot.look).into();
    object(&[("color", (dot.color as u32).into()), ("look", look), ("title", dot.title.as_str().into())])
        .into()
}

/// An object with these properties.
pub(super) fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Fails only for objects that are frozen.
        Reflect::set(&object, &(*name).into(), value).ok();
    }
    object
}
