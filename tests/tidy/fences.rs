//! The fences between the layers: who may name whom, and who may touch the world.

use crate::source::{Named, SourceFile, opens_with};
use std::collections::BTreeSet;

/// A folder of `src/` and what its files may name.
struct Layer {
    name: &'static str,
    /// The other layers that it may name.
    may_name: &'static [&'static str],
    /// Whether it is a value of what it is given: no disk, no clock, no thread, no environment.
    pure: bool,
    /// Crates of the terminal that it may not name, by how their names begin.
    no_terminal: &'static [&'static str],
}

/// The one crate of that family which is a model and draws nothing until it is asked: the note editor.
const NOTE_EDITOR: &str = "ratatui_textarea";

/// Everything that draws or reads keys.
const TERMINAL: &[&str] = &["ratatui", "crossterm", "tui_"];

/// The direction of the program, as `src/lib.rs` draws it: whoever is further left knows less.
const LAYERS: &[Layer] = &[
    Layer { name: "domain", may_name: &[], pure: true, no_terminal: TERMINAL },
    Layer { name: "compare", may_name: &["domain"], pure: true, no_terminal: TERMINAL },
    Layer { name: "review", may_name: &["domain", "compare"], pure: true, no_terminal: TERMINAL },
    Layer { name: "export", may_name: &["domain", "compare", "review"], pure: true, no_terminal: TERMINAL },
    // Reads keys as its own values, so that a journey can be told in a test without a terminal.
    Layer { name: "app", may_name: &["domain", "compare", "review", "export"], pure: true, no_terminal: TERMINAL },
    // Draws into a buffer; whoever owns the terminal is not its business.
    Layer {
        name: "view",
        may_name: &["domain", "compare", "review", "export", "app"],
        pure: true,
        no_terminal: &["crossterm"],
    },
    Layer { name: "ingest", may_name: &["domain"], pure: false, no_terminal: TERMINAL },
    Layer { name: "store", may_name: &["domain"], pure: false, no_terminal: TERMINAL },
    Layer {
        name: "shell",
        may_name: &["domain", "compare", "review", "export", "app", "view", "ingest", "store"],
        pure: false,
        no_terminal: &[],
    },
    Layer { name: "main", may_name: &["shell"], pure: false, no_terminal: TERMINAL },
];

/// What reaches out of the program: results must depend on the input and on nothing else.
const EFFECTS: &[&[&str]] = &[
    &["std", "fs"],
    &["std", "env"],
    &["std", "net"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "os"],
    &["std", "io", "stdin"],
    &["std", "io", "stdout"],
    &["std", "io", "stderr"],
    &["directories"],
    &["rustix"],
    &["signal_hook"],
];

/// `main.rs` starts the shell and prints what went wrong; all else is in the library, where tests reach it.
const MAIN_MAY_NAME: &[&str] = &["std", "anyhow", "diptych", "crate", "self"];

fn layer(file: &SourceFile) -> Option<&'static Layer> {
    LAYERS.iter().find(|layer| layer.name == file.layer())
}

/// Files with their layers; the root of the library is the map and may name everything.
fn in_layers(files: &[SourceFile]) -> impl Iterator<Item = (&SourceFile, &'static Layer)> {
    files.iter().filter_map(|file| Some((file, layer(file)?)))
}

/// Complaints about what a file names, each thing once, at its first place.
fn complaints<'a>(
    file: &SourceFile,
    wrong: impl Fn(&Named) -> Option<String> + 'a,
) -> impl Iterator<Item = String> + 'a {
    let path = file.path.clone();
    let mut said = BTreeSet::new();
    file.names().into_iter().filter_map(move |name| {
        let complaint = wrong(&name)?;
        said.insert(complaint.clone()).then(|| format!("{path}:{}: {complaint}", name.line))
    })
}

