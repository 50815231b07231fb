//! Reading JSON text.

use num_bigint::BigInt;

use super::decode_error;
use vm::Vm;
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::value::Value;

/// How deep arrays and objects may be nested.
const DEEPEST: usize = 500;

/// Functions of the program that make something else of what is read.
#[derive(Default)]
pub(super) struct Hooks {
    /// Of an object's dict.
    pub object: Option<Value>,
    /// Of an object's list of pairs.
    pub pairs: Option<Value>,
    /// Of the text of a number with a fraction or an exponent.
    pub float: Option<Value>,
    /// Of the text of any other number.
    pub int: Option<Value>,
    /// Of `NaN`, `Infinity` and `-Infinity`.
    pub constant: Option<Value>,
    /// Whether strings may hold the characters below a space.
    pub allows_control: bool,
}

struct Reader<'a> {
    text: &'a str,
    hooks: &'a Hooks,
    characters: Vec<char>,
    at: usize,
}

/// The value of a JSON text.
pub(super) fn read(vm: &mut Vm, text: &str, hooks: &Hooks) -> Result<Value> {
    let mut reader = Reader { text, hooks, characters: text.chars().collect(), at: 0 };
    reader.skip_space();
    let value = reader.value(vm, 0)?;
    reader.skip_space();
    if reader.at < reader.characters.len() {
        return Err(reader.error(vm, "Extra data", reader.at));
    }
    Ok(value)
}

/// The value that begins at a character, and the character behind it.
pub(super) fn scan(vm: &mut Vm, text: &str, at: usize, hooks: &Hooks) -> Result<(Value, usize)> {
    let mut reader = Reader { text, hooks, characters: text.chars().collect(), at };
    let value = reader.value(vm, 0)?;
    Ok((value, reader.at))
}

