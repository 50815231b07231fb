//! Padding and stripping.

use super::super::receiver::text_receiver;
use super::is_space;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::table::Entry;
use crate::value::{Text, Value};

pub(super) const METHODS: &[Entry] = &[
    Entry::plain("center", |vm, args| pad(vm, args, Side::Both, "center")),
    Entry::plain("ljust", |vm, args| pad(vm, args, Side::Right, "ljust")),
    Entry::plain("rjust", |vm, args| pad(vm, args, Side::Left, "rjust")),
    Entry::plain("strip", |vm, args| strip(vm, args, Side::Both, "strip")),
    Entry::plain("lstrip", |vm, args| strip(vm, args, Side::Left, "lstrip")),
    Entry::plain("rstrip", |vm, args| strip(vm, args, Side::Right, "rstrip")),
    Entry::plain("removeprefix", remove_prefix),
    Entry::plain("removesuffix", remove_suffix),
    Entry::plain("zfill", zfill),
    Entry::plain("expandtabs", expand_tabs),
];

/// Where something is added or taken away.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
    Both,
}

fn pad(vm: &mut Vm, args: Args, side: Side, method: &str) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, method)?;
    let [width, fill] = args.between(vm, method, 1)?;
    let width = usize::try_from(vm.small_integer(&width)?).unwrap_or(0);
    let fill = match fill.present() {
        None => ' ',
        Some(fill) => fill_character(vm, &fill)?,
    };
    vm.check_text(width)?;
    let missing = width.saturating_sub(text.length());
    let left = match side {
        Side::Left => missing,
        Side::Right => 0,
        // As `unicode_center`: the odd one goes left if the width is odd.
        Side::Both => missing / 2 + (missing & width & 1),
    };
    let fill = |count: usize| std::iter::repeat_n(fill, count).collect::<String>();
    Ok(Value::str(format!("{}{}{}", fill(left), text.as_str(), fill(missing - left))))
}

fn fill_character(vm: &mut Vm, fill: &Value) -> Result<char> {
    let Some(text) = fill.as_str() else {
        let name = vm.class_name(fill);
        return Err(vm.type_error(format!("The fill character must be a unicode character, not {name}")));
    };
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => Ok(character),
        _ => Err(vm.type_error("The fill character must be exactly one character long")),
    }
}

fn strip(vm: &mut Vm, args: Args, side: Side, method: &str) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, method)?;
    let [characters] = args.between(vm, method, 0)?;
    let unwanted: Box<dyn Fn(char) -> bool> = match &characters {
        Value::Missing | Value::None => Box::new(is_space),
        given => match given.as_str() {
            Some(characters) => {
                let characters: Vec<char> = characters.chars().collect();
                Box::new(move |character| characters.contains(&character))
            }
            None => return Err(vm.type_error(format!("{method} arg must be None or str"))),
        },
    };
    let mut stripped = text.as_str();
    if side != Side::Right {
        stripped = stripped.trim_start_matches(&*unwanted);
    }
    if side != Side::Left {
        stripped = stripped.trim_end_matches(&*unwanted);
    }
    Ok(same_or(&text, stripped))
}

/// The text itself if nothing was taken away.
fn same_or(text: &std::rc::Rc<Text>, part: &str) -> Value {
    if part.len() == text.as_str().len() { Value::Str(text.clone()) } else { Value::str(part) }
}

fn remove_prefix(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "removeprefix")?;
    let [prefix] = args.exactly(vm, "str.removeprefix")?;
    let prefix = vm.text_argument(&prefix, "removeprefix() argument")?;
    Ok(same_or(&text, text.as_str().strip_prefix(prefix.as_str()).unwrap_or(text.as_str())))
}

fn remove_suffix(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "removesuffix")?;
    let [suffix] = args.exactly(vm, "str.removesuffix")?;
    let suffix = vm.text_argument(&suffix, "removesuffix() argument")?;
    Ok(same_or(&text, text.as_str().strip_suffix(suffix.as_str()).unwrap_or(text.as_str())))
}

fn zfill(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "zfill")?;
    let [width] = args.exactly(vm, "str.zfill")?;
    let width = usize::try_from(vm.small_integer(&width)?).unwrap_or(0);
    vm.check_text(width)?;
    let zeros = "0".repeat(width.saturating_sub(text.length()));
    let (sign, digits) = match text.as_str() {
        signed if signed.starts_with(['+', '-']) => signed.split_at(1),
        unsigned => ("", unsigned),
    };
    Ok(Value::str(format!("{sign}{zeros}{digits}")))
}

fn expand_tabs(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "expandtabs")?;
    let [size] = args.named(vm, "expandtabs", ["tabsize"], 0)?;
    let size = if size.is_missing() { 8 } else { vm.small_integer(&size)?.max(0) };
    let size = usize::try_from(size).unwrap_or(0);
    let tabs = text.as_str().matches('\t').count();
    vm.check_text(text.as_str().len().saturating_add(tabs.saturating_mul(size)))?;
    let mut expanded = String::new();
    let mut column = 0;
    for character in text.as_str().chars() {
        match character {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                expanded.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\t' => {}
            _ => {
                expanded.push(character);
                column = if matches!(character, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(Value::str(expanded))
}
