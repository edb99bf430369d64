//! The command line.

use super::export::Exported;
use super::options::Options;
use super::study::Study;
use crate::domain::{Side, Translation};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  diptych                            the worked example at first, the library later
  diptych us.txt cn.txt              two texts side by side; the first note saves them into the library
  diptych us.html cn.pdf             web pages, PDF, .docx and .odt as well, and https addresses
  diptych read us.html               what would be taken in of it, and what left out
  pbpaste | diptych us.txt -         one of them from standard input
  diptych 2025-06-05-trump-xi-call   an event of the library or a sample, by name or folder
  diptych --plain us.txt cn.txt      read row by row, for screen readers and pipes
  diptych compare us.txt cn.txt      the discrepancies as text, without a screen
  diptych compare us.txt cn.txt --format json > comparison.json
  diptych compare --left post.txt sheet.txt --right cn.txt answers.txt
  diptych compare 2025-06-05-trump-xi-call --explain 1
  diptych export 2025-06-05-trump-xi-call --format html --output call.html
  diptych track taiwan --party CN    one party's wording on a concept or a phrase, by date
  diptych search 渔业 party:CN in:texts

Sub-commands win over files: ./compare is the file of that name.";

/// Read paired diplomatic readouts side by side, tag their discrepancies, export annotated notes.
#[derive(Debug, Parser)]
#[command(name = "diptych", version, after_help = EXAMPLES, subcommand_precedence_over_arg = true)]
pub(crate) struct Arguments {
    /// What to do without a screen.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Two documents (files, https addresses, - for standard input), or one event: a folder, or a name of the library or a sample.
    #[arg(value_name = "LEFT RIGHT | EVENT", num_args = 0..=2)]
    pub(crate) paths: Vec<PathBuf>,

    /// Settings of this run.
    #[command(flatten)]
    pub(crate) options: Options,
}

/// Whether a file stands before a sub-command in words that cannot be understood as a whole: the parser
/// then complains about the sub-command's own arguments, which is not what went wrong.
pub(crate) fn file_comes_first(words: &[OsString]) -> bool {
    let understood = Arguments::command().ignore_errors(true).try_get_matches_from(words);
    understood.is_ok_and(|matches| matches.subcommand_name().is_some() && matches.contains_id("paths"))
}

/// What can be done without a screen.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compare two texts, two sets of texts, or the documents of an event, and print what differs.
    Compare(Compared),
    /// Add documents to an event, or another version of one of its documents.
    Add(Added),
    /// Fetch the documents of an event again; what changed becomes a new version, and notes are carried along.
    Update {
        /// The event: a folder, or a name of the library.
        event: PathBuf,
    },
    /// Show the quotations that wait for a yes after a new version, or carry those with these numbers.
    Carry {
        /// The event: a folder, or a name of the library.
        event: PathBuf,
        /// Numbers of the list to accept.
        #[arg(long, value_name = "N", num_args = 1..)]
        accept: Vec<usize>,
    },
    /// Write an event with its notes and discrepancies, for people or for programs.
    #[command(override_usage = "diptych export [OPTIONS] <EVENT>")]
    Export(Exported),
    /// Read an exported event (JSON, W3C Web Annotations) back into the library.
    Import {
        /// The file; - is standard input.
        file: PathBuf,
    },
    /// Check every quotation of an exported file against the texts of an event.
    Verify {
        /// The file: md, html, docx, csv, json or jsonld.
        file: PathBuf,
        /// The event: a folder, or a name of the library or a sample.
        event: PathBuf,
    },
    /// Make an event of texts in the library, and print where it is.
    New(New),
    /// Give an event another title; its folder keeps its name.
    Rename {
        /// The event: a folder, or a name of the library.
        event: PathBuf,
        /// The new title.
        title: String,
    },
    /// Move an event of the library to the trash, from where it can be taken back.
    Delete {
        /// The event: its folder, or its name.
        event: PathBuf,
    },
    /// List what was deleted, or take it back. The trash is never emptied by the program.
    #[command(subcommand_required = false)]
    Trash {
        /// What to do; without it, list.
        #[command(subcommand)]
        what: Option<TrashCommand>,
    },
    /// Look an event, or the whole library, over: hashes, places of notes, histories, files.
    Doctor {
        /// The event: a folder, or a name of the library; otherwise the whole library.
        event: Option<PathBuf>,
        /// Mend what can be proved; the rest is left for you.
        #[arg(long)]
        mend: bool,
    },
    /// Write events into a new tar file (a name that ends in .tar) or a new folder, and check it.
    Backup {
        /// The event: a folder, or a name of the library; `all` for the whole library.
        event: PathBuf,
        /// The new file or folder.
        to: PathBuf,
    },
    /// Bring every event of a backup into the library; nothing is written over.
    Restore {
        /// The tar file or folder.
        from: PathBuf,
    },
    /// Ask the whole library, or measure how two readers agree.
    #[command(flatten)]
    Study(Study),
    /// Check, show or explain the lexicon of concepts.
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Print what would be taken in: the text, what the document says of itself, what is left out.
    Read(Previewed),
    /// List the samples.
    Samples,
    /// Print the keys in force as a Markdown table.
    Keys,
    /// Print a configuration file with every setting, its meaning and its default, to start from.
    Config,
    /// Print where the library, the configuration and the program's own state lie.
    Paths,
}