impl Reader<'_> {
    fn error(&self, vm: &mut Vm, message: &str, at: usize) -> Raised {
        decode_error(vm, message, self.text, at)
    }

    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.characters[self.at..].iter().copied().take(word.len()).eq(word.chars());
        if found {
            self.at += word.len();
        }
        found
    }

    fn value(&mut self, vm: &mut Vm, depth: usize) -> Result<Value> {
        if depth > DEEPEST {
            return Err(
                vm.error("RecursionError", "maximum recursion depth exceeded while decoding a JSON document")
            );
        }
        match self.peek() {
            Some('"') => {
                self.at += 1;
                self.string(vm).map(Value::str)
            }
            Some('{') => self.object(vm, depth),
            Some('[') => self.array(vm, depth),
            Some('-' | '0'..='9') => self.number(vm),
            _ if self.word("null") => Ok(Value::None),
            _ if self.word("true") => Ok(Value::Bool(true)),
            _ if self.word("false") => Ok(Value::Bool(false)),
            _ if self.word("NaN") => self.constant(vm, "NaN", f64::NAN),
            _ if self.word("Infinity") => self.constant(vm, "Infinity", f64::INFINITY),
            _ => Err(self.error(vm, "Expecting value", self.at)),
        }
    }

    fn array(&mut self, vm: &mut Vm, depth: usize) -> Result<Value> {
        self.at += 1;
        self.skip_space();
        let mut items = Vec::new();
        if self.peek() == Some(']') {
            self.at += 1;
            return Ok(Value::list(items));
        }
        loop {
            items.push(self.value(vm, depth + 1)?);
            vm.check_items(items.len())?;
            self.skip_space();
            match self.peek() {
                Some(',') => self.at += 1,
                Some(']') => {
                    self.at += 1;
                    return Ok(Value::list(items));
                }
                _ => return Err(self.error(vm, "Expecting ',' delimiter", self.at)),
            }
            self.skip_space();
        }
    }

    fn object(&mut self, vm: &mut Vm, depth: usize) -> Result<Value> {
        const NAME: &str = "Expecting property name enclosed in double quotes";
        self.at += 1;
        self.skip_space();
        let mut pairs = Vec::new();
        if self.peek() == Some('}') {
            self.at += 1;
            return self.made(vm, pairs);
        }
        loop {
            if self.peek() != Some('"') {
                return Err(self.error(vm, NAME, self.at));
            }
            self.at += 1;
            let key = self.string(vm)?;
            self.skip_space();
            if self.peek() != Some(':') {
                return Err(self.error(vm, "Expecting ':' delimiter", self.at));
            }
            self.at += 1;
            self.skip_space();
            let value = self.value(vm, depth + 1)?;
            pairs.extend([Value::str(key), value]);
            vm.check_items(pairs.len())?;
            self.skip_space();
            match self.peek() {
                Some(',') => self.at += 1,
                Some('}') => {
                    self.at += 1;
                    return self.made(vm, pairs);
                }
                _ => return Err(self.error(vm, "Expecting ',' delimiter", self.at)),
            }
            self.skip_space();
        }
    }

    /// What becomes of an object's keys and values.
    fn made(&self, vm: &mut Vm, pairs: Vec<Value>) -> Result<Value> {
        if let Some(hook) = &self.hooks.pairs {
            let pairs = pairs.chunks(2).map(Value::tuple).collect();
            return vm.call_sync(hook.clone(), Args::one(Value::list(pairs)));
        }
        let dict = Value::dict(vm.dict_from(pairs)?);
        match &self.hooks.object {
            Some(hook) => vm.call_sync(hook.clone(), Args::one(dict)),
            None => Ok(dict),
        }
    }

    fn constant(&self, vm: &mut Vm, name: &str, number: f64) -> Result<Value> {
        match &self.hooks.constant {
            Some(hook) => vm.call_sync(hook.clone(), Args::one(Value::str(name))),
            None => Ok(Value::Float(number)),
        }
    }

    /// A string, from after its opening quote.
    fn string(&mut self, vm: &mut Vm) -> Result<String> {
        let start = self.at - 1;
        let mut text = String::new();
        loop {
            let Some(character) = self.peek() else {
                return Err(self.error(vm, "Unterminated string starting at", start));
            };
            self.at += 1;
            match character {
                '"' => return Ok(text),
                '\\' => text.push(self.escape(vm, start)?),
                '\0'..='\u{1f}' if !self.hooks.allows_control => {
                    return Err(self.error(vm, "Invalid control character at", self.at - 1));
                }
                other => text.push(other),
            }
        }
    }

    fn escape(&mut self, vm: &mut Vm, start: usize) -> Result<char> {
        let Some(character) = self.peek() else {
            return Err(self.error(vm, "Unterminated string starting at", start));
        };
        self.at += 1;
        Ok(match character {
            '"' | '\\' | '/' => character,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let high = self.four_digits(vm)?;
                let is_pair = (0xd800..0xdc00).contains(&high) && self.word("\\u");
                let code = if is_pair {
                    let low = self.four_digits(vm)?;
                    0x10000 + ((high - 0xd800) << 10) + (low.wrapping_sub(0xdc00) & 0x3ff)
                } else {
                    high
                };
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(self.error(vm, "Invalid \\escape", self.at - 2)),
        })
    }

    fn four_digits(&mut self, vm: &mut Vm) -> Result<u32> {
        let digits: String = self.characters.iter().skip(self.at).take(4).collect();
        match u32::from_str_radix(&digits, 16) {
            Ok(code) if digits.len() == 4 => {
                self.at += 4;
                Ok(code)
            }
            _ => Err(self.error(vm, "Invalid \\uXXXX escape", self.at - 1)),
        }
    }

    fn number(&mut self, vm: &mut Vm) -> Result<Value> {
        let start = self.at;
        if self.peek() == Some('-') {
            self.at += 1;
            if self.word("Infinity") {
                return self.constant(vm, "-Infinity", f64::NEG_INFINITY);
            }
        }
        if self.peek() == Some('0') {
            self.at += 1;
        } else if self.digits() == 0 {
            return Err(self.error(vm, "Expecting value", start));
        }
        let mut whole = true;
        if self.peek() == Some('.') && self.characters.get(self.at + 1).is_some_and(char::is_ascii_digit) {
            self.at += 1;
            self.digits();
            whole = false;
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            let before = self.at;
            self.at += 1;
            if matches!(self.peek(), Some('+' | '-')) {
                self.at += 1;
            }
            if self.digits() == 0 { self.at = before } else { whole = false }
        }
        let text: String = self.characters[start..self.at].iter().collect();
        if let Some(hook) = if whole { &self.hooks.int } else { &self.hooks.float } {
            return vm.call_sync(hook.clone(), Args::one(Value::str(text)));
        }
        if !whole {
            return Ok(Value::Float(text.parse().unwrap_or(f64::NAN)));
        }
        match (text.parse::<i64>(), text.parse::<BigInt>()) {
            (Ok(small), _) => Ok(Value::Int(small)),
            (_, Ok(big)) => Ok(Value::from_big(big)),
            _ => Err(self.error(vm, "Expecting value", start)),
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|character| character.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }
}
