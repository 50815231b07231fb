//! Any text is refused or runs to an end, under small budgets.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    loopscope_fuzz::run(text);
});
