//! Calls with `*` and `**`, and `**` in a dict display.

use crate::Vm;
use crate::class::Payload;
use crate::dict::Dict;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::symbol::known;
use crate::value::Value;

impl Vm {
    /// The arguments of a call with `*` or `**`.
    pub(crate) fn spread_args(&mut self, positional: &Value, keywords: &Value) -> Result<Args> {
        let positional = self.items_of(positional)?.into();
        let mut named = Vec::new();
        if let Value::Dict(dict) = keywords {
            for (name, value) in dict.entries() {
                match name.as_str() {
                    Some(name) => named.push((self.symbols.intern(name), value)),
                    None => return Err(self.type_error("keywords must be strings")),
                }
            }
        }
        Ok(Args { positional, keywords: named })
    }

    /// Adds `**mapping` to the keyword arguments of a call.
    pub(crate) fn dict_merge(&mut self, dict: &Dict, mapping: &Value, callee: &Value) -> Result<()> {
        let name = self.callable_name(callee);
        let Some(pairs) = self.pairs_of_mapping(mapping)? else {
            let kind = self.class_name(mapping);
            return Err(self.type_error(format!("{name}() argument after ** must be a mapping, not {kind}")));
        };
        for (key, value) in pairs {
            if key.as_str().is_none() {
                return Err(self.type_error("keywords must be strings"));
            }
            if self.dict_get(dict, &key)?.is_some() {
                let key = key.as_str().unwrap_or_default().to_owned();
                return Err(
                    self.type_error(format!("{name}() got multiple values for keyword argument '{key}'"))
                );
            }
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// Adds `**mapping` to a dict display.
    pub(crate) fn dict_update(&mut self, dict: &Dict, mapping: &Value) -> Result<()> {
        let Some(pairs) = self.pairs_of_mapping(mapping)? else {
            let kind = self.class_name(mapping);
            return Err(self.type_error(format!("'{kind}' object is not a mapping")));
        };
        for (key, value) in pairs {
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// Keys and values of a mapping; None if it is none.
    pub fn pairs_of_mapping(&mut self, mapping: &Value) -> Result<Option<Vec<(Value, Value)>>> {
        match mapping {
            Value::Dict(dict) => return Ok(Some(dict.entries())),
            Value::Instance(instance) => {
                if let Payload::Wrapped(Value::Dict(dict)) = &instance.payload
                    && !self.overrides(&instance.class(), known::ITER)
                {
                    return Ok(Some(dict.entries()));
                }
            }
            _ => return Ok(None),
        }
        let Some(keys) = self.find_attribute(mapping, known::KEYS)? else { return Ok(None) };
        let keys = self.call_sync(keys, Args::default())?;
        let mut pairs = Vec::new();
        for key in self.items_of(&keys)? {
            let value = match self.subscript_flow(mapping, key.clone())? {
                Flow::Value(value) => value,
                flow => self.run_sync(flow)?,
            };
            pairs.push((key, value));
        }
        Ok(Some(pairs))
    }
}
