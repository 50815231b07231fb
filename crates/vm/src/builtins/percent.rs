//! `'%s is %5.2f' % values`. As `Objects/unicodeobject.c`, `PyUnicode_Format`.

use num_bigint::{BigInt, Sign};
use num_traits::{FromPrimitive, ToPrimitive};

use super::number_text::{Form, Style, float_text, magnitude_in_base};
use super::quote::escape_beyond_ascii;
use super::receiver::{big_of, plain};
use crate::Vm;
use crate::exception::Result;
use crate::symbol::known;
use crate::value::Value;

/// The values that a format takes, one after the other or by name.
struct Values {
    whole: Value,
    items: Vec<Value>,
    next: usize,
    named: bool,
}

/// What stands between `%` and the letter.
#[derive(Debug, Default)]
struct Directive {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

/// The same format with `%s` for `%b`: for bytes they are the same.
fn with_s_for_b(format: &str) -> String {
    let mut inside = false;
    let change = |character: char| match character {
        '%' => {
            inside = !inside;
            character
        }
        'b' if inside => {
            inside = false;
            's'
        }
        _ => {
            inside &= !character.is_ascii_alphabetic();
            character
        }
    };
    format.chars().map(change).collect()
}

impl Vm {
    /// `format % values`
    pub(crate) fn percent_format(&mut self, format: &str, values: &Value) -> Result<String> {
        let items = match plain(values) {
            Value::Tuple(tuple) => tuple.0.to_vec(),
            _ => vec![values.clone()],
        };
        let is_tuple = matches!(plain(values), Value::Tuple(_));
        let mut values = Values { whole: values.clone(), items, next: 0, named: false };
        let characters: Vec<char> = format.chars().collect();
        let mut text = String::with_capacity(format.len());
        let mut at = 0;
        while at < characters.len() {
            if characters[at] != '%' {
                text.push(characters[at]);
                at += 1;
                continue;
            }
            at += 1;
            self.directive(&characters, &mut at, &mut values, &mut text)?;
            self.check_items(text.len() / 4)?;
        }
        let mapping = !is_tuple && self.is_mapping(&values.whole);
        if !values.named && values.next < values.items.len() && !mapping {
            return Err(self.type_error("not all arguments converted during string formatting"));
        }
        Ok(text)
    }

    /// `format % values` for bytes.
    pub(super) fn percent_format_bytes(&mut self, format: &[u8], values: &Value) -> Result<Value> {
        let decode = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect::<String>();
        let decoded = |value: &Value| match plain(value) {
            Value::Bytes(bytes) => Value::str(decode(bytes)),
            _ => value.clone(),
        };
        let values = match plain(values) {
            Value::Tuple(tuple) => Value::tuple(tuple.0.iter().map(decoded).collect::<Vec<_>>()),
            _ => decoded(values),
        };
        let text = self.percent_format(&with_s_for_b(&decode(format)), &values)?;
        Ok(Value::bytes(text.chars().map(|character| u32::from(character) as u8).collect()))
    }

    /// Whether `%(name)s` could take its value from it.
    fn is_mapping(&self, value: &Value) -> bool {
        match plain(value) {
            Value::Dict(_) | Value::List(_) => true,
            Value::Instance(_) => self.lookup_special(value, known::GETITEM).is_some(),
            _ => false,
        }
    }

    fn directive(
        &mut self,
        format: &[char],
        at: &mut usize,
        values: &mut Values,
        text: &mut String,
    ) -> Result<()> {
        let start = *at;
        let incomplete = |vm: &mut Vm| vm.value_error("incomplete format");
        if format.get(*at) == Some(&'(') {
            self.select_by_name(format, at, values)?;
        }
        let mut directive = Directive::default();
        while let Some(flag) = format.get(*at) {
            match flag {
                '-' => directive.left = true,
                '+' => directive.plus = true,
                ' ' => directive.space = true,
                '#' => directive.alternate = true,
                '0' => directive.zero = true,
                _ => break,
            }
            *at += 1;
        }
        if let Some(width) = self.directive_number(format, at, values)? {
            directive.left |= width < 0;
            directive.width = width.unsigned_abs() as usize;
        }
        if format.get(*at) == Some(&'.') {
            *at += 1;
            let precision = self.directive_number(format, at, values)?.unwrap_or(0);
            directive.precision = Some(usize::try_from(precision).unwrap_or(0));
        }
        while let Some('h' | 'l' | 'L') = format.get(*at) {
            *at += 1;
        }
        self.check_text(directive.width.max(directive.precision.unwrap_or(0)))?;
        let Some(&kind) = format.get(*at) else { return Err(incomplete(self)) };
        *at += 1;
        if kind == '%' {
            text.push('%');
            return Ok(());
        }
        if !"sradiuoxXeEfFgGc".contains(kind) {
            let (shown, code, index) = (kind, u32::from(kind), start + (*at - start) - 1);
            let message = format!("unsupported format character '{shown}' ({code:#x}) at index {index}");
            return Err(self.value_error(message));
        }
        let value = self.next_percent_value(values)?;
        text.push_str(&self.converted(kind, &directive, &value)?);
        Ok(())
    }

    fn select_by_name(&mut self, format: &[char], at: &mut usize, values: &mut Values) -> Result<()> {
        if !self.is_mapping(&values.whole) {
            return Err(self.type_error("format requires a mapping"));
        }
        let start = *at + 1;
        let mut depth = 0;
        loop {
            match format.get(*at) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err(self.value_error("incomplete format key")),
            }
            *at += 1;
            if depth == 0 {
                break;
            }
        }
        let name: String = format[start..*at - 1].iter().collect();
        let flow = self.subscript_flow(&values.whole.clone(), Value::str(name))?;
        let value = self.run_sync(flow)?;
        values.items = vec![value];
        values.next = 0;
        values.named = true;
        Ok(())
    }

