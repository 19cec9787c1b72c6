//! `polyscrub detect`: pages and spans go through the same run as `clean`, with nothing cut; lines go by themselves.

use std::io::{self, BufWriter};

use polyscrub::{
    Identifier, Lang, Writing,
    reader::Reader,
    run::{
        choice::Choice,
        plan::{Refused, check_apart},
    },
    sink::{
        detected::{DetectedSink, Unit},
        guess::{Codes, Form, Style},
    },
};

use super::{
    Error,
    args::{self, DetectArgs, Iso, RowForm},
    lines, resolve,
    run::{go, heed_signals},
    target::stream,
};

pub(crate) fn detect(args: &DetectArgs) -> Result<u8, Error> {
    let (identifier, style) = (identifier(args)?, style(args)?);
    let reader = Reader {
        encoding: resolve::encoding(&args.input.encoding)?,
        repair: !args.input.no_repair,
        writing: Writing::default(),
    };
    let plan = resolve::plan("detect", &args.input, false, Choice::default(), args.run.threads)?;
    if let Some(out) = &args.out {
        check_apart(&plan.inputs, out)?;
    }
    let stop = heed_signals()?;
    let mut stdout = BufWriter::new(io::stdout().lock());
    let out = stream(args.out.as_deref(), &mut stdout)?;
    let as_they_are = matches!(args.input.input, args::Form::Auto | args::Form::Text);
    if args.lines && as_they_are {
        return lines::lines(&plan, &identifier, &style, reader.encoding, out, &args.run, &stop);
    }
    let unit = match (args.lines, args.spans) {
        (true, _) => Unit::Line,
        (_, true) => Unit::Span,
        _ => Unit::Page,
    };
    let sink = DetectedSink::new(out, identifier, style, unit, plan.is_many());
    let (_, code) = go(&plan, &reader, vec![Box::new(sink)], &args.run, &stop, None)?;
    Ok(code)
}

fn identifier(args: &DetectArgs) -> Result<Identifier, Refused> {
    let languages: Vec<Lang> = args.languages.iter().map(|code| nameable(code)).collect::<Result<_, _>>()?;
    Ok(Identifier::with_detector(args.detector).with_languages(languages))
}

fn style(args: &DetectArgs) -> Result<Style, Refused> {
    Ok(Style {
        form: match args.format {
            RowForm::Tsv => Form::Tsv,
            RowForm::Jsonl => Form::Jsonl,
        },
        codes: match args.iso {
            Iso::Short => Codes::Short,
            Iso::Long => Codes::Long,
        },
        top: args.top,
        against: args.against.as_deref().map(nameable).transpose()?,
    })
}

/// A language that can be told apart from others; a lexicon may know one that cannot.
fn nameable(code: &str) -> Result<Lang, Refused> {
    let lang = resolve::lang(code)?;
    if Identifier::can_name(lang) {
        return Ok(lang);
    }
    let codes: Vec<&str> = Lang::all().filter(|&lang| Identifier::can_name(lang)).map(Lang::code).collect();
    Err(Refused::new(
        format!("{} cannot be told from other languages", lang.name()),
        &format!("one of {}", codes.join(" ")),
    ))
}
