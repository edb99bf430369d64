//! Many documents at once: what a folder or a table asks for, row by row, before anything is read or stored.
//!
//! A table is a CSV file with a line of names. Only `file` is needed; the others may be missing or empty, and
//! stay unknown then:
//!
//! | column | what stands there |
//! |---|---|
//! | `file` | a file, beside the table or by its path, or an address (`https://…`) |
//! | `side` | `left` or `right` |
//! | `party` | who speaks: `US`, `CN` |
//! | `event` | title of the event; rows of one event bear the same |
//! | `date` | the event's local date: `2025-06-05` |
//! | `title` | title of the document |
//! | `language` | as BCP 47 has it: `en`, `zh-Hans` |
//! | `published` | when it was published: `2025-06-05T21:30:00+08:00`, or the date alone |
//! | `translation` | `original`, `official`, `agency`, `own`, `machine`, `unknown` |
//! | `url` | its address, where `file` is a saved copy |
//!
//! A folder is read as it stands: a folder within it is an event of its name, and `left` and `right` within that
//! are the sides.

mod folder;
mod table;

use super::error::{IngestError, Wrong};
use super::watch::Watch;
use super::when::When;
use crate::domain::{Language, Problem, Side, Translation};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// The line of names of a table, with one example.
pub const TEMPLATE: &str = "\
file,side,party,event,date,title,language,published,translation,url
us.html,left,US,A call,2025-06-05,,en,2025-06-05T14:00:00-04:00,original,https://example.org/us
cn.pdf,right,CN,A call,2025-06-05,,zh-Hans,2025-06-05,original,
";

/// Rows that a plan may have.
const ROWS: usize = 10_000;

/// What is to be taken in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// One document each, in the order of the table, or of the names in the folder.
    pub rows: Vec<Row>,
    /// What is odd about the whole.
    pub problems: Vec<Problem>,
}

/// One document of a plan. What is not given is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The document.
    pub given: Given,
    /// On which side it stands.
    pub side: Option<Side>,
    /// Whose document it is.
    pub party: Option<String>,
    /// Title of the event.
    pub event: Option<String>,
    /// The event's local date.
    pub date: Option<Date>,
    /// Title of the document.
    pub title: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// When it was published.
    pub published: Option<When>,
    /// How its words relate to what was issued.
    pub translation: Option<Translation>,
    /// Its address.
    pub url: Option<String>,
    /// What is wrong or missing in this row. A row with a document that is not there cannot be taken in.
    pub problems: Vec<String>,
}

/// Where a document of a plan is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A file.
    File(PathBuf),
    /// An address.
    Address(String),
}

impl Row {
    /// A row that says nothing but where the document is.
    fn of(given: Given) -> Row {
        Row {
            given,
            side: None,
            party: None,
            event: None,
            date: None,
            title: None,
            language: None,
            published: None,
            translation: None,
            url: None,
            problems: Vec::new(),
        }
    }
}

/// Makes a plan of a folder or a table; nothing else is read.
///
/// # Errors
/// Where the folder or the table cannot be read, or has more than 10,000 documents.
pub fn plan(path: &Path, watch: &Watch<'_>) -> Result<Plan, IngestError> {
    let made = if path.is_dir() { folder::plan(path, watch) } else { table::plan(path, watch) };
    let mut plan = made.map_err(|wrong| IngestError { what: path.display().to_string(), wrong })?;
    tell_doubles(&mut plan.rows);
    if plan.rows.is_empty() {
        plan.problems.push(Problem::new(path.display().to_string(), "it holds no document that is read"));
    }
    Ok(plan)
}

/// The same document twice in one event is a slip.
fn tell_doubles(rows: &mut [Row]) {
    let mut seen = std::collections::HashMap::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let given = match &row.given {
            Given::File(path) => path.display().to_string(),
            Given::Address(url) => url.clone(),
        };
        if let Some(first) = seen.get(&(given.clone(), row.event.clone())) {
            row.problems.push(format!("the same document stands in row {first} already"));
        } else {
            seen.insert((given, row.event.clone()), at + 1);
        }
    }
}

