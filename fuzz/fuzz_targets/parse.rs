//! Any text is read to code or refused with a place inside it: lexer, parser, compiler and what colors a listing.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    loopscope_fuzz::read(text);
});
