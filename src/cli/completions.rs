//! `polyscrub completions`.

use clap::CommandFactory;

use super::{
    Error,
    args::{Cli, CompletionsArgs},
    code, put,
};

pub(crate) fn completions(args: &CompletionsArgs) -> Result<u8, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "polyscrub", &mut script);
    put(&String::from_utf8_lossy(&script))?;
    Ok(code::DONE)
}