/// A new event.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// Two texts (- is standard input).
    #[arg(value_names = ["LEFT", "RIGHT"], num_args = 2, required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// What the event is called; the names of the texts where not given.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// The local date on which it took place, such as 2025-06-05.
    #[arg(long)]
    pub(crate) date: Option<jiff::civil::Date>,
    /// The time zone of that date, such as Asia/Shanghai.
    #[arg(long, value_parser = zone)]
    pub(crate) zone: Option<String>,
}

fn zone(name: &str) -> Result<String, String> {
    match jiff::tz::TimeZone::get(name) {
        Ok(zone) => Ok(zone.iana_name().unwrap_or(name).to_owned()),
        Err(_) => Err("no such time zone is known; give a name like Europe/London".to_owned()),
    }
}

/// What is done with the trash.
#[derive(Debug, Subcommand)]
pub(crate) enum TrashCommand {
    /// List what was deleted, newest first.
    List,
    /// Take an event back into the library.
    Restore {
        /// Its name in the list, or the name that its folder had.
        name: String,
    },
}

/// What is done with the lexicon.
#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Count the concepts and tell what is wrong with your own files, or with one file.
    Check {
        /// A lexicon in TOML, laid over the built-in one; otherwise the files of the configuration folder.
        file: Option<PathBuf>,
    },
    /// List the groups and ids, or all about the concepts that have a word.
    Show {
        /// Part of an id, a meaning or a form.
        word: Option<String>,
    },
    /// Print each sentence of a text with the concepts that match in it.
    Explain {
        /// The text; - is standard input.
        file: PathBuf,
    },
}

/// What is compared, and how it is printed.
#[derive(Debug, Args)]
pub(crate) struct Compared {
    /// Two documents (files, https addresses, - for standard input), or one event: a folder, or a name of the library or a sample.
    #[arg(value_name = "LEFT RIGHT | EVENT", num_args = 0..=2)]
    pub(crate) paths: Vec<PathBuf>,
    /// The documents of the left side, the leading one first.
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "paths", requires = "right")]
    pub(crate) left: Vec<PathBuf>,
    /// The documents of the right side, the leading one first.
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "paths", requires = "left")]
    pub(crate) right: Vec<PathBuf>,
    /// For people, or for programs.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ComparisonFormat,
    /// Say why the discrepancy of this number in the list was raised.
    #[arg(long, value_name = "N", conflicts_with = "format")]
    pub(crate) explain: Option<usize>,
    /// Print the JSON Schema of `--format json`.
    #[arg(long, exclusive = true)]
    pub(crate) schema: bool,
}

