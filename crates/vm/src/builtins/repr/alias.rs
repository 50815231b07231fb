//! `repr()` of what stands for types in annotations: `list[int]`, `int | None`.

use std::rc::Rc;

use super::objects::class_path;
use crate::Vm;
use crate::class::Instance;
use crate::exception::Result;
use crate::value::Value;

impl Vm {
    /// The text of a generic alias or a union; None for any other instance.
    pub(crate) fn repr_alias(&mut self, instance: &Rc<Instance>) -> Result<Option<String>> {
        let class = instance.class();
        let is_union = Rc::ptr_eq(&class, &self.types.union);
        if !is_union && !Rc::ptr_eq(&class, &self.types.generic_alias) {
            return Ok(None);
        }
        let args = self.alias_part(instance, "__args__");
        let args = self.items_of(&args)?;
        let mut texts = Vec::with_capacity(args.len());
        for arg in &args {
            texts.push(match arg {
                Value::Class(class) if is_union && Rc::ptr_eq(class, &self.types.none) => "None".to_owned(),
                other => self.repr_type(other)?,
            });
        }
        if is_union {
            return Ok(Some(texts.join(" | ")));
        }
        let origin = self.alias_part(instance, "__origin__");
        let origin = self.repr_type(&origin)?;
        let inside = if texts.is_empty() { "()".to_owned() } else { texts.join(", ") };
        Ok(Some(format!("{origin}[{inside}]")))
    }

    fn alias_part(&mut self, instance: &Rc<Instance>, name: &str) -> Value {
        let name = self.symbols.intern(name);
        instance.attributes.get(name).unwrap_or(Value::None)
    }

    fn repr_type(&mut self, value: &Value) -> Result<String> {
        match value {
            Value::Class(class) => Ok(class_path(class)),
            Value::Ellipsis => Ok("...".to_owned()),
            // The parameters of `Callable[[int], str]`.
            Value::List(types) => {
                let types = types.0.borrow().clone();
                let types = types.iter().map(|one| self.repr_type(one)).collect::<Result<Vec<_>>>()?;
                Ok(format!("[{}]", types.join(", ")))
            }
            other => self.repr(other),
        }
    }
}
