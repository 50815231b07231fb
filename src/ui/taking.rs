//! The stage to take away, for a slide, a handout or a message: as PNG, as SVG, as text. What is taken is what is seen, in its theme,
//! at its step, with the caption, the program's name and the address that leads back to it.
//!
//! The page's style sheet colors the stage, so a picture that stands alone gets every value that the browser has computed. What it is
//! not: a second way to draw the stage. Begin with [`take_menu`].

use super::browser;
use super::clipboard::{copy_picture, copy_text};
use super::model::Model;
use super::shell::Shell;
use crate::ui::reactive::dynamic;
use leptos::html::Details;
use leptos::prelude::*;
use leptos::task::spawn_local;
use trace::decimal::fixed;
use view::page::wording::duration_text;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement, XmlSerializer};

/// How many pixels of a bitmap a CSS pixel has: sharp on any projector.
const SHARPNESS: f64 = 2.0;

const NOT_DRAWN: &str = "The browser cannot draw it: take the SVG";

/// What is copied from the style sheet to each element.
const STYLES: [&str; 15] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "paint-order",
    "opacity",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "letter-spacing",
    "transform",
    "transform-origin",
];

/// A picture that stands alone.
struct Taken {
    svg: String,
    width: f64,
    height: f64,
}

/// What can be done with it.
#[derive(Debug, Clone, Copy)]
enum Take {
    Png,
    Copy,
    Svg,
    Text,
}

const TAKES: [(Take, &str, &str); 4] = [
    (Take::Png, "take-png", "PNG file, for slides"),
    (Take::Copy, "take-copy", "Copy as picture"),
    (Take::Svg, "take-svg", "SVG file"),
    (Take::Text, "take-text", "Copy as text"),
];

/// The menu, beside the caption.
pub(super) fn take_menu(model: Model) -> AnyView {
    let shell = Shell::expect();
    let menu = NodeRef::<Details>::new();
    let said = RwSignal::new("");
    let entry = move |(take, testid, title): (Take, &'static str, &'static str)| {
        let press = move |_| {
            let Some(menu) = menu.get_untracked() else { return };
            let Some(source) = Source::around(&menu, model, shell) else { return };
            menu.set_open(false);
            spawn_local(async move {
                said.try_set(take_away(&source, take).await);
            });
        };
        view! { <li><button class="link-button" data-testid=testid on:click=press>{title}</button></li> }
    };
    view! {
        <details class="take" node_ref=menu data-testid="take">
            <summary class="link-button why__way" title="This picture of the stage, to be taken away">"Picture"</summary>
            <ul class="take__list">{TAKES.map(entry).into_iter().collect_view()}</ul>
        </details>
        <span class="take__said" role="status">{dynamic(move || said.get())}</span>
    }
    .into_any()
}

/// Takes it, and says what has become of it.
async fn take_away(source: &Source, take: Take) -> &'static str {
    let (name, taken) = (source.file_name(), source.picture());
    match take {
        Take::Text if copy_text(&source.text()).await => "Copied",
        Take::Text => {
            browser::download(&format!("{name}.txt"), "text/plain", &source.text());
            "Saved as a file"
        }
        Take::Svg => {
            browser::download(&format!("{name}.svg"), "image/svg+xml", &taken.svg);
            "Saved"
        }
        Take::Png | Take::Copy => {
            let Some(bitmap) = bitmap(&taken).await else {
                return NOT_DRAWN;
            };
            if matches!(take, Take::Copy) && copy_picture(&bitmap).await {
                return "Copied";
            }
            let Ok(address) = bitmap.to_data_url() else { return NOT_DRAWN };
            browser::download_address(&format!("{name}.png"), &address);
            if matches!(take, Take::Copy) { "Saved as a file" } else { "Saved" }
        }
    }
}

/// What a picture is made of.
struct Source {
    stage: Element,
    words: Vec<String>,
    caption: String,
    file: String,
    /// Which step, and when.
    moment: String,
    address: String,
}

impl Source {
    /// The stage whose caption an element belongs to.
    fn around(element: &Element, model: Model, shell: Shell) -> Option<Source> {
        let caption = element.closest(".why").ok()??;
        let panel = caption.previous_element_sibling()?;
        let stage = panel.query_selector(".stage__picture").ok()??;
        let text = |element: Element| element.text_content().unwrap_or_default();
        let words = panel.query_selector_all(".stage .visually-hidden p").ok()?;
        let words = (0..words.length()).filter_map(|place| words.item(place)?.text_content()).collect();
        let moment = format!(
            "step {} of {} · {}",
            model.step_untracked(),
            untrack(|| model.last_step()),
            duration_text(untrack(|| model.time_now()).since(trace::Time::ZERO)),
        );
        Some(Source {
            stage,
            words,
            caption: caption
                .query_selector(".why__text")
                .ok()?
                .map(text)
                .unwrap_or_default()
                .trim()
                .to_owned(),
            file: model.shown.with_untracked(|shown| Some(shown.as_ref()?.view.trace.file().to_owned()))?,
            moment,
            address: browser::address_with(&untrack(|| shell.shared_route()).format()),
        })
    }

