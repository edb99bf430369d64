//! Choices: what leaves the program, and what a person sets.

use crate::desk::Desk;
use diptych::app::MouseKind;
use diptych::domain::Standing;

const CALL: &str = "2025-06-05-trump-xi-call";

/// Each form with words of its file's beginning.
const FORMS: [(&str, &str, &str); 10] = [
    ("Markdown", "md", "# Trump–Xi call"),
    ("web page", "html", "<!DOCTYPE html>"),
    ("Word", "docx", "PK"),
    ("table", "csv", ","),
    ("whole event", "json", "{"),
    ("Web Annotations", "jsonld", "{"),
    ("REFI-QDA project", "qdpx", "PK"),
    ("REFI-QDA codebook", "qdc", "<?xml"),
    ("CSL-JSON", "csl.json", "["),
    ("BibTeX", "bib", "@"),
];

#[test]
fn an_export_is_looked_at_before_it_is_written_in_every_form() {
    for (n, (name, ending, beginning)) in FORMS.iter().enumerate() {
        let mut desk = Desk::at_sample(CALL, 120, 40);
        desk.press("nt").press("to be checked<esc><ctrl-e>").press(&"l".repeat(n));
        assert!(desk.shows(name) && desk.shows("1 note · "), "{}", desk.screen());
        let head = if matches!(*ending, "docx" | "qdpx") { "What it says, as Markdown:" } else { "It begins:" };
        assert!(desk.shows(head), "{}", desk.screen());
        assert_eq!(desk.exported, [], "nothing is written by looking");
        desk.press("<enter>");
        let (file, contents) = &desk.exported[0];
        assert_eq!(*file, format!("2025-06-05-trump-xi-call-notes.{ending}"));
        assert!(contents.trim_start_matches('\u{feff}').contains(beginning), "{ending}: {}", &contents[..40]);
        assert!(desk.shows("written") && desk.shows("social media post"), "back in the room:\n{}", desk.screen());
    }
}

#[test]
fn notes_or_discrepancies_and_the_texts_or_not_are_chosen_and_the_preview_shows_it() {
    let mut desk = Desk::at_sample(CALL, 120, 60);
    desk.press("nt").press("to be checked<esc><ctrl-e>");
    assert!(desk.shows("# Trump–Xi call") && desk.shows(Standing::WARNING), "{}", desk.screen());
    desk.press("jl");
    assert!(desk.shows("‹ notes ›") && desk.shows("1 note · 0 discrepancies"), "{}", desk.screen());
    desk.press("jl");
    assert!(desk.shows("only what is quoted"));
    desk.press("<enter>");
    let notes = desk.exported.pop().unwrap().1;
    assert!(notes.contains("to be checked") && !notes.contains("|---:|"), "no table of whole texts");
    // What was chosen last is chosen again; discrepancies alone have no words of the analyst.
    desk.press("<ctrl-e>jl<enter>");
    let found = desk.exported.pop().unwrap().1;
    assert!(!found.contains("to be checked") && found.len() > 500);
    // A project places its spans in whole texts.
    desk.press("<ctrl-e>kkkkhhhh");
    assert!(desk.shows("REFI-QDA project") && desk.shows("not possible so"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(desk.exported.is_empty() && desk.shows("export it with the texts whole"), "{}", desk.screen());
}

#[test]
fn an_event_without_notes_says_so_and_can_be_exported_all_the_same() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    desk.press("<ctrl-e>jl");
    assert!(desk.shows("0 notes") && desk.shows("There is nothing of that here"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(desk.exported[0].1.contains("|---:|"), "the texts side by side are there");
}

#[test]
fn a_file_gets_a_name_of_ones_own_that_every_system_takes() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    desk.press("<ctrl-e>n").press(&"<backspace>".repeat(40)).press("../my: call<enter><enter>");
    assert_eq!(desk.exported[0].0, "my- call.md");
    desk.press("<ctrl-e>n<esc><esc>");
    assert_eq!(desk.exported.len(), 1, "given up");
    assert!(desk.shows("social media post"));
}

#[test]
fn the_mouse_alone_exports() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    desk.press("<ctrl-e>");
    desk.mouse(MouseKind::Press, 5, 2);
    assert!(desk.shows("web page"));
    desk.mouse(MouseKind::Press, 5, 6);
    assert!(desk.exported[0].0.ends_with(".html"));
}

#[test]
fn settings_take_effect_at_once_and_are_kept() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    let dark = desk.styles();
    desk.press(",");
    assert!(desk.shows("Settings") && desk.shows("‹ auto ›") && desk.shows("colour-blind"), "{}", desk.screen());
    desk.press("ll");
    assert_eq!(desk.configured.last(), Some(&("theme", "light".to_owned())));
    assert!(desk.shows("kept"));
    desk.press("<esc>");
    assert_ne!(desk.styles(), dark, "back in the room, in light colours");
    desk.press(",jjjl<esc>");
    assert_eq!(desk.configured.last(), Some(&("ascii", "true".to_owned())));
    assert!(!desk.screen().contains('─') && desk.screen().contains("-----"));
    desk.press(",Gkl");
    assert_eq!(desk.configured.last(), Some(&("mouse", "false".to_owned())));
    assert!(!desk.mouse_on);
}

#[test]
fn a_name_is_given_in_the_settings_and_stands_on_the_next_note() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    desk.press(",G<enter>").press(&"<backspace>".repeat(10)).press("M. Weber<enter>");
    assert_eq!(desk.configured, [("author", "M. Weber".to_owned())]);
    desk.press("<enter>").press(&"<backspace>".repeat(10)).press("<enter>");
    assert!(desk.shows("needs somebody who signs it"), "{}", desk.screen());
    desk.press("<esc><space>to").press("mine<esc>3");
    let edits = desk.saved.last().unwrap();
    assert_eq!(edits.author, "M. Weber");
}

/// What a terminal says of itself, or what is left of a paste, may arrive as keys.
#[test]
fn no_plain_key_exports_or_destroys_what_undo_does_not_bring_back() {
    for key in (' '..='~').filter(|key| !"<>".contains(*key)) {
        let mut desk = Desk::with_two_versions(100, 30);
        desk.press("<space>to").press("precious<esc>");
        assert!(desk.shows("1 note"));
        desk.press(&key.to_string()).press("<esc><esc><esc>1");
        assert_eq!(desk.exported, [], "{key} writes a file");
        assert_eq!(desk.configured, [], "{key} changes the settings");
        if !desk.ended && !desk.shows("1 note") {
            desk.press(if key == 'u' { "<ctrl-r>" } else { "u" });
            assert!(desk.shows("1 note"), "{key} destroys a note:\n{}", desk.screen());
        }
    }
}
