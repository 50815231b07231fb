//! What the objects that `value` and `function` define refer to, and those that refer to nothing.

use num_bigint::BigInt;
use std::cell::RefCell;
use std::rc::Rc;

use super::{Copier, Taken, Traverse, copy_all, copy_attributes, drop_references};
use crate::attributes::Attributes;
use crate::exception::Result;
use crate::function::{BoundMethod, Descriptor, Function, NativeFunction};
use crate::module::Module;
use crate::value::{List, Range, Slice, Text, Tuple, Value, VariableCell};

/// Says of types that they refer to nothing.
macro_rules! leaves {
    ($($kind:ty),*) => {
        $(impl Traverse for $kind { const IS_LEAF: bool = true; })*
    };
}

// Of functions of the VM none holds a value of the program.
leaves!(BigInt, Text, Vec<u8>, Range, NativeFunction);

impl Traverse for Tuple {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.iter().for_each(visit);
    }

    fn take(&mut self, taken: &mut Taken) {
        taken.add_all(std::mem::take(&mut self.0).into_vec());
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        let copy = Value::tuple(copy_all(copier, &self.0)?);
        copier.note(Value::Tuple(self.clone()), &copy);
        Ok(Some(copy))
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        if self.0.iter().any(Value::holds_references) {
            drop_references(self);
        }
    }
}

impl Traverse for List {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.borrow().iter().for_each(visit);
    }

    fn clear(&self, taken: &mut Taken) {
        taken.add_all(self.0.take());
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        let copy = Rc::new(List::default());
        copier.note(Value::List(self.clone()), &Value::List(copy.clone()));
        let items = self.0.borrow().clone();
        let items = copy_all(copier, &items)?;
        *copy.0.borrow_mut() = items;
        Ok(Some(Value::List(copy)))
    }
}

impl Drop for List {
    fn drop(&mut self) {
        if self.0.get_mut().iter().any(Value::holds_references) {
            drop_references(self);
        }
    }
}

impl Traverse for VariableCell {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0.borrow());
    }

    fn clear(&self, taken: &mut Taken) {
        taken.add(self.0.replace(Value::Missing));
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        let copy = Rc::new(VariableCell(RefCell::new(Value::Missing)));
        copier.note(Value::Cell(self.clone()), &Value::Cell(copy.clone()));
        let content = self.0.borrow().clone();
        let content = copier.copy(&content)?;
        *copy.0.borrow_mut() = content;
        Ok(Some(Value::Cell(copy)))
    }
}

impl Drop for VariableCell {
    fn drop(&mut self) {
        if self.0.get_mut().holds_references() {
            drop_references(self);
        }
    }
}

impl Slice {
    fn parts(&mut self) -> [&mut Value; 3] {
        [&mut self.start, &mut self.stop, &mut self.step]
    }
}

impl Traverse for Slice {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.start, &self.stop, &self.step].into_iter().for_each(visit);
    }

    fn take(&mut self, taken: &mut Taken) {
        self.parts().into_iter().for_each(|part| taken.add(std::mem::replace(part, Value::Missing)));
    }
}

impl Drop for Slice {
    fn drop(&mut self) {
        if self.parts().iter().any(|part| part.holds_references()) {
            drop_references(self);
        }
    }
}

impl Traverse for BoundMethod {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        visit(&self.receiver);
    }

    fn take(&mut self, taken: &mut Taken) {
        taken.add(std::mem::replace(&mut self.receiver, Value::Missing));
        taken.add(std::mem::replace(&mut self.function, Value::Missing));
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        let receiver = copier.copy(&self.receiver)?;
        let function = copier.copy(&self.function)?;
        let copy = Value::Method(Rc::new(BoundMethod { function, receiver }));
        copier.note(Value::Method(self.clone()), &copy);
        Ok(Some(copy))
    }
}

impl Drop for BoundMethod {
    /// Calls make and drop many of them. Nearly always both parts live on, and then there is nothing to do.
    fn drop(&mut self) {
        let is_last = |part: &Value| part.holds_references() && part.reference_count() == Some(1);
        if is_last(&self.function) || is_last(&self.receiver) || self.function.is(&self.receiver) {
            drop_references(self);
        }
    }
}