fn too_many() -> Wrong {
    Wrong::Excess { form: "a list", why: format!("more than {ROWS} documents") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn planned(folder: &Path, name: &str) -> Plan {
        plan(&folder.join(name), &Watch::nobody()).unwrap()
    }

    #[test]
    fn a_table_is_read_with_what_it_says_and_no_more() {
        let home = tempfile::tempdir().unwrap();
        for name in ["us.html", "cn.pdf"] {
            fs::write(home.path().join(name), "x").unwrap();
        }
        fs::write(home.path().join("list.csv"), TEMPLATE).unwrap();
        let plan = planned(home.path(), "list.csv");
        assert_eq!(plan.problems, []);
        let [us, cn] = &plan.rows[..] else { panic!("{plan:?}") };
        assert_eq!(us.given, Given::File(home.path().join("us.html")));
        assert_eq!((us.side, us.party.as_deref(), us.title.as_deref()), (Some(Side::Left), Some("US"), None));
        assert_eq!(us.published.unwrap().to_string(), "2025-06-05T14:00:00-04:00");
        assert_eq!((cn.translation, cn.problems.len()), (Some(Translation::Original), 0));
        assert_eq!(cn.language, Some(Language("zh-Hans".to_owned())));
    }

    #[test]
    fn what_a_table_says_is_told_in_one_clean_line() {
        let home = tempfile::tempdir().unwrap();
        let table = "file,\"a\nb\u{1}\",date\n\"x\u{1b}[2J\",,\"1\u{7}\"\n";
        fs::write(home.path().join("list.csv"), table).unwrap();
        let plan = planned(home.path(), "list.csv");
        let told = plan.problems.iter().map(|problem| &problem.message).chain(&plan.rows[0].problems);
        let told: Vec<&String> = told.collect();
        assert_eq!(told.len(), 3);
        assert!(told.iter().all(|line| !line.contains(char::is_control)), "{told:?}");
    }

    #[test]
    fn slips_are_told_in_their_rows() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("a.txt"), "x").unwrap();
        // As a table program of another country writes it.
        let table = "\u{feff}File;Side;Date;Language;Translation;Colour\r\na.txt;middle;5/6/2025;??;good;red\r\n\
                     gone.txt;;;;;\r\na.txt;left;;;;\r\nhttp://example.org/;;;;;\r\n;;;;;\r\n";
        fs::write(home.path().join("list.csv"), table).unwrap();
        let plan = planned(home.path(), "list.csv");
        assert!(plan.problems.iter().any(|problem| problem.message.contains("Colour")), "{plan:?}");
        let told: Vec<String> = plan.rows.iter().map(|row| row.problems.join(" | ")).collect();
        for part in ["side “middle”", "date “5/6/2025”", "language “??”", "translation “good”"] {
            assert!(told[0].contains(part), "{part}: {told:?}");
        }
        assert!(told[1].contains("is not there"), "{told:?}");
        assert!(told[2].contains("row 1 already"), "{told:?}");
        assert!(told[3].contains("https"), "{told:?}");
        assert_eq!(told.len(), 4);
    }

    #[test]
    fn a_folder_is_read_by_its_folders() {
        let home = tempfile::tempdir().unwrap();
        for name in
            ["A call/left/us.html", "A call/right/cn.txt", "A call/.hidden.txt", "A call/notes.xlsx", "loose.txt"]
        {
            let path = home.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let plan = plan(home.path(), &Watch::nobody()).unwrap();
        let rows: Vec<_> = plan.rows.iter().map(|row| (row.event.as_deref(), row.side)).collect();
        let call = Some("A call");
        assert_eq!(rows, [(call, Some(Side::Left)), (call, Some(Side::Right)), (None, None)]);
        assert!(plan.problems.iter().any(|problem| problem.message.contains("1 file")), "{plan:?}");
    }

    #[test]
    fn a_table_in_another_encoding_is_read() {
        let home = tempfile::tempdir().unwrap();
        let table = "file,event\nhttps://example.org/,国家主席同外国领导人通电话并就双边关系交换意见\n";
        fs::write(home.path().join("list.csv"), encoding_rs::GB18030.encode(table).0).unwrap();
        let plan = planned(home.path(), "list.csv");
        assert!(plan.rows[0].event.as_deref().unwrap().starts_with("国家主席"), "{plan:?}");
        assert!(plan.problems.iter().any(|problem| problem.message.contains("by detection")), "{plan:?}");
    }
}
