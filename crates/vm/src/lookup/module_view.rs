//! `globals()`, `vars(module)`, the namespaces of `exec`: the dict that stands for a module's variables, and the variables themselves,
//! kept the same. A module that nobody asked for its dict has none, and costs nothing more.

use std::rc::Rc;

use crate::Vm;
use crate::attributes::Namespace;
use crate::dict::Dict;
use crate::exception::Result;
use crate::module::Module;
use crate::symbol::{Symbol, known};
use crate::value::Value;

impl Vm {
    /// The dict that stands for a module's variables. What is changed in the one is changed in the other.
    pub fn module_dict(&mut self, module: &Module) -> Rc<Dict> {
        self.sync_module(module);
        if let Some((dict, _)) = module.namespace.view() {
            return dict;
        }
        let dict = Rc::new(Dict::default());
        for (name, value) in module.namespace.entries() {
            let key = self.symbol_value(name);
            let hash = self.hash(&key).unwrap_or_default();
            dict.insert_absent(hash, key, value);
        }
        module.namespace.set_view(dict.clone());
        dict
    }

    /// Takes over what the program has changed in the dict that stands for a module's variables.
    pub(crate) fn sync_module(&mut self, module: &Module) {
        let Some((dict, version)) = module.namespace.view() else { return };
        if dict.version() == version {
            return;
        }
        let before = module.namespace.entries();
        let mut names = std::collections::BTreeSet::new();
        for (key, value) in dict.entries() {
            if let Some(name) = key.as_str() {
                let name = self.symbols.intern(name);
                names.insert(name);
                module.namespace.set(name, value);
            }
        }
        for (name, _) in before.iter().filter(|(name, _)| !names.contains(name)) {
            module.namespace.remove(*name);
        }
        module.namespace.set_view(dict);
    }

    /// The value of a module's variable, or of the builtin of that name.
    #[cold]
    pub(crate) fn load_viewed(&mut self, module: &Module, name: Symbol) -> Result<Value> {
        self.sync_module(module);
        match module.namespace.get(name) {
            Some(value) => Ok(value),
            None => self.load_builtin_of(module, name),
        }
    }

    /// A builtin as code of this module sees it: `exec` may have been given others.
    pub(crate) fn load_builtin_of(&mut self, module: &Module, name: Symbol) -> Result<Value> {
        if !module.namespace.has_view() {
            return self.load_builtin(name);
        }
        let builtins = self.symbols.intern("__builtins__");
        match module.namespace.get(builtins) {
            Some(Value::Dict(own)) if !self.stands_for(&own, &self.builtins.namespace) => {
                let key = self.symbol_value(name);
                match self.dict_get(&own, &key)? {
                    Some(value) => Ok(value),
                    None => Err(self.name_error(name)),
                }
            }
            _ => self.load_builtin(name),
        }
    }

    fn stands_for(&self, dict: &Rc<Dict>, namespace: &Namespace) -> bool {
        namespace.view().is_some_and(|(view, _)| Rc::ptr_eq(&view, dict))
    }

    /// Sets a module's variable, or removes it (a missing value). Gives back what was there.
    ///
    /// # Errors
    /// The run is at a limit.
    pub fn set_global(&mut self, module: &Module, name: Symbol, value: Value) -> Result<Value> {
        let slot = module.namespace.slot(name);
        if !module.namespace.has_view() {
            return Ok(module.namespace.set_at(slot, value));
        }
        self.sync_module(module);
        if let Some((dict, _)) = module.namespace.view() {
            let key = self.symbol_value(name);
            match &value {
                Value::Missing => drop(self.dict_remove(&dict, &key)?),
                value => self.dict_set(&dict, key, value.clone())?,
            }
            module.namespace.set_view(dict);
        }
        Ok(module.namespace.set_at(slot, value))
    }

    /// The module whose variables are the entries of a dict: what `exec` runs in.
    pub(crate) fn module_of_dict(&mut self, dict: &Rc<Dict>) -> Result<Rc<Module>> {
        let known =
            self.modules.values().cloned().chain(self.text_modules.iter().filter_map(std::rc::Weak::upgrade));
        let mut known = known.collect::<Vec<_>>().into_iter();
        if let Some(module) = known.find(|module| self.stands_for(dict, &module.namespace)) {
            return Ok(module);
        }
        let key = Value::str("__builtins__");
        if self.dict_get(dict, &key)?.is_none() {
            let builtins = self.builtins.clone();
            let builtins = Value::Dict(self.module_dict(&builtins));
            self.dict_set(dict, key, builtins)?;
        }
        let key = self.symbol_value(known::NAME);
        let name = self.dict_get(dict, &key)?;
        let name = name.as_ref().and_then(Value::as_str).unwrap_or("builtins");
        let module =
            Rc::new(Module { name: name.into(), namespace: Namespace::default(), of_program: false });
        module.namespace.set_view_stale(dict.clone());
        self.text_modules.retain(|module| module.strong_count() > 0);
        self.text_modules.push(Rc::downgrade(&module));
        Ok(module)
    }
}
