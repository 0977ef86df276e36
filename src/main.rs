//! The program. Everything is in the library; this file reads the command line and turns an error into one line and an exit code.
#![allow(clippy::print_stderr, reason = "the last word of a command goes to the terminal")]

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use magnetite::commands::{Cli, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Wrong usage ends here with exit code 2.
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: the async runtime cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let code = match runtime.block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let line: Vec<String> = format!("{error:#}").split_whitespace().map(str::to_owned).collect();
            eprintln!("error: {}", line.join(" "));
            ExitCode::FAILURE
        }
    };
    // What still runs off the async threads cannot be stopped; it must not hold the process either.
    runtime.shutdown_timeout(Duration::from_millis(200));
    code
}
