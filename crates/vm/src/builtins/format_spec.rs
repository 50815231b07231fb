//! The format mini-language: `format(value, "*^+12,.2f")`. As `Python/formatter_unicode.c`.
//!
//! Pure: values come in as numbers and texts, errors go out as messages. [`Vm::format`](crate::Vm::format), in `format.rs`,
//! decides what a value is. Begin with [`FormatSpec`].

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

use super::number_text::{Form, Style, float_text, group_digits, magnitude_in_base};

/// Why a value cannot be formatted so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormatError {
    /// A `ValueError` with this message.
    Value(String),
    /// An `OverflowError` with this message.
    Overflow(&'static str),
}

/// The result of formatting.
pub(crate) type FormatResult<T> = Result<T, FormatError>;

fn refuse<T>(message: impl Into<String>) -> FormatResult<T> {
    Err(FormatError::Value(message.into()))
}

/// What a format specifier says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormatSpec {
    fill: char,
    /// `<`, `>`, `^` or `=`, where it is given.
    align: Option<char>,
    /// `+`, `-` or a space, where it is given.
    sign: Option<char>,
    no_negative_zero: bool,
    alternate: bool,
    /// The least number of characters.
    pub(crate) width: usize,
    grouping: Option<char>,
    /// Digits, or for a text the most characters.
    pub(crate) precision: Option<usize>,
    kind: Option<char>,
}

impl FormatSpec {
    /// Reads a specifier for a value of a type, which error messages name.
    pub(crate) fn parse(text: &str, type_name: &str) -> FormatResult<FormatSpec> {
        let chars: Vec<char> = text.chars().collect();
        let mut rest = Cursor { chars: &chars };
        let (fill, align) = rest.fill_and_align();
        let sign = rest.take_if(|c| matches!(c, '+' | '-' | ' '));
        let no_negative_zero = rest.take_if(|c| c == 'z').is_some();
        let alternate = rest.take_if(|c| c == '#').is_some();
        let zero = fill.is_none() && rest.take_if(|c| c == '0').is_some();
        let width = rest.number()?.unwrap_or(0);
        let grouping = rest.grouping()?;
        let precision = match rest.take_if(|c| c == '.') {
            Some(_) => match rest.number()? {
                None => return refuse("Format specifier missing precision"),
                precision => precision,
            },
            None => None,
        };
        let kind = rest.take_if(|_| true);
        if !rest.chars.is_empty() {
            return refuse(format!("Invalid format specifier '{text}' for object of type '{type_name}'"));
        }
        // A leading 0 means sign-aware padding, but not for what is aligned to the left by default.
        let align = if zero && align.is_none() && type_name != "str" { Some('=') } else { align };
        let fill = fill.unwrap_or(if zero { '0' } else { ' ' });
        let spec =
            FormatSpec { fill, align, sign, no_negative_zero, alternate, width, grouping, precision, kind };
        spec.check_grouping(type_name)?;
        Ok(spec)
    }

    fn check_grouping(&self, type_name: &str) -> FormatResult<()> {
        let Some(separator) = self.grouping else { return Ok(()) };
        let kind = self.kind.unwrap_or(if type_name == "str" { 's' } else { 'd' });
        let allowed = match separator {
            ',' => "deEfFgG%",
            _ => "deEfFgG%boxX",
        };
        if allowed.contains(kind) {
            Ok(())
        } else {
            refuse(format!("Cannot specify '{separator}' with '{kind}'."))
        }
    }

    /// A text.
    pub(crate) fn format_text(&self, text: &str) -> FormatResult<String> {
        match self.kind {
            None | Some('s') => {}
            Some(kind) => return unknown_code(kind, "str"),
        }
        match self.sign {
            Some(' ') => return refuse("Space not allowed in string format specifier"),
            Some(_) => return refuse("Sign not allowed in string format specifier"),
            None => {}
        }
        if self.no_negative_zero {
            return refuse("Negative zero coercion (z) not allowed in string format specifier");
        }
        if self.alternate {
            return refuse("Alternate form (#) not allowed in string format specifier");
        }
        if self.align == Some('=') {
            return refuse("'=' alignment not allowed in string format specifier");
        }
        let cut: String = text.chars().take(self.precision.unwrap_or(usize::MAX)).collect();
        Ok(self.pad("", &cut, self.align.unwrap_or('<')))
    }

    /// An int; `type_name` is `int` or `bool`.
    pub(crate) fn format_int(&self, number: &BigInt, type_name: &str) -> FormatResult<String> {
        let kind = self.kind.unwrap_or('d');
        if "eEfFgG%".contains(kind) {
            return match number.to_f64() {
                Some(float) if float.is_finite() => self.format_float(float),
                _ => Err(FormatError::Overflow("int too large to convert to float")),
            };
        }
        if !"bcdnoxX".contains(kind) {
            return unknown_code(kind, type_name);
        }
        if self.precision.is_some() {
            return refuse("Precision not allowed in integer format specifier");
        }
        if self.no_negative_zero {
            return refuse("Negative zero coercion (z) not allowed in integer format specifier");
        }
        if kind == 'c' {
            return self.format_character(number);
        }
        let (base, prefix, group) = match kind {
            'b' => (2, "0b", 4),
            'o' => (8, "0o", 4),
            'x' => (16, "0x", 4),
            'X' => (16, "0X", 4),
            _ => (10, "", 3),
        };
        let mut digits = magnitude_in_base(number, base);
        if kind == 'X' {
            digits.make_ascii_uppercase();
        }
        let prefix = if self.alternate { prefix } else { "" };
        let lead = format!("{}{prefix}", self.sign_text(number.sign() == Sign::Minus));
        Ok(self.pad_number(&lead, &digits, "", group))
    }

