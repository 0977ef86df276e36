//! A long random run on a stable compiler: takes files of a folder, cuts, doubles, swaps and overwrites parts of them, and gives them to every door.
//!   cargo run --release --bin long_run -- FOLDER SECONDS [SEED]

use std::io::Read as _;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

const DOORS: [(&str, fn(&[u8])); 6] = [
    ("robots", magnetite_fuzz::robots),
    ("sitemap", magnetite_fuzz::sitemap),
    ("html", magnetite_fuzz::html),
    ("encodings", magnetite_fuzz::encodings),
    ("json_ld", magnetite_fuzz::json_ld),
    ("urls", magnetite_fuzz::urls),
];
/// Larger files are cut: many runs find more than long ones.
const SIZE_MAX: usize = 96 * 1024;
/// Slower than this on one input is reported, in milliseconds.
const SLOW_MS: u128 = 2_000;
const PIECES: [&[u8]; 14] = [
    b"<", b">", b"</", b"<!--", b"-->", b"&#", b"\0", b"\xff\xfe", b"<svg>", b"<table>", b"<template>", b"]]>", b"\x1b$B", b"<meta charset=utf-16>",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, seconds, rest @ ..] = arguments.as_slice() else { panic!("usage: long_run FOLDER SECONDS [SEED]") };
    let seed = rest.first().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut random = StdRng::seed_from_u64(seed);
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files.iter().map(|path| open(path)).collect();
    let until = Instant::now() + Duration::from_secs(seconds.parse().expect("seconds"));
    let (mut runs, mut slowest) = (0_u64, 0);
    while Instant::now() < until {
        let input = mutated(&seeds, &mut random);
        for (name, door) in DOORS {
            let started = Instant::now();
            if std::panic::catch_unwind(|| door(&input)).is_err() {
                std::fs::write(format!("panic-{name}"), &input).expect("the input is kept");
                panic!("{name} panicked at run {runs}; its input is in panic-{name}");
            }
            let took = started.elapsed().as_millis();
            slowest = slowest.max(took);
            if took > SLOW_MS {
                std::fs::write(format!("slow-{name}-{runs}"), &input).expect("the input is kept");
                println!("{name} took {took} ms at run {runs}");
            }
        }
        runs += 1;
    }
    println!("{runs} inputs through {} doors from seed {seed}, no panic, the slowest {slowest} ms", DOORS.len());
}

fn open(path: &std::path::Path) -> Vec<u8> {
    let bytes = std::fs::read(path).expect("a file");
    let mut plain = Vec::new();
    match flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut plain) {
        Ok(_) if path.extension().is_some_and(|extension| extension == "gz") => plain,
        _ => bytes,
    }
}

fn mutated(seeds: &[Vec<u8>], random: &mut StdRng) -> Vec<u8> {
    let mut part = |most: usize| {
        let seed = &seeds[random.random_range(0..seeds.len())];
        let from = random.random_range(0..=seed.len());
        let length = random.random_range(0..=most.min(seed.len() - from));
        seed[from..from + length].to_vec()
    };
    let mut input = [part(SIZE_MAX), part(SIZE_MAX / 4)].concat();
    for _ in 0..random.random_range(0..40) {
        let at = random.random_range(0..=input.len());
        match random.random_range(0..4) {
            0 if at < input.len() => input[at] = random.random(),
            1 => drop(input.splice(at..at, PIECES[random.random_range(0..PIECES.len())].iter().copied())),
            2 => drop(input.drain(at..(at + random.random_range(0..64)).min(input.len()))),
            _ => {
                let again = input[at..(at + random.random_range(0..512)).min(input.len())].repeat(random.random_range(1..8));
                drop(input.splice(at..at, again));
            }
        }
    }
    input
}