/// A layer names only those to its left.
pub(crate) fn layers(files: &[SourceFile]) -> Vec<String> {
    let homeless = files.iter().filter(|file| layer(file).is_none() && file.path != "src/lib.rs");
    let homeless =
        homeless.map(|file| format!("{}:1: stands in no layer; give `{}` its place", file.path, file.layer()));
    let crossed = in_layers(files).flat_map(|(file, layer)| {
        complaints(file, |name| {
            let within = name.within.as_ref()?;
            let Some(other) = within.first() else {
                return Some(format!("{} takes hold of the whole crate", layer.name));
            };
            let allowed = other == layer.name || layer.may_name.contains(&other.as_str());
            // The root of `main.rs` is its own, unless it says `diptych`.
            let own_root = layer.name == "main" && name.segments[0] != "diptych";
            (!allowed && !own_root)
                .then(|| format!("{} must not name {other} ({})", layer.name, name.segments.join("::")))
        })
    });
    homeless.chain(crossed).collect()
}

/// Terminal crates stay where they are needed; tests are no excuse, they would drag the terminal in.
pub(crate) fn terminal(files: &[SourceFile]) -> Vec<String> {
    let named = in_layers(files).flat_map(|(file, layer)| {
        complaints(file, |name| {
            let root = &name.outside[0];
            let begins = |prefix: &&str| name.outside.iter().take(2).any(|segment| segment.starts_with(*prefix));
            let editor = root == NOTE_EDITOR && matches!(layer.name, "app" | "view");
            (name.within.is_none() && !editor && layer.no_terminal.iter().any(begins))
                .then(|| format!("{} must not know the terminal ({})", layer.name, name.outside.join("::")))
        })
    });
    named.collect()
}

/// A pure layer reads no disk, environment or network, and starts nothing. Its tests may.
pub(crate) fn effects(files: &[SourceFile]) -> Vec<String> {
    let reached = in_layers(files).filter(|(_, layer)| layer.pure).flat_map(|(file, layer)| {
        complaints(file, |name| {
            let effect = EFFECTS.iter().find(|effect| {
                name.outside.len() >= effect.len() && name.outside.iter().zip(**effect).all(|(have, want)| have == want)
            })?;
            (!name.test).then(|| format!("{} is pure and must not name {}", layer.name, effect.join("::")))
        })
    });
    reached.collect()
}

/// A pure layer is told the time; it does not look.
pub(crate) fn clocks(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for (file, layer) in in_layers(files).filter(|(_, layer)| layer.pure) {
        found.extend(complaints(file, |name| {
            let looks = name.segments.len() > 1 && name.segments.last().is_some_and(|last| last == "now");
            (looks && !name.test)
                .then(|| format!("{} must not look at a clock ({})", layer.name, name.segments.join("::")))
        }));
        let places = file.places(|tokens| opens_with(tokens, &[".", "elapsed", "("]));
        found.extend(places.iter().map(|place| format!("{place}: {} must not look at a clock (elapsed)", layer.name)));
    }
    found
}

/// Drawing reads the state and leaves it as it was.
pub(crate) fn drawing_only_reads(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.layer() == "view") {
        let places = file.places(|tokens| {
            let lifetime = if tokens.get(1).is_some_and(|token| token.text == "'") { 2 } else { 0 };
            let is = |at: usize, text: &str| tokens.get(at + lifetime).is_some_and(|token| token.text == text);
            if tokens[0].text != "&" || !is(1, "mut") {
                return false;
            }
            let path = tokens[2 + lifetime..].iter().take_while(|token| token.is_word() || token.text == "::");
            path.last().is_some_and(|last| last.text == "State")
        });
        found.extend(places.iter().map(|place| format!("{place}: view must not take `&mut State`")));
    }
    found
}

