//! The program `diptych`: hands its arguments to the shell, and turns an error into one line and an
//! exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    match diptych::shell::run(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error.tell();
            ExitCode::from(error.code())
        }
    }
}
