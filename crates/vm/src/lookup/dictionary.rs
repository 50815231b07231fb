//! `__dict__`: the dict that stands for an object's attributes, and the attributes themselves, kept the same.

use std::rc::Rc;

use crate::Vm;
use crate::exception::Result;
use crate::symbol::Symbol;
use crate::value::Value;

impl Vm {
    /// `__dict__`: a dict that stands for the attributes. What is changed in the one is changed in the other.
    pub(crate) fn attribute_dict(&mut self, attributes: &crate::attributes::Attributes) -> Result<Value> {
        self.sync_from_dict(attributes);
        if let Some((dict, _)) = attributes.view() {
            return Ok(Value::Dict(dict));
        }
        let pairs = attributes
            .entries()
            .into_iter()
            .flat_map(|(name, value)| [self.symbol_value(name), value])
            .collect();
        let dict = Rc::new(self.dict_from(pairs)?);
        attributes.set_view(dict.clone());
        Ok(Value::Dict(dict))
    }

    /// Takes over what the program has changed in the dict that stands for the attributes.
    pub fn sync_from_dict(&mut self, attributes: &crate::attributes::Attributes) {
        let Some((dict, version)) = attributes.view() else { return };
        if dict.version() == version {
            return;
        }
        drop(attributes.take());
        for (key, value) in dict.entries() {
            if let Some(name) = key.as_str() {
                let name = self.symbols.intern(name);
                attributes.set(name, value);
            }
        }
        attributes.set_view(dict);
    }

    /// Sets or removes an attribute, also in the dict that stands for them. Gives back whether it was there.
    pub(super) fn set_own(
        &mut self,
        attributes: &crate::attributes::Attributes,
        name: Symbol,
        value: Option<Value>,
    ) -> Result<bool> {
        if let Some((dict, _)) = attributes.view() {
            self.sync_from_dict(attributes);
            let key = self.symbol_value(name);
            match &value {
                Some(value) => self.dict_set(&dict, key, value.clone())?,
                None => drop(self.dict_remove(&dict, &key)?),
            }
            attributes.set_view(dict);
        }
        match value {
            Some(value) => {
                attributes.set(name, value);
                Ok(true)
            }
            None => Ok(attributes.remove(name).is_some()),
        }
    }
}