/// The kinds of discrepancy do not know each other: one can be read, mended or removed alone.
pub(crate) fn kinds_stand_alone(files: &[SourceFile]) -> Vec<String> {
    const HOME: &str = "src/compare/discrepancy/";
    let inner = |file: &SourceFile| file.path.strip_prefix(HOME).map(|inner| inner.trim_end_matches(".rs").to_owned());
    let kinds: BTreeSet<String> = files
        .iter()
        .filter_map(inner)
        .filter_map(|inner| inner.split('/').next().map(str::to_owned))
        .filter(|kind| kind != "mod")
        .collect();
    let outsiders = files.iter().filter(|file| file.path != format!("{HOME}mod.rs"));
    let crossed = outsiders.flat_map(|file| {
        let own = inner(file).and_then(|inner| inner.split('/').next().map(str::to_owned));
        let names = file.names();
        let all_of_home =
            names.iter().any(|name| name.within.as_ref().is_some_and(|path| *path == ["compare", "discrepancy", "*"]));
        let kinds = kinds.clone();
        complaints(file, move |name| {
            let named = match name.within.as_deref() {
                Some([compare, discrepancy, kind, ..]) if compare == "compare" && discrepancy == "discrepancy" => kind,
                // `use super::*` brings the siblings in by their bare names.
                None if all_of_home => &name.segments[0],
                _ => return None,
            };
            let sibling = kinds.contains(named) && own.as_ref() != Some(named);
            sibling.then(|| format!("only {HOME}mod.rs may name the kind `{named}`"))
        })
    });
    crossed.collect()
}

