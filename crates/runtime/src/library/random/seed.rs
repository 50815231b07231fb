//! Seeding, and the state as a value.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::ToPrimitive;
use sha2::{Digest, Sha512};

use super::twister::Twister;
use super::{Shared, unseeded};
use vm::Vm;
use vm::builtins::{big_of, plain};
use vm::exception::Result;
use vm::function::Args;
use vm::value::Value;

/// `seed(a=None)`
pub(super) fn seed(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [seed, version] = args.named(vm, "seed", ["a", "version"], 0)?;
    if !matches!(version, Value::Missing | Value::Int(2)) {
        return Err(vm.value_error("Loopscope seeds with version 2 only"));
    }
    let number = match plain(&seed) {
        Value::Missing | Value::None => {
            *source.borrow_mut() = unseeded(vm);
            return Ok(Value::None);
        }
        Value::Str(text) => number_from_bytes(text.as_str().as_bytes()),
        Value::Bytes(bytes) => number_from_bytes(bytes),
        Value::Float(_) => BigUint::from(vm.hash(plain(&seed))?),
        other => match big_of(other) {
            Some(number) => number.magnitude().clone(),
            None => {
                let message =
                    "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.";
                return Err(vm.type_error(message));
            }
        },
    };
    let mut source = source.borrow_mut();
    source.twister = Twister::from_seed(&digits_of(&number));
    source.next_gauss = None;
    Ok(Value::None)
}

/// A text's bytes, followed by their SHA-512, as one number.
fn number_from_bytes(bytes: &[u8]) -> BigUint {
    let mut all = bytes.to_vec();
    all.extend_from_slice(&Sha512::digest(bytes));
    BigUint::from_bytes_be(&all)
}

/// A number in base 2**32, the lowest digit first; 0 has one digit.
pub(super) fn digits_of(number: &BigUint) -> Vec<u32> {
    let digits = number.to_u32_digits();
    if digits.is_empty() { vec![0] } else { digits }
}

/// `getstate()`
pub(super) fn get_state(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [] = args.exactly(vm, "Random.getstate")?;
    let source = source.borrow();
    let words = source.twister.words.iter().map(|&word| Value::Int(i64::from(word)));
    let state: Vec<Value> = words.chain([Value::from_usize(source.twister.position)]).collect();
    let gauss = source.next_gauss.map(Value::Float);
    Ok(Value::tuple(vec![Value::Int(3), Value::tuple(state), gauss.into()]))
}

/// `setstate(state)`
pub(super) fn set_state(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [state] = args.exactly(vm, "Random.setstate")?;
    let parts = vm.items_of(&state)?;
    let [Value::Int(3), Value::Tuple(words), gauss] = &parts[..] else {
        return Err(vm.value_error("state with another version passed to Random.setstate() of version 3"));
    };
    let number = |value: &Value| big_of(value).filter(|number: &BigInt| number.sign() != Sign::Minus);
    let numbers: Option<Vec<u32>> =
        words.0.iter().map(|word| number(word).and_then(|word| word.to_u32())).collect();
    let mut source = source.borrow_mut();
    match numbers.as_deref().and_then(|numbers| numbers.split_last()) {
        Some((&position, words))
            if position as usize <= words.len() && words.len() == source.twister.words.len() =>
        {
            source.twister.words.copy_from_slice(words);
            source.twister.position = position as usize;
            source.next_gauss = if let Value::Float(gauss) = gauss { Some(*gauss) } else { None };
            Ok(Value::None)
        }
        _ => Err(vm.value_error("invalid state")),
    }
}