    fn file_name(&self) -> String {
        let name = self.file.strip_suffix(".py").unwrap_or(&self.file);
        format!("{name}-{}", self.moment.split(" of").next().unwrap_or_default().replace(' ', "-"))
    }

    /// The same in words.
    fn text(&self) -> String {
        let head = [format!("{}, {}", self.file, self.moment), self.caption.clone()];
        let lines = head.into_iter().chain(self.words.iter().cloned()).chain([self.address.clone()]);
        lines.filter(|line| !line.is_empty()).map(|line| line + "\n").collect()
    }

    /// The stage, and below it the caption and where it comes from.
    fn picture(&self) -> Taken {
        const MARGIN: f64 = 14.0;
        const LINE: f64 = 26.0;
        let (width, height) = (f64::from(self.stage.client_width()), f64::from(self.stage.client_height()));
        let lines = wrapped(&self.caption, (width / 9.5) as usize);
        let whole = height + LINE * lines.len() as f64 + 40.0;
        let [ground, ink, family] = ["background-color", "color", "font-family"].map(style_of_page);
        let n = |value: f64| fixed(value, 0);
        let said: String = (1..)
            .zip(&lines)
            .map(|(place, line)| {
                let y = n(height + LINE * f64::from(place));
                format!("<text x=\"{}\" y=\"{y}\" font-size=\"19\">{}</text>", n(MARGIN), escaped(line))
            })
            .collect();
        let from = escaped(&format!("{} · {}", self.file, self.moment));
        let (address, body) = (escaped(&self.address), standing_alone(&self.stage));
        let (w, h, foot) = (n(width), n(whole), n(whole - MARGIN));
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">\
             <desc>{address}</desc><rect width=\"{w}\" height=\"{h}\" fill=\"{ground}\"/>{body}\
             <g fill=\"{ink}\" font-family=\"{}\">{said}\
             <text x=\"{}\" y=\"{foot}\" font-size=\"13\" opacity=\"0.7\">{from} · Loopscope</text></g></svg>",
            escaped(&family),
            n(MARGIN),
        );
        Taken { svg, width, height: whole }
    }
}

/// A value that the style sheet gives the page.
fn style_of_page(name: &str) -> String {
    let page = document().query_selector(".app").ok().flatten();
    let body = document().body().map(Element::from);
    let value = |element: Element| {
        let style = window().get_computed_style(&element).ok()??;
        style.get_property_value(name).ok().filter(|value| !value.is_empty() && value != "rgba(0, 0, 0, 0)")
    };
    page.and_then(value).or_else(|| body.and_then(value)).unwrap_or_default()
}

/// An SVG element as text that needs no style sheet.
fn standing_alone(stage: &Element) -> String {
    let Ok(copy) = stage.clone_node_with_deep(true) else { return String::new() };
    let Ok(copy) = copy.dyn_into::<Element>() else { return String::new() };
    inline_styles(stage, &copy);
    // It fills its room in the page; here it has a size of its own.
    copy.set_attribute("width", &stage.client_width().to_string()).ok();
    copy.set_attribute("height", &stage.client_height().to_string()).ok();
    let serialized = XmlSerializer::new().and_then(|serializer| serializer.serialize_to_string(&copy));
    serialized.unwrap_or_default()
}

/// Gives a copy the values that the style sheet gives the original, all the way down.
fn inline_styles(original: &Element, copy: &Element) {
    if let Ok(Some(style)) = window().get_computed_style(original) {
        for name in STYLES {
            let value = style.get_property_value(name).unwrap_or_default();
            // Where a token stands is an attribute of its own, which a style would take the place of.
            let says_nothing = matches!(value.as_str(), "" | "none" | "normal" | "auto") && name != "fill";
            let placed = name == "transform" && original.has_attribute("transform");
            if !says_nothing && !placed {
                copy.set_attribute(name, &value).ok();
            }
        }
    }
    for attribute in ["class", "aria-hidden", "data-points", "data-lit"] {
        copy.remove_attribute(attribute).ok();
    }
    let (originals, copies) = (original.children(), copy.children());
    for place in 0..originals.length() {
        if let (Some(original), Some(copy)) = (originals.item(place), copies.item(place)) {
            inline_styles(&original, &copy);
        }
    }
}

/// A picture as a bitmap; None if the browser does not draw it.
async fn bitmap(taken: &Taken) -> Option<HtmlCanvasElement> {
    let image = HtmlImageElement::new().ok()?;
    let text = String::from(js_sys::encode_uri_component(&taken.svg));
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{text}"));
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let (width, height) = (taken.width * SHARPNESS, taken.height * SHARPNESS);
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    Some(canvas)
}

/// Words in lines of so many characters, if each word is shorter.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
