//! `_digest`: the two checksums that `uuid` makes names into identifiers with. Not `hashlib`: that has many more, and streams.

use std::rc::Rc;

use md5::{Digest, Md5};
use sha1::Sha1;

use crate::vm::Vm;
use crate::vm::exception::Result;
use crate::vm::function::Args;
use crate::vm::module::Module;
use crate::vm::table::{Entry, install_functions};
use crate::vm::value::Value;

fn digest<D: Digest>(vm: &mut Vm, args: &Args) -> Result<Value> {
    match args.positional.first() {
        Some(Value::Bytes(bytes)) => Ok(Value::bytes(D::digest(bytes.as_slice()).to_vec())),
        _ => Err(vm.type_error("a bytes-like object is required")),
    }
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    const FUNCTIONS: &[Entry] = &[
        Entry::plain("md5", |vm, args| digest::<Md5>(vm, &args)),
        Entry::plain("sha1", |vm, args| digest::<Sha1>(vm, &args)),
    ];
    install_functions(vm, module, FUNCTIONS);
}
