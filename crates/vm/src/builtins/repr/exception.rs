//! `repr()` and `str()` of exceptions. As `Objects/exceptions.c`.

use std::rc::Rc;

use crate::Vm;
use crate::builtins::receiver::text_of;
use crate::class::Instance;
use crate::exception::{Raised, Result};
use crate::value::Value;

impl Vm {
    /// `ClassName(argument, …)`
    pub(crate) fn repr_exception(&mut self, value: &Value, instance: &Rc<Instance>) -> Result<String> {
        let name = self.class_name(value);
        self.repr_once(value, "...", |vm| {
            let args = Raised(instance.clone()).args();
            Ok(format!("{name}({})", vm.repr_all(args.iter())?.join(", ")))
        })
    }

    /// What `str(exception)` gives where the program's classes say nothing else.
    pub(crate) fn exception_text(&mut self, raised: &Raised) -> Result<String> {
        let args = raised.args();
        if self.is_exception(raised, "KeyError") && args.len() == 1 {
            return self.repr(&args[0]);
        }
        if self.is_exception(raised, "OSError") && args.len() >= 2 {
            return self.os_error_text(&args);
        }
        if let [message, Value::Tuple(parts)] = &args[..]
            && let [file, line, ..] = &parts.0[..]
            && self.is_exception(raised, "SyntaxError")
        {
            let message = self.str(message)?;
            let file = self.str(file)?;
            let file = file.rsplit('/').next().unwrap_or_default();
            return Ok(format!("{message} ({file}, line {})", self.str(line)?));
        }
        let (message, exceptions) = (self.symbols.intern("message"), self.symbols.intern("exceptions"));
        if self.is_exception(raised, "BaseExceptionGroup")
            && let Some(message) = raised.0.attributes.get(message)
            && let Some(Value::Tuple(exceptions)) = raised.0.attributes.get(exceptions)
        {
            let count = exceptions.0.len();
            let message = self.str(&message)?;
            let plural = if count == 1 { "" } else { "s" };
            return Ok(format!("{message} ({count} sub-exception{plural})"));
        }
        if let [encoding, object, start, end, reason] = &args[..]
            && self.is_exception(raised, "UnicodeError")
        {
            return self.unicode_error_text([encoding, object, start, end, reason]);
        }
        match &args[..] {
            [] => Ok(String::new()),
            [only] => self.str(only),
            _ => self.repr(&Value::tuple(args)),
        }
    }

    fn os_error_text(&mut self, args: &[Value]) -> Result<String> {
        let (number, message) = (self.str(&args[0])?, self.str(&args[1])?);
        let file = match args.get(2) {
            Some(file) if !file.is_none() => format!(": {}", self.repr(file)?),
            _ => String::new(),
        };
        Ok(format!("[Errno {number}] {message}{file}"))
    }

    fn unicode_error_text(&mut self, [encoding, object, start, end, reason]: [&Value; 5]) -> Result<String> {
        let (encoding, reason) = (self.str(encoding)?, self.str(reason)?);
        let (start, end) = (self.small_integer(start)?, self.small_integer(end)?);
        let at = usize::try_from(start).unwrap_or(0);
        let single = end == start + 1;
        let what = match (object, text_of(object)) {
            (Value::Bytes(bytes), _) if single => {
                format!("decode byte 0x{:02x}", bytes.get(at).copied().unwrap_or(0))
            }
            (Value::Bytes(_), _) => "decode bytes".to_owned(),
            (_, Some(text)) if single => {
                let character = text.as_str().chars().nth(at).map_or(0, u32::from);
                let shown = match character {
                    0..=0xFF => format!("\\x{character:02x}"),
                    0x100..=0xFFFF => format!("\\u{character:04x}"),
                    _ => format!("\\U{character:08x}"),
                };
                format!("encode character '{shown}'")
            }
            _ => "encode characters".to_owned(),
        };
        let position = if single { start.to_string() } else { format!("{start}-{}", end - 1) };
        Ok(format!("'{encoding}' codec can't {what} in position {position}: {reason}"))
    }
}
