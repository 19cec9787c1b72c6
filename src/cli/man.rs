//! `polyscrub man`: one page for the program, then one for each verb.

use std::io;

use clap::CommandFactory;
use clap_mangen::Man;
use polyscrub::sink::WriteError;

use super::{Error, args::Cli, code, put};

pub(crate) fn man() -> Result<u8, Error> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    let failed = |error: io::Error| WriteError::new("-", error);
    Man::new(command.clone()).render(&mut page).map_err(failed)?;
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
        Man::new(verb.clone()).render(&mut page).map_err(failed)?;
    }
    put(&String::from_utf8_lossy(&page))?;
    Ok(code::DONE)
}
