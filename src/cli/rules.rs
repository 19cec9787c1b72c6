//! `polyscrub rules`.

use polyscrub::{Kind, run::plan::Refused};

use super::{Error, args::RulesArgs, code, put};

pub(crate) fn rules(args: &RulesArgs) -> Result<u8, Error> {
    let wanted: Option<Kind> = match &args.kind {
        Some(name) => Some(name.parse().map_err(|error: polyscrub::kind::UnknownKind| {
            Refused::new(error.to_string(), "`polyscrub rules` lists the kinds")
        })?),
        None => None,
    };
    let kinds = Kind::all().filter(|kind| wanted.is_none_or(|wanted| wanted == *kind));
    put(&kinds.map(|kind| format!("{kind:16} {}\n", kind.meaning())).collect::<String>())?;
    Ok(code::DONE)
}