impl Traverse for Descriptor {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        match self {
            Descriptor::Property { get, set, delete, doc } => {
                [get, set, delete, doc].into_iter().for_each(visit)
            }
            Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function) => visit(function),
        }
    }

    fn take(&mut self, taken: &mut Taken) {
        let mut take = |part: &mut Value| taken.add(std::mem::replace(part, Value::Missing));
        match self {
            Descriptor::Property { get, set, delete, doc } => {
                [get, set, delete, doc].into_iter().for_each(take);
            }
            Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function) => take(function),
        }
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        let copy = Value::Descriptor(Rc::new(match &**self {
            Descriptor::Property { get, set, delete, doc } => Descriptor::Property {
                get: copier.copy(get)?,
                set: copier.copy(set)?,
                delete: copier.copy(delete)?,
                doc: doc.clone(),
            },
            Descriptor::ClassMethod(function) => Descriptor::ClassMethod(copier.copy(function)?),
            Descriptor::StaticMethod(function) => Descriptor::StaticMethod(copier.copy(function)?),
        }));
        copier.note(Value::Descriptor(self.clone()), &copy);
        Ok(Some(copy))
    }
}

impl Drop for Descriptor {
    fn drop(&mut self) {
        drop_references(self);
    }
}

impl Traverse for Function {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.closure.iter().for_each(|cell| visit(&Value::Cell(cell.clone())));
        self.defaults.borrow().iter().for_each(&mut *visit);
        self.keyword_defaults.borrow().iter().for_each(|(_, value)| visit(value));
        visit(&self.annotations.borrow());
        self.attributes.traverse(visit);
    }

    fn clear(&self, taken: &mut Taken) {
        self.attributes.clear(taken);
        taken.add(self.annotations.replace(Value::Missing));
        self.keyword_defaults.take().into_iter().for_each(|(_, value)| taken.add(value));
        self.defaults.take().into_iter().for_each(|value| taken.add(value));
    }

    fn take(&mut self, taken: &mut Taken) {
        self.clear(taken);
        std::mem::take(&mut self.closure).into_iter().for_each(|cell| taken.add(Value::Cell(cell)));
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        let mut closure = Vec::with_capacity(self.closure.len());
        for cell in &self.closure {
            let copy = copier.copy(&Value::Cell(cell.clone()))?;
            closure.push(if let Value::Cell(copy) = copy { copy } else { cell.clone() });
        }
        let copy = Rc::new(Function {
            code: self.code.clone(),
            module: copier.module(&self.module),
            name: self.name.clone(),
            qualified_name: self.qualified_name.clone(),
            defaults: RefCell::default(),
            keyword_defaults: RefCell::default(),
            closure: closure.into(),
            doc: self.doc.clone(),
            annotations: RefCell::new(Value::Missing),
            attributes: Attributes::default(),
        });
        copier.vm().note_function(&copy);
        copier.note(Value::Function(self.clone()), &Value::Function(copy.clone()));
        let defaults = self.defaults.borrow().clone();
        *copy.defaults.borrow_mut() = copy_all(copier, &defaults)?;
        let keyword_defaults = self.keyword_defaults.borrow().clone();
        for (name, value) in keyword_defaults {
            let value = copier.copy(&value)?;
            copy.keyword_defaults.borrow_mut().push((name, value));
        }
        let annotations = self.annotations.borrow().clone();
        *copy.annotations.borrow_mut() = copier.copy(&annotations)?;
        copy_attributes(copier, &self.attributes, &copy.attributes)?;
        Ok(Some(Value::Function(copy)))
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        drop_references(self);
    }
}

impl Traverse for Module {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.namespace.slots().iter().for_each(|(_, value)| visit(value));
        if let Some((dict, _)) = self.namespace.view() {
            visit(&Value::Dict(dict));
        }
    }

    fn clear(&self, taken: &mut Taken) {
        self.namespace.clear(taken);
    }
}