    fn format_character(&self, number: &BigInt) -> FormatResult<String> {
        if self.sign.is_some() {
            return refuse("Sign not allowed with integer format specifier 'c'");
        }
        if self.alternate {
            return refuse("Alternate form (#) not allowed with integer format specifier 'c'");
        }
        match number.to_u32().and_then(char::from_u32) {
            Some(character) => {
                Ok(self.pad("", character.encode_utf8(&mut [0; 4]), self.align.unwrap_or('>')))
            }
            None => Err(FormatError::Overflow("%c arg not in range(0x110000)")),
        }
    }

    /// A float.
    pub(crate) fn format_float(&self, number: f64) -> FormatResult<String> {
        let precision = self.precision;
        let (form, add_point_zero) = match (self.kind, precision) {
            (None, None) => (Form::Shortest, true),
            (None, Some(precision)) => (Form::General(precision), true),
            (Some('e' | 'E'), _) => (Form::Exponent(precision.unwrap_or(6)), false),
            (Some('f' | 'F' | '%'), _) => (Form::Fixed(precision.unwrap_or(6)), false),
            (Some('g' | 'G' | 'n'), _) => (Form::General(precision.unwrap_or(6)), false),
            (Some(kind), _) => return unknown_code(kind, "float"),
        };
        let percent = self.kind == Some('%');
        let scaled = if percent { number * 100.0 } else { number };
        let text = float_text(scaled, Style { form, add_point_zero, alternate: self.alternate });
        let mut magnitude = text.trim_start_matches('-').to_owned();
        if matches!(self.kind, Some('E' | 'F' | 'G')) {
            magnitude.make_ascii_uppercase();
        }
        let becomes_zero =
            self.no_negative_zero && !magnitude.contains(|c: char| matches!(c, '1'..='9' | 'i' | 'n'));
        let lead = self.sign_text(text.starts_with('-') && !becomes_zero);
        if percent {
            magnitude.push('%');
        }
        let digits = magnitude.find(|c: char| !c.is_ascii_digit()).unwrap_or(magnitude.len());
        Ok(self.pad_number(lead, &magnitude[..digits], &magnitude[digits..], 3))
    }

    fn sign_text(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            (false, _) => "",
        }
    }

    /// A number: sign and prefix, the digits that are grouped, and what follows them.
    fn pad_number(&self, lead: &str, digits: &str, rest: &str, group: usize) -> String {
        let align = self.align.unwrap_or('>');
        let body = match self.grouping {
            Some(separator) if !digits.is_empty() => {
                let taken = lead.len() + rest.chars().count();
                let width =
                    if self.fill == '0' && align == '=' { self.width.saturating_sub(taken) } else { 0 };
                format!("{}{rest}", group_digits(digits, separator, group, width))
            }
            _ => format!("{digits}{rest}"),
        };
        self.pad(lead, &body, align)
    }

    fn pad(&self, lead: &str, body: &str, align: char) -> String {
        let missing = self.width.saturating_sub(lead.chars().count() + body.chars().count());
        let fill = |count: usize| self.fill.to_string().repeat(count);
        match align {
            '<' => format!("{lead}{body}{}", fill(missing)),
            '^' => format!("{}{lead}{body}{}", fill(missing / 2), fill(missing - missing / 2)),
            '=' => format!("{lead}{}{body}", fill(missing)),
            _ => format!("{}{lead}{body}", fill(missing)),
        }
    }
}

fn unknown_code<T>(kind: char, type_name: &str) -> FormatResult<T> {
    let shown = if kind.is_ascii_graphic() { kind.to_string() } else { format!("\\x{:x}", u32::from(kind)) };
    refuse(format!("Unknown format code '{shown}' for object of type '{type_name}'"))
}

/// What is left of a specifier.
struct Cursor<'a> {
    chars: &'a [char],
}

impl Cursor<'_> {
    fn fill_and_align(&mut self) -> (Option<char>, Option<char>) {
        let is_align = |c: &char| matches!(c, '<' | '>' | '=' | '^');
        match self.chars {
            [fill, align, rest @ ..] if is_align(align) => {
                self.chars = rest;
                (Some(*fill), Some(*align))
            }
            [align, rest @ ..] if is_align(align) => {
                self.chars = rest;
                (None, Some(*align))
            }
            _ => (None, None),
        }
    }

    fn take_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let (first, rest) = self.chars.split_first()?;
        if !wanted(*first) {
            return None;
        }
        self.chars = rest;
        Some(*first)
    }

    fn number(&mut self) -> FormatResult<Option<usize>> {
        let mut number: Option<usize> = None;
        while let Some(digit) = self.take_if(|c| c.is_ascii_digit()) {
            let digit = digit as usize - '0' as usize;
            number = match number.unwrap_or(0).checked_mul(10).and_then(|number| number.checked_add(digit)) {
                Some(number) if number <= i64::MAX as usize => Some(number),
                _ => return refuse("Too many decimal digits in format string"),
            };
        }
        Ok(number)
    }

    fn grouping(&mut self) -> FormatResult<Option<char>> {
        let comma = self.take_if(|c| c == ',');
        let underscore = self.take_if(|c| c == '_');
        if underscore.is_some() && (comma.is_some() || self.chars.first() == Some(&',')) {
            return refuse("Cannot specify both ',' and '_'.");
        }
        Ok(comma.or(underscore))
    }
}

#[cfg(test)]
mod tests;
