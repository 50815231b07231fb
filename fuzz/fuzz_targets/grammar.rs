//! Programs that are made to a grammar, so that most of them get past the parser and into the VM.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|choices: &[u8]| {
    loopscope_fuzz::run(&loopscope_fuzz::grammar::program(choices));
});
