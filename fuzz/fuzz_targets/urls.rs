#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| magnetite_fuzz::urls(bytes));