    /// Digits, or `*` for the next value.
    fn directive_number(
        &mut self,
        format: &[char],
        at: &mut usize,
        values: &mut Values,
    ) -> Result<Option<i64>> {
        if format.get(*at) == Some(&'*') {
            *at += 1;
            return match self.next_percent_value(values)? {
                Value::Int(number) => Ok(Some(number)),
                _ => Err(self.type_error("* wants int")),
            };
        }
        let mut number: Option<i64> = None;
        while let Some(digit) = format.get(*at).and_then(|character| character.to_digit(10)) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(i64::from(digit)));
            *at += 1;
        }
        match number {
            Some(number) if number > i64::from(i32::MAX) => Err(self.value_error("width too big")),
            number => Ok(number),
        }
    }

    fn next_percent_value(&mut self, values: &mut Values) -> Result<Value> {
        match values.items.get(values.next) {
            Some(value) => {
                values.next += 1;
                Ok(value.clone())
            }
            None => Err(self.type_error("not enough arguments for format string")),
        }
    }

    fn converted(&mut self, kind: char, directive: &Directive, value: &Value) -> Result<String> {
        match kind {
            's' => self.str(value).map(|text| directive.text(&text)),
            'r' => self.repr(value).map(|text| directive.text(&text)),
            'a' => self.repr(value).map(|text| directive.text(&escape_beyond_ascii(&text))),
            'c' => self.percent_character(value).map(|character| directive.text(&character.to_string())),
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
                let number = self.percent_integer(kind, value)?;
                if matches!(kind, 'd' | 'i' | 'u') {
                    self.big_text(&number)?;
                }
                Ok(directive.integer(kind, &number))
            }
            _ => {
                let number = self.real(value)?;
                Ok(directive.float(kind, number))
            }
        }
    }

    fn percent_character(&mut self, value: &Value) -> Result<char> {
        if let Some(text) = value.as_str() {
            let mut characters = text.chars();
            return match (characters.next(), characters.next()) {
                (Some(character), None) => Ok(character),
                _ => Err(self.type_error("%c requires int or char")),
            };
        }
        match big_of(value) {
            Some(number) => match number.to_u32().and_then(char::from_u32) {
                Some(character) => Ok(character),
                None => Err(self.overflow("%c arg not in range(0x110000)")),
            },
            None => Err(self.type_error("%c requires int or char")),
        }
    }

    fn percent_integer(&mut self, kind: char, value: &Value) -> Result<BigInt> {
        let decimal = matches!(kind, 'd' | 'i' | 'u');
        if let (Value::Float(number), true) = (plain(value), decimal) {
            return self.big_from_float(*number);
        }
        match self.integer_or_none(value)? {
            Some(number) => Ok(big_of(&number).unwrap_or_default()),
            None => {
                let name = self.class_name(value);
                let wanted = if decimal { "a real number" } else { "an integer" };
                Err(self.type_error(format!("%{kind} format: {wanted} is required, not {name}")))
            }
        }
    }

    /// `int(float)`
    pub fn big_from_float(&mut self, number: f64) -> Result<BigInt> {
        match BigInt::from_f64(number.trunc()) {
            Some(integer) => Ok(integer),
            None if number.is_nan() => Err(self.value_error("cannot convert float NaN to integer")),
            None => Err(self.overflow("cannot convert float infinity to integer")),
        }
    }
}

impl Directive {
    fn text(&self, text: &str) -> String {
        let cut: String = text.chars().take(self.precision.unwrap_or(usize::MAX)).collect();
        self.padded("", &cut, false)
    }

    fn integer(&self, kind: char, number: &BigInt) -> String {
        let (base, prefix) = match kind {
            'o' => (8, "0o"),
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            _ => (10, ""),
        };
        let mut digits = magnitude_in_base(number, base);
        if kind == 'X' {
            digits.make_ascii_uppercase();
        }
        let missing = self.precision.unwrap_or(0).saturating_sub(digits.len());
        let prefix = if self.alternate { prefix } else { "" };
        let lead = format!("{}{prefix}", self.sign(number.sign() == Sign::Minus));
        self.padded(&lead, &format!("{}{digits}", "0".repeat(missing)), self.zero)
    }

    fn float(&self, kind: char, number: f64) -> String {
        let precision = self.precision.unwrap_or(6);
        let form = match kind.to_ascii_lowercase() {
            'e' => Form::Exponent(precision),
            'f' => Form::Fixed(precision),
            _ => Form::General(precision),
        };
        let text = float_text(number, Style { form, add_point_zero: false, alternate: self.alternate });
        let lead = self.sign(text.starts_with('-'));
        let mut magnitude = text.trim_start_matches('-').to_owned();
        if kind.is_ascii_uppercase() {
            magnitude.make_ascii_uppercase();
        }
        self.padded(lead, &magnitude, self.zero)
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, _, _) => "-",
            (false, true, _) => "+",
            (false, false, true) => " ",
            (false, false, false) => "",
        }
    }

    fn padded(&self, lead: &str, body: &str, zero: bool) -> String {
        let missing = self.width.saturating_sub(lead.chars().count() + body.chars().count());
        if self.left {
            format!("{lead}{body}{}", " ".repeat(missing))
        } else if zero {
            format!("{lead}{}{body}", "0".repeat(missing))
        } else {
            format!("{}{lead}{body}", " ".repeat(missing))
        }
    }
}
