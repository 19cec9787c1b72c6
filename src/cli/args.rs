//! Every verb and flag, and the text of `--help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use polyscrub::{
    identify::Detector,
    run::shard::{BadShard, Shard},
};

/// The default of `--max-page-size`: a page above it is a dump, not a page.
const MAX_PAGE: &str = "64MiB";

const EXAMPLES: &str = "\
Examples:
  polyscrub clean page.html                    cleaned text on standard output
  polyscrub explain page.html                  what is cut, and why
  polyscrub clean pages/ -o cleaned/           a directory, mirrored
  polyscrub clean pages/ --to jsonl | head -1  one JSON record a page
  polyscrub report pages/                      statistics; writes no text
  polyscrub detect pages/                      the language of each page
  polyscrub clean pages/ --survey -o cleaned/  what repeats on a site goes as well
";

const DETECT_EXAMPLES: &str = "\
Examples:
  polyscrub detect page.html                   language, probability, path
  polyscrub detect --lines strings.txt         one row a line, however short
  polyscrub detect --spans notes.txt           which parts are in which language
  polyscrub detect --lines --format jsonl --against en -
                                               for scripts: margin above 0 where another fits better
";

/// Takes stray foreign-language interface fragments and mangled timestamps out of scraped pages.
#[derive(Debug, Parser)]
#[command(name = "polyscrub", version, before_long_help = EXAMPLES, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Write cleaned text.
    #[command(before_long_help = EXAMPLES, args_override_self = true)]
    Clean(CleanArgs),
    /// Show one page with its removals marked, their evidence, and what was nearly cut.
    #[command(args_override_self = true)]
    Explain(ExplainArgs),
    /// Count what would be cut, without writing text; or report on a past run.
    #[command(args_override_self = true)]
    Report(ReportArgs),
    /// Put removals back: the extracted text, byte for byte.
    Restore(RestoreArgs),
    /// Tell which language pages, lines, or parts of a text are in.
    #[command(before_long_help = DETECT_EXAMPLES, args_override_self = true)]
    Detect(DetectArgs),
    /// Count what repeats on each site, for `clean --census`.
    #[command(args_override_self = true)]
    Survey(SurveyArgs),
    /// Merge census files, or show what repeats.
    Census(CensusArgs),
    /// Score the cleaner on line-labelled data.
    #[command(args_override_self = true)]
    Eval(EvalArgs),
    /// List the kinds of removal: what can be cut, and why.
    Rules(RulesArgs),
    /// Print completions for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page.
    Man,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Auto,
    Text,
    Html,
    Jsonl,
    Warc,
    Parquet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    Text,
    Jsonl,
    Parquet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// Directories, files, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What the input is, where its content does not tell
    #[arg(long, value_enum, default_value = "auto", value_name = "FORM")]
    pub(crate) input: Form,
    /// Field of a record that holds text
    #[arg(long, default_value = "text", value_name = "NAME")]
    pub(crate) text_field: String,
    /// Field of a record that holds HTML
    #[arg(long, default_value = "html", value_name = "NAME")]
    pub(crate) html_field: String,
    /// Field of a record that holds its identifier
    #[arg(long, default_value = "id", value_name = "NAME")]
    pub(crate) id_field: String,
    /// Field of a record that holds its address
    #[arg(long, default_value = "url", value_name = "NAME")]
    pub(crate) url_field: String,
    /// Read paths from a file, one a line; `-` for standard input
    #[arg(long, value_name = "F|-")]
    pub(crate) files_from: Option<PathBuf>,
    /// Take only files of a directory that end so: html,htm,txt
    #[arg(long, value_delimiter = ',', value_name = "EXT,..")]
    pub(crate) ext: Vec<String>,
    /// Leave out files of a directory that match; may be given again
    #[arg(long, value_name = "GLOB", action = clap::ArgAction::Append)]
    pub(crate) exclude: Vec<String>,
    /// Take only the I-th of N parts of the inputs, counted from 1: for arrays of jobs
    #[arg(long, value_parser = shard, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
    /// Skip pages larger than this
    #[arg(long, default_value = MAX_PAGE, value_parser = size, value_name = "SIZE")]
    pub(crate) max_page_size: u64,
    /// Encoding of every page, whatever the page says
    #[arg(long, default_value = "auto", value_name = "LABEL")]
    pub(crate) encoding: String,
    /// Leave mojibake as it is
    #[arg(long)]
    pub(crate) no_repair: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What is cut")]