/// What is read to be looked at.
#[derive(Debug, Args)]
pub(crate) struct Previewed {
    /// A text, web page, PDF, .docx or .odt file, an address, - for standard input; or many: a folder or a CSV table.
    #[arg(value_name = "FILE | URL | FOLDER | TABLE")]
    pub(crate) given: Option<PathBuf>,
    /// For people, or for programs.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ReadFormat,
    /// Print a table to fill in, for documents of many events.
    #[arg(long, exclusive = true)]
    pub(crate) template: bool,
}

/// How a document that was read is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What is added to an event, and what is known of it. What is not given is taken from the document, if it
/// says so, or stays unknown.
#[derive(Debug, Args)]
pub(crate) struct Added {
    /// The event: a folder, or a name of the library or a sample. Or alone, a folder or a CSV table of many
    /// documents, whose rows say to which events they belong (`diptych read` shows what would be taken in).
    #[arg(value_name = "EVENT | FOLDER | TABLE")]
    pub(crate) event: PathBuf,
    /// Files, addresses, or - for standard input.
    #[arg(value_name = "FILE | URL")]
    pub(crate) given: Vec<PathBuf>,
    /// Another version of this document of the event.
    #[arg(long, value_name = "DOCUMENT", conflicts_with_all = ["side", "party", "title"])]
    pub(crate) to: Option<String>,
    /// On which side it stands.
    #[arg(long, value_name = "SIDE")]
    pub(crate) side: Option<SideArgument>,
    /// Whose document it is: a party of the event.
    #[arg(long, value_name = "PARTY")]
    pub(crate) party: Option<String>,
    /// Its title.
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
    /// Who published it.
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
    /// Through which channel: readout, fact sheet, press briefing.
    #[arg(long, value_name = "CHANNEL")]
    pub(crate) channel: Option<String>,
    /// Its language, such as en or zh-Hant.
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
    /// How its words relate to what was issued.
    #[arg(long, value_name = "STATUS")]
    pub(crate) translation: Option<TranslationArgument>,
    /// The document of the event that it translates.
    #[arg(long, value_name = "DOCUMENT")]
    pub(crate) translates: Option<String>,
    /// When it was published, with the zone: 2025-06-05T21:30+08:00[Asia/Shanghai].
    #[arg(long, value_name = "TIME")]
    pub(crate) published: Option<String>,
    /// Address of an archived copy.
    #[arg(long, value_name = "URL")]
    pub(crate) archive: Option<String>,
}

/// A side of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SideArgument {
    /// The left pane.
    Left,
    /// The right pane.
    Right,
}

impl From<SideArgument> for Side {
    fn from(side: SideArgument) -> Side {
        match side {
            SideArgument::Left => Side::Left,
            SideArgument::Right => Side::Right,
        }
    }
}

/// How a document's words relate to what its party issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TranslationArgument {
    /// In the language in which it was issued.
    Original,
    /// Translated by the party itself.
    Official,
    /// Translated by a news agency.
    Agency,
    /// Translated by the analyst.
    Own,
    /// Translated by a machine.
    Machine,
}

impl From<TranslationArgument> for Translation {
    fn from(given: TranslationArgument) -> Translation {
        match given {
            TranslationArgument::Original => Translation::Original,
            TranslationArgument::Official => Translation::Official,
            TranslationArgument::Agency => Translation::Agency,
            TranslationArgument::Own => Translation::Own,
            TranslationArgument::Machine => Translation::Machine,
        }
    }
}

/// How a comparison is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ComparisonFormat {
    /// For people.
    Text,
    /// Markdown.
    Md,
    /// For programs.
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_sub_command_wins_over_a_file_of_its_name() {
        let command = |words: &[&str]| Arguments::try_parse_from([&["diptych"], words].concat()).unwrap();
        assert!(matches!(command(&["paths"]).command, Some(Command::Paths)));
        assert!(matches!(command(&["--library", "x", "paths"]).command, Some(Command::Paths)));
        let files = command(&["./paths", "-"]);
        assert!(files.command.is_none());
        assert_eq!(files.paths, ["./paths", "-"].map(PathBuf::from));
    }
}
