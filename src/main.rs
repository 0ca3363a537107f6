//! The program: the command line, or the window.

use dong_hanh::app::{Options, window};
use dong_hanh::cli::{self, Outcome};
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::console::attach();
    let arguments = std::env::args_os().skip(1);
    match cli::run(arguments, &mut std::io::stdout(), &mut std::io::stderr()) {
        Outcome::Window(start) => {
            env_logger::init();
            let lang = start.lang.unwrap_or_default();
            let options = Options {
                today: start.today,
                file: start.file,
            };
            ExitCode::from(window::open(&options, lang))
        }
        Outcome::Done(code) => ExitCode::from(code),
    }
}
