//! Importing modules. Where they come from is the library's business: see [`Importer`].

use std::rc::Rc;

use super::Vm;
use super::attributes::Namespace;
use super::code::link;
use super::exception::Result;
use super::frame::{Frame, Role};
use super::module::Module;
use super::native_frame::Flow;
use super::symbol::{Symbol, known};
use super::value::Value;

/// What the library knows of a module.
#[derive(Debug, Clone, Copy)]
pub struct ModuleSource {
    /// Fills in what is native.
    pub native: Option<fn(&mut Vm, &Rc<Module>)>,
    /// Python text that is run after that.
    pub python: Option<&'static str>,
}

/// Finds modules by dotted name.
pub type Importer = fn(&str) -> Option<ModuleSource>;

impl Vm {
    /// Imports a dotted name and every package on the way to it.
    pub(super) fn import_flow(&mut self, name: &str, outermost: bool) -> Result<Flow> {
        let mut end = 0;
        while end < name.len() {
            end = name[end + 1..].find('.').map_or(name.len(), |at| end + 1 + at);
            let part = &name[..end];
            if self.modules.contains_key(part) {
                continue;
            }
            let is_last = end == name.len();
            let Some(flow) = self.load_module(part)? else {
                let raised = self.error("ModuleNotFoundError", format!("No module named '{part}'"));
                return Err(raised);
            };
            // Packages on the way run nested: they only define things.
            match flow {
                Flow::Enter(frame) if is_last && !name.contains('.') => return Ok(Flow::Enter(frame)),
                Flow::Value(_) => {}
                flow => drop(self.run_sync(flow)?),
            }
            if let Some((parent, child)) = part.rsplit_once('.') {
                let (parent, module) = (self.modules.get(parent).cloned(), self.modules.get(part).cloned());
                if let (Some(parent), Some(module)) = (parent, module) {
                    let child = self.symbols.intern(child);
                    parent.namespace.set(child, Value::Module(module));
                }
            }
        }
        let wanted = if outermost { name.split('.').next().unwrap_or(name) } else { name };
        match self.modules.get(wanted) {
            Some(module) => Ok(Flow::Value(Value::Module(module.clone()))),
            None => Err(self.error("ModuleNotFoundError", format!("No module named '{wanted}'"))),
        }
    }

    /// Imports a module within this call.
    pub fn import(&mut self, name: &str) -> Result<Rc<Module>> {
        let flow = self.import_flow(name, false)?;
        match self.run_sync(flow)? {
            Value::Module(module) => Ok(module),
            _ => Err(self.error("ImportError", format!("cannot import {name}"))),
        }
    }

    /// Makes a module that is not there yet: a frame that fills it, or the module itself. None if nobody knows it.
    fn load_module(&mut self, name: &str) -> Result<Option<Flow>> {
        let Some(source) = (self.importer)(name) else { return Ok(None) };
        let module =
            Rc::new(Module { name: name.into(), namespace: Namespace::default(), of_program: false });
        module.namespace.set(known::NAME, Value::str(name));
        self.modules.insert(name.to_owned(), module.clone());
        if let Some(fill) = source.native {
            fill(self, &module);
        }
        let Some(text) = source.python else { return Ok(Some(Flow::Value(Value::Module(module)))) };
        let file = format!("{}.py", name.replace('.', "/"));
        let options = lang::Options { file: file.as_str().into(), lines: false };
        match lang::compile(text, &options) {
            Ok(code) => {
                let mut frame = self.module_frame(&code, &module);
                frame.role = Role::Import(module);
                Ok(Some(Flow::Enter(frame)))
            }
            Err(error) => Err(self.error("SystemError", format!("{file}: {}", error.message))),
        }
    }

    /// A frame that runs a module's code.
    pub fn module_frame(&mut self, code: &Rc<lang::code::Code>, module: &Rc<Module>) -> Box<Frame> {
        let linked = link(code, module, &mut self.symbols);
        let mut frame = self.frame(&linked, module);
        frame.values.resize(linked.locals.len(), Value::Missing);
        for _ in &code.cells {
            frame.cells.push(Rc::new(super::value::VariableCell(std::cell::RefCell::new(Value::Missing))));
        }
        frame
    }

    /// `from module import name`
    pub(super) fn import_from_flow(&mut self, module: &Value, name: Symbol) -> Result<Flow> {
        let Value::Module(of) = module else { return self.get_attribute_flow(module, name) };
        if let Some(value) = of.namespace.get(name) {
            return Ok(Flow::Value(value));
        }
        let text = self.symbols.name(name).to_owned();
        let submodule = format!("{}.{text}", of.name);
        if self.modules.contains_key(&submodule) || (self.importer)(&submodule).is_some() {
            return self.import_flow(&submodule, false);
        }
        match self.find_attribute(module, name)? {
            Some(value) => Ok(Flow::Value(value)),
            None => {
                let message = format!("cannot import name '{text}' from '{}' (unknown location)", of.name);
                Err(self.error("ImportError", message))
            }
        }
    }

    /// `from module import *`
    pub(super) fn import_star(&mut self, frame: &Frame, module: &Value) -> Result<()> {
        let Value::Module(of) = module else { return Err(self.type_error("import * needs a module")) };
        let public = match of.namespace.get(known::ALL) {
            Some(names) => {
                let names = self.items_of(&names)?;
                names.iter().map(|name| self.symbols.intern(name.as_str().unwrap_or_default())).collect()
            }
            None => {
                let names = of.namespace.entries().into_iter().map(|(name, _)| name);
                names.filter(|&name| !self.symbols.name(name).starts_with('_')).collect::<Vec<_>>()
            }
        };
        for name in public {
            let value = self.get_attribute(module, name)?;
            self.store_name(frame, name, value)?;
        }
        Ok(())
    }
}
