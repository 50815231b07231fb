//! `_digest`: checksums of bytes that are all there, for `hashlib` and `uuid`, and keys from passwords. Not streams: those keep
//! their bytes in `hashlib.py`.

use std::rc::Rc;

use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::digest::core_api::BlockSizeUser;
use sha2::{Sha224, Sha256, Sha384, Sha512};

use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// What one round of a key costs of the steps that a run may take: a checksum takes as long as so many lines.
const STEPS_PER_ROUND: u64 = 10;

/// How a key is made: password, salt, rounds, length.
type DeriveKey = fn(&[u8], &[u8], u32, usize) -> Vec<u8>;

/// One kind of checksum.
struct Kind {
    name: &'static str,
    size: usize,
    digest: fn(&[u8]) -> Vec<u8>,
    derive_key: DeriveKey,
}

const KINDS: &[Kind] = &[
    kind::<Md5>("md5", 16),
    kind::<Sha1>("sha1", 20),
    kind::<Sha224>("sha224", 28),
    kind::<Sha256>("sha256", 32),
    kind::<Sha384>("sha384", 48),
    kind::<Sha512>("sha512", 64),
];

const fn kind<D: Digest + BlockSizeUser + Clone>(name: &'static str, size: usize) -> Kind {
    Kind { name, size, digest: |bytes| D::digest(bytes).to_vec(), derive_key: derive_key::<D> }
}

/// A checksum with a key that was fed already: its inner and outer half, as HMAC has them.
fn keyed<D: Digest + BlockSizeUser + Clone>(key: &[u8]) -> [D; 2] {
    let mut block = if key.len() > D::block_size() { D::digest(key).to_vec() } else { key.to_vec() };
    block.resize(D::block_size(), 0);
    [0x36, 0x5c].map(|mask| D::new_with_prefix(block.iter().map(|byte| byte ^ mask).collect::<Vec<u8>>()))
}

/// PBKDF2 of RFC 8018.
fn derive_key<D: Digest + BlockSizeUser + Clone>(
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    length: usize,
) -> Vec<u8> {
    let [inner, outer] = keyed::<D>(password);
    let authenticate = |parts: &[&[u8]]| {
        let inner = parts.iter().fold(inner.clone(), |inner, part| inner.chain_update(part));
        outer.clone().chain_update(inner.finalize()).finalize()
    };
    let mut key = Vec::new();
    for number in 1u32.. {
        if key.len() >= length {
            break;
        }
        let mut last = authenticate(&[salt, &number.to_be_bytes()]);
        let mut block = last.to_vec();
        for _ in 1..rounds {
            last = authenticate(&[&last]);
            block.iter_mut().zip(&last).for_each(|(sum, byte)| *sum ^= byte);
        }
        key.append(&mut block);
    }
    key.truncate(length);
    key
}

fn find(vm: &mut Vm, name: &Value) -> Result<&'static Kind> {
    let name = name.as_str().unwrap_or_default();
    match KINDS.iter().find(|kind| kind.name == name) {
        Some(kind) => Ok(kind),
        None => Err(vm.value_error(format!("unsupported hash type {name}"))),
    }
}

fn bytes<'value>(vm: &mut Vm, value: &'value Value) -> Result<&'value [u8]> {
    match value {
        Value::Bytes(bytes) => Ok(bytes),
        _ => Err(vm.type_error("a bytes-like object is required")),
    }
}

fn digest(vm: &mut Vm, args: Args) -> Result<Value> {
    let [name, data] = args.exactly(vm, "digest")?;
    let kind = find(vm, &name)?;
    Ok(Value::bytes((kind.digest)(bytes(vm, &data)?)))
}

fn digest_of(vm: &mut Vm, args: Args, name: &str) -> Result<Value> {
    digest(vm, args.prepend(Value::str(name)))
}

/// `pbkdf2(name, password, salt, rounds, length)`: its rounds are steps of the run, or else nothing would end a billion of them.
fn pbkdf2(vm: &mut Vm, args: Args) -> Result<Value> {
    let [name, password, salt, rounds, length] = args.exactly(vm, "pbkdf2_hmac")?;
    let kind = find(vm, &name)?;
    let (rounds, length) = (vm.small_integer(&rounds)?, vm.small_integer(&length)?);
    let (Ok(rounds), Ok(length)) = (u32::try_from(rounds), usize::try_from(length)) else {
        return Err(vm.error("OverflowError", "iteration value is too great."));
    };
    vm.check_memory(length)?;
    let blocks = length.div_ceil(kind.size) as u64;
    let cost = blocks.saturating_mul(u64::from(rounds)).saturating_mul(STEPS_PER_ROUND);
    if vm.fuel.spend_steps(cost) {
        return Ok(Value::None);
    }
    let (password, salt) = (bytes(vm, &password)?, bytes(vm, &salt)?);
    Ok(Value::bytes((kind.derive_key)(password, salt, rounds, length)))
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    const FUNCTIONS: &[Entry] = &[
        Entry::plain("digest", digest),
        Entry::plain("md5", |vm, args| digest_of(vm, args, "md5")),
        Entry::plain("sha1", |vm, args| digest_of(vm, args, "sha1")),
        Entry::plain("pbkdf2", pbkdf2),
    ];
    install_functions(vm, module, FUNCTIONS);
    let sizes = KINDS.iter().map(|kind| Value::tuple([Value::str(kind.name), Value::from_usize(kind.size)]));
    let name = vm.symbols.intern("sizes");
    module.namespace.set(name, Value::tuple(sizes.collect::<Vec<_>>()));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From RFC 6070.
    #[test]
    fn a_key_is_made_as_the_standard_has_it() {
        let key = derive_key::<Sha1>(b"passwordPASSWORDpassword", &b"saltSALT".repeat(5)[..36], 4096, 25);
        assert_eq!(key[..4], [0x3d, 0x2e, 0xec, 0x4f]);
        assert_eq!(key.len(), 25);
    }

    #[test]
    fn each_kind_is_as_long_as_it_says() {
        for kind in KINDS {
            assert_eq!((kind.digest)(b"").len(), kind.size, "{}", kind.name);
        }
    }
}