/// `main.rs` starts the shell, and that is all.
pub(crate) fn main_starts_the_shell(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.path == "src/main.rs") {
        let modules = file.places(|tokens| tokens[0].text == "mod");
        found.extend(modules.iter().map(|place| format!("{place}: main.rs must not hold modules")));
        found.extend(complaints(file, |name| {
            let root = &name.outside[0];
            let is_crate = root.starts_with(|c: char| c.is_lowercase());
            let allowed = MAIN_MAY_NAME.contains(&root.as_str());
            (is_crate && !allowed).then(|| format!("main.rs must not name {root}"))
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Rule, bites, passes};

    fn check(rule: Rule, path: &str, broken: &str, whole: &str) {
        bites(rule, &[(path, broken)]);
        passes(rule, &[(path, whole)]);
    }

    #[test]
    fn a_layer_that_names_one_to_its_right_is_seen() {
        check(layers, "src/domain/span.rs", "use crate::compare::Row;", "use crate::domain::Side; use super::Side;");
        check(layers, "src/compare/mod.rs", "use crate::{domain::Span, review::Mark};", "use crate::{domain::Span};");
        check(layers, "src/review/mod.rs", "fn f(_: crate::export::Csv) {}", "fn f(_: crate::compare::Row) {}");
        check(layers, "src/export/csv.rs", "use super::super::app::State;", "use super::super::review::Review;");
        check(layers, "src/app/state.rs", "use super::super::view;", "use super::super::export;");
        check(layers, "src/view/mod.rs", "use crate::shell;", "use crate::app::State;");
        check(layers, "src/ingest/pdf.rs", "use crate::compare::Document;", "use crate::domain::Language;");
        check(layers, "src/store/mod.rs", "fn f() { crate::ingest::read() }", "fn f() { crate::store::read() }");
        check(
            layers,
            "src/main.rs",
            "fn main() { diptych::app::respond() }",
            "use diptych::shell; fn main() { shell::run() }",
        );
    }

    #[test]
    fn an_escape_is_seen_and_prose_is_not() {
        bites(layers, &[("src/app/mod.rs", "use crate as all; fn f() { all::store::open() }")]);
        bites(layers, &[("src/app/mod.rs", "use crate::*;")]);
        bites(layers, &[("src/app/mod.rs", "mod deep { mod deeper { use super::super::super::store; } }")]);
        bites(layers, &[("src/app/mod.rs", "#[cfg(test)]\nmod tests { use crate::store::Disk; }")]);
        bites(layers, &[("src/helpers/mod.rs", "")]);
        passes(layers, &[("src/lib.rs", "pub use crate::shell::run;")]);
        passes(
            layers,
            &[(
                "src/app/mod.rs",
                "//! See [`crate::store`].\npub(crate) const X: &str = \"crate::store::X\"; // crate::view::Y",
            )],
        );
    }

    #[test]
    fn the_terminal_is_seen() {
        check(terminal, "src/app/input.rs", "use crossterm::event::KeyCode;", "use crate::domain::Side;");
        check(terminal, "src/app/note.rs", "use ratatui::text::Line;", "use ratatui_textarea::TextArea;");
        check(terminal, "src/view/mod.rs", "use ratatui::crossterm::event;", "use ratatui::{Frame, style::Style};");
        check(
            terminal,
            "src/view/mod.rs",
            "fn f() { crossterm::terminal::size() }",
            "fn f(area: ratatui::layout::Rect) {}",
        );
        check(terminal, "src/domain/side.rs", "use ratatui_textarea::TextArea;", "use serde::Serialize;");
        check(terminal, "src/store/lock.rs", "use ratatui::style::Color;", "use std::fs;");
        bites(terminal, &[("src/app/page.rs", "#[cfg(test)]\nmod tests { use ratatui::buffer::Buffer; }")]);
        passes(terminal, &[("src/shell/run.rs", "use crossterm::event; use ratatui::Terminal;")]);
    }

    #[test]
    fn a_hand_on_the_world_is_seen() {
        for layer in ["domain", "compare", "review", "export", "app", "view"] {
            let path = format!("src/{layer}/x.rs");
            for broken in [
                "use std::fs;",
                "use std::{env, io};",
                "fn f() { std::thread::spawn(g) }",
                "use std::io; fn f() { io::stdout() }",
                "use std as s; fn f() { s::net::lookup() }",
                "fn f() { ::std::process::exit(1) }",
            ] {
                bites(effects, &[(&path, broken)]);
            }
            passes(effects, &[(&path, "use std::{io::Write, fmt}; #[cfg(test)] mod tests { use std::fs; }")]);
        }
        passes(effects, &[("src/store/disk.rs", "use std::fs;")]);
    }

    #[test]
    fn a_look_at_a_clock_is_seen() {
        for broken in [
            "fn f() { jiff::Timestamp::now() }",
            "use std::time::Instant; fn f() { Instant::now() }",
            "use std::time::SystemTime as Wall; fn f() { Wall::now() }",
            "fn f(since: Instant) { since.elapsed() }",
        ] {
            bites(clocks, &[("src/app/state.rs", broken)]);
        }
        passes(clocks, &[("src/app/state.rs", "fn f(input: &Timed) { input.now; now(); }")]);
        passes(clocks, &[("src/app/state.rs", "#[cfg(test)]\nmod tests { fn f() { Timestamp::now() } }")]);
        passes(clocks, &[("src/shell/run.rs", "fn f() { Instant::now() }")]);
    }

    #[test]
    fn drawing_that_writes_is_seen() {
        let rule = drawing_only_reads;
        check(rule, "src/view/mod.rs", "fn draw(state: &mut State) {}", "fn draw(state: &State, frame: &mut Frame) {}");
        check(rule, "src/view/mod.rs", "fn draw<'a>(state: &'a mut app::State) {}", "fn draw(x: &mut ListState) {}");
    }

    #[test]
    fn a_kind_that_knows_another_is_seen() {
        let pair = |text| [("src/compare/discrepancy/figure.rs", text), ("src/compare/discrepancy/naming.rs", "")];
        bites(kinds_stand_alone, &pair("use super::naming::names;"));
        bites(kinds_stand_alone, &pair("fn f() { crate::compare::discrepancy::naming::names() }"));
        bites(kinds_stand_alone, &pair("use super::*; fn f() { naming::names() }"));
        passes(kinds_stand_alone, &pair("use super::{Finding, figure}; use crate::compare::naming;"));
        passes(
            kinds_stand_alone,
            &[
                ("src/compare/discrepancy/mod.rs", "fn f() { self::figure::find() }"),
                ("src/compare/discrepancy/figure.rs", ""),
            ],
        );
        bites(
            kinds_stand_alone,
            &[("src/compare/pair.rs", "use super::discrepancy::figure;"), ("src/compare/discrepancy/figure.rs", "")],
        );
    }

    #[test]
    fn a_main_that_does_more_is_seen() {
        let rule = main_starts_the_shell;
        check(rule, "src/main.rs", "use clap::Parser;", "fn main() -> anyhow::Result<()> { diptych::shell::run() }");
        check(
            rule,
            "src/main.rs",
            "mod extra;",
            "use std::process::ExitCode; fn main() -> ExitCode { ExitCode::SUCCESS }",
        );
        check(
            rule,
            "src/main.rs",
            "fn main() { jiff::Zoned::now(); }",
            "use diptych::shell; fn main() { shell::run() }",
        );
    }
}