pub(crate) struct CutArgs {
    /// Cut only these kinds (`polyscrub rules` lists them)
    #[arg(long, value_delimiter = ',', value_name = "KIND,..")]
    pub(crate) select: Vec<String>,
    /// Do not cut these kinds
    #[arg(long, value_delimiter = ',', value_name = "KIND,..")]
    pub(crate) ignore: Vec<String>,
    /// Cut only what is certain
    #[arg(long, overrides_with = "eager")]
    pub(crate) careful: bool,
    /// Cut whatever is more likely chrome than not
    #[arg(long, overrides_with = "careful")]
    pub(crate) eager: bool,
    /// File of lines that are never cut
    #[arg(long, value_name = "F")]
    pub(crate) keep_phrases: Option<PathBuf>,
    /// More phrases: a file `xx.tsv`, or `xx=FILE`; may be given again
    #[arg(long, value_name = "F", action = clap::ArgAction::Append)]
    pub(crate) lexicon: Vec<String>,
    /// Primary language of every page, as `de` or `deu`
    #[arg(long, default_value = "auto", value_name = "LANG", help_heading = "Language")]
    pub(crate) primary: String,
    /// Consider only these languages
    #[arg(long, value_delimiter = ',', value_name = "LANG,..", help_heading = "Language")]
    pub(crate) languages: Vec<String>,
    /// Pages wholly in a language not asked for: leave whole (`tag`), clean by their own (`keep`), or leave out (`skip`)
    #[arg(long, value_enum, default_value = "tag", value_name = "WHAT", help_heading = "Language")]
    pub(crate) foreign_pages: Foreign,
    /// What tells languages apart; the weights are fitted on `ngrams`, the others are yardsticks
    #[arg(long, default_value = "ngrams", value_name = "NAME", help_heading = "Language", value_parser = detector)]
    pub(crate) detector: Detector,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextForm {
    #[default]
    Text,
    Markdown,
}

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Text of HTML pages")]
pub(crate) struct TextArgs {
    /// Form of the text: plain, or with the marks of Markdown
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    pub(crate) format: TextForm,
    /// Write where links lead: [text](target)
    #[arg(long)]
    pub(crate) links: bool,
    /// Take tables of data; this is the default, and takes back `--no-tables`
    #[arg(long, overrides_with = "no_tables")]
    pub(crate) tables: bool,
    /// Leave tables of data out
    #[arg(long, overrides_with = "tables")]
    pub(crate) no_tables: bool,
    /// Keep the comments of readers
    #[arg(long)]
    pub(crate) with_comments: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Foreign {
    Keep,
    Skip,
    Tag,
}

fn detector(name: &str) -> Result<Detector, String> {
    let names = || Detector::ALL.iter().map(|detector| detector.name()).collect::<Vec<_>>().join(", ");
    let found = Detector::ALL.iter().find(|detector| detector.name() == name);
    found.copied().ok_or_else(|| format!("this program has {}; others are cargo features", names()))
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Running")]
pub(crate) struct RunArgs {
    /// Worker threads; 0 for one a core
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) threads: usize,
    /// File of flags, one a line, `#` for comments; the command line wins
    #[arg(long, env = "POLYSCRUB_CONFIG", value_name = "F")]
    pub(crate) config: Option<PathBuf>,
    /// Ignore $POLYSCRUB_CONFIG
    #[arg(long)]
    pub(crate) no_config: bool,
    /// Say nothing but errors
    #[arg(short, long, overrides_with = "verbose")]
    pub(crate) quiet: bool,
    /// Name every page that was skipped or failed
    #[arg(short, long, overrides_with = "quiet")]
    pub(crate) verbose: bool,
    /// Colour on standard output
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: Colour,
}

#[derive(Debug, Args)]
pub(crate) struct CleanArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) text: TextArgs,
    #[command(flatten)]
    pub(crate) cut: CutArgs,
    #[command(flatten)]
    pub(crate) mining: MiningArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

/// The memory that a census may take: a few million blocks.
const MEMORY: &str = "256MiB";

#[derive(Debug, Args)]
#[command(next_help_heading = "What repeats on a site")]
pub(crate) struct MiningArgs {
    /// Use what `polyscrub survey` has counted; may be given again
    #[arg(long, value_name = "F", action = clap::ArgAction::Append)]
    pub(crate) census: Vec<PathBuf>,
    /// Count the input first, then clean it by the counts
    #[arg(long)]
    pub(crate) survey: bool,
    /// Memory for the counts
    #[arg(long, default_value = MEMORY, value_parser = any_size, value_name = "SIZE")]
    pub(crate) memory: u64,
}

#[derive(Debug, Args)]
pub(crate) struct SurveyArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The census file to write
    #[arg(short, long, visible_alias = "output", value_name = "FILE", help_heading = "Output")]
    pub(crate) out: PathBuf,
    /// Memory for the counts; what does not fit goes through files beside the output
    #[arg(long, default_value = MEMORY, value_parser = any_size, value_name = "SIZE", help_heading = "Running")]
    pub(crate) memory: u64,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CensusArgs {
    #[command(subcommand)]
    pub(crate) verb: CensusVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CensusVerb {
    /// Make one census of several; what is in more than one of them counts once.
    Merge(MergeArgs),
    /// Show the blocks of each site that are on most of its pages.
    Show(ShowArgs),
}

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// Census files
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The census file to write
    #[arg(short, long, visible_alias = "output", value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowForm {
    Table,
    Jsonl,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Census files
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Blocks of a site
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) top: usize,
    /// Only this site
    #[arg(long, value_name = "NAME")]
    pub(crate) site: Option<String>,
    /// Only sites with as many pages
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) min_pages: u32,
    /// Form of the output
    #[arg(long, value_enum, default_value = "table", value_name = "FORM")]
    pub(crate) format: ShowForm,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// File, or directory where the input is one
    #[arg(short, long, visible_alias = "output", value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// Form of the output; a Parquet table is a file of its own [default: that of the input]
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) to: Option<To>,
    /// Write records into files of about this size: DIR/part-00000.jsonl.zst and so on
    #[arg(long, value_parser = any_size, value_name = "SIZE")]
    pub(crate) shard_size: Option<u64>,
    /// Write into a directory that is not empty
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Finish the run that was broken off in the output directory; the output is that of one run
    #[arg(long, conflicts_with = "overwrite")]
    pub(crate) resume: bool,
    /// Record every removal
    #[arg(long, value_name = "F")]
    pub(crate) removals: Option<PathBuf>,
    /// Write the text before cutting as well
    #[arg(long, value_name = "DIR")]
    pub(crate) keep_extracted: Option<PathBuf>,
    /// Leave out pages with no text left
    #[arg(long)]
    pub(crate) drop_empty: bool,
    /// Skip pages with fewer characters left
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) min_chars: usize,
    /// Keep the HTML field in records
    #[arg(long)]
    pub(crate) keep_html: bool,
    /// Do everything but write
    #[arg(short = 'n', long)]
    pub(crate) dry_run: bool,
    /// Print what would change as a unified diff
    #[arg(long, conflicts_with = "check")]
    pub(crate) diff: bool,
    /// Print nothing; exit 1 if something would be cut
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The page; `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What the input is, where its content does not tell
    #[arg(long, value_enum, default_value = "auto", value_name = "FORM")]
    pub(crate) input: Form,
    /// Encoding of the page, whatever it says
    #[arg(long, default_value = "auto", value_name = "LABEL")]
    pub(crate) encoding: String,
    /// Leave mojibake as it is
    #[arg(long)]
    pub(crate) no_repair: bool,
    /// Show the page as a text browser lays it out instead (HTML only)
    #[arg(long)]
    pub(crate) layout: bool,
    /// Use what `polyscrub survey` has counted on the page's site; may be given again
    #[arg(long, value_name = "F", action = clap::ArgAction::Append, requires = "site")]
    pub(crate) census: Vec<PathBuf>,
    /// The page's site, as `polyscrub census show` names it
    #[arg(long, value_name = "NAME")]
    pub(crate) site: Option<String>,
    #[command(flatten)]
    pub(crate) text: TextArgs,
    #[command(flatten)]
    pub(crate) cut: CutArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    Table,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ByArg {
    Status,
    Primary,
    Kind,
    Language,
    Site,
    Phrase,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Report on a past run, from its `--removals` file
    #[arg(long, value_name = "F", help_heading = "Input", conflicts_with = "paths")]
    pub(crate) removals: Option<PathBuf>,
    /// Form of the report
    #[arg(long, value_enum, default_value = "table", value_name = "FORM", help_heading = "Output")]
    pub(crate) format: Shape,
    /// What to break down by [default: everything]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT,..", help_heading = "Output")]
    pub(crate) by: Vec<ByArg>,
    /// Rows of a table
    #[arg(long, default_value_t = 20, value_name = "N", help_heading = "Output")]
    pub(crate) top: usize,
    #[command(flatten)]
    pub(crate) cut: CutArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// Cleaned text, JSONL, or mirrored directory
    #[arg(value_name = "CLEANED")]
    pub(crate) cleaned: PathBuf,
    /// The removals of the run
    #[arg(long, value_name = "F")]
    pub(crate) removals: PathBuf,
    /// File or directory to write
    #[arg(short, long, value_name = "OUT")]
    pub(crate) out: PathBuf,
    /// Write records into files of about this size: DIR/part-00000.jsonl.zst and so on
    #[arg(long, value_parser = any_size, value_name = "SIZE")]
    pub(crate) shard_size: Option<u64>,
    /// Write into a directory that is not empty
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Finish the run that was broken off in the output directory; the output is that of one run
    #[arg(long, conflicts_with = "overwrite")]
    pub(crate) resume: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowForm {
    Tsv,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Iso {
    #[value(name = "1")]
    Short,
    #[value(name = "3")]
    Long,
}

#[derive(Debug, Args)]
pub(crate) struct DetectArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Each line by itself, as it is: nothing is extracted or repaired
    #[arg(long, help_heading = "What is told", conflicts_with = "spans")]
    pub(crate) lines: bool,
    /// Each part of a text that is in one language
    #[arg(long, help_heading = "What is told")]
    pub(crate) spans: bool,
    /// So many of the likeliest languages
    #[arg(long, default_value = "1", value_name = "K", help_heading = "What is told", value_parser = at_least_one)]
    pub(crate) top: usize,
    /// Tell as well how much better the best other language fits than this one, in nats
    #[arg(long, value_name = "LANG", help_heading = "What is told")]
    pub(crate) against: Option<String>,
    /// Consider only these languages
    #[arg(long, value_delimiter = ',', value_name = "LANG,..", help_heading = "Language")]
    pub(crate) languages: Vec<String>,
    /// What tells languages apart
    #[arg(long, default_value = "ngrams", value_name = "NAME", help_heading = "Language", value_parser = detector)]
    pub(crate) detector: Detector,
    /// Form of the rows
    #[arg(long, value_enum, default_value = "tsv", value_name = "FORM", help_heading = "Output")]
    pub(crate) format: RowForm,
    /// Codes of ISO 639-1 (where there is one) or 639-3
    #[arg(long, value_enum, default_value = "1", value_name = "1|3", help_heading = "Output")]
    pub(crate) iso: Iso,
    /// File to write
    #[arg(short, long, visible_alias = "output", value_name = "FILE", help_heading = "Output")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    let number = text.parse::<usize>().ok().filter(|&number| number > 0);
    number.ok_or_else(|| "a number from 1 on".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// Line-labelled documents, plain or compressed
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// Score only foreign lines, stamps and lines without a language
    #[arg(long)]
    pub(crate) core: bool,
    /// Break down by foreign, reason, pos, keep, lang
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "foreign,reason,pos,keep,lang",
        value_name = "WHAT,.."
    )]
    pub(crate) by: Vec<FacetArg>,
    #[command(flatten)]
    pub(crate) cut: CutArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FacetArg {
    Foreign,
    Reason,
    Pos,
    Keep,
    Lang,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// One kind [default: all]
    #[arg(value_name = "KIND")]
    pub(crate) kind: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

fn shard(text: &str) -> Result<Shard, BadShard> {
    text.parse()
}

/// The size of a page.
fn size(text: &str) -> Result<u64, String> {
    // Spans count in 32 bits.
    let bytes = any_size(text)?;
    if bytes < u64::from(u32::MAX) { Ok(bytes) } else { Err("pages of 4 GiB or more are not taken".to_owned()) }
}

/// Bytes, with or without a suffix: `500k`, `64MiB`, `1G`. Suffixes count in powers of 1024.
fn any_size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let shift = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return Err("sizes are written as 500k, 64MiB or 1G".to_owned()),
    };
    let number: u64 = digits.trim().parse().map_err(|_| "sizes are written as 500k, 64MiB or 1G".to_owned())?;
    number.checked_mul(1 << shift).ok_or_else(|| "that is more than any disk holds".to_owned())
}
