//! Writing: the note editor, and looking words up.

use super::desk::Desk;
use super::{CALL, only_note, place_of};
use diptych::app::{Key, KeyCode, MouseKind, What};

/// Presses a key that is held with others.
fn held(desk: &mut Desk, code: KeyCode, ctrl: bool, shift: bool) {
    desk.take(What::Key(Key { ctrl, shift, ..Key::plain(code) }));
}

#[test]
fn words_are_selected_replaced_and_brought_back_in_the_editor() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>ta").press("the first words stand");
    for _ in 0..2 {
        held(&mut desk, KeyCode::Left, true, true);
    }
    desk.press("sentence");
    desk.press("<ctrl-u><ctrl-u>");
    desk.press("<ctrl-r><ctrl-r>");
    desk.press("<esc>");
    assert_eq!(only_note(&desk).note, "the first sentence");
}

#[test]
fn what_input_methods_compose_and_what_is_pasted_is_kept_whole() {
    let mut desk = Desk::at_sample(CALL, 80, 24);
    desk.press("<space>ta");
    // An input method sends the composed text at once, as a burst of characters.
    desk.press("核对：“一个中国政策”。");
    desk.take(What::Paste(" e\u{301}crit 👩‍💻\nzweite Zeile".to_owned()));
    desk.press("<backspace>e<esc>");
    assert_eq!(only_note(&desk).note, "核对：“一个中国政策”。 e\u{301}crit 👩‍💻\nzweite Zeile");
}

#[test]
fn long_notes_wrap_and_every_line_of_them_is_reached() {
    let mut desk = Desk::at_sample(CALL, 80, 24);
    desk.press("<space>ta").press(&"会谈很长。".repeat(40));
    let shown = desk.screen().matches("会谈很长").count();
    assert!(shown > 20, "the note is wrapped into the editor:\n{}", desk.screen());
    held(&mut desk, KeyCode::Up, false, false);
    desk.press("·<esc>");
    let note = only_note(&desk).note;
    assert!(note.contains('·') && !note.ends_with('·'), "up goes to the line above on the screen: {note}");
}

#[test]
fn the_mouse_places_the_editors_cursor_and_selects() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>ta").press("one two three");
    let (x, y) = place_of(&mut desk, "one two three").expect("the note");
    desk.mouse(MouseKind::Press, x + 4, y).mouse(MouseKind::Drag, x + 7, y).mouse(MouseKind::Release, x + 7, y);
    desk.press("2<esc>");
    assert_eq!(only_note(&desk).note, "one 2 three");
}

#[test]
fn a_draft_survives_whatever_comes_between() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>ta").press("half a thought");
    desk.take(What::Resize(diptych::app::Size { width: 20, height: 5 }));
    desk.take(What::Resize(diptych::app::Size { width: 140, height: 45 }));
    desk.mouse(MouseKind::ScrollDown, 10, 10);
    desk.take(What::Failed { job: None, message: "something else went wrong".to_owned() });
    desk.press(", now whole<ctrl-u><ctrl-r>");
    desk.take(What::Ending);
    assert_eq!(desk.draft.as_ref().map(|draft| draft.annotation.note.as_str()), Some("half a thought, now whole"));
    // The program is started again.
    let draft = desk.draft.clone().expect("a draft");
    let mut later = Desk::with_draft(CALL, 140, 45, draft);
    assert!(later.shows("half a thought, now whole"), "{}", later.screen());
    later.press("<esc>");
    assert_eq!(only_note(&later).note, "half a thought, now whole");
}

#[test]
fn a_word_is_looked_up_with_its_convention_and_its_forms() {
    let mut desk = Desk::at_sample("2025-10-30-trump-xi-busan", 140, 45);
    desk.press("i");
    assert!(desk.shows("Glossary: concepts of the lexicon, not a translation"), "{}", desk.screen());
    assert!(desk.shows("in English") && desk.shows("in Chinese") && desk.shows("mentions"));
    desk.press("<esc>**");
    assert!(desk.shows("meeting with · meeting of leaders"), "{}", desk.screen());
    desk.press("j");
    assert!(!desk.shows("meeting with · meeting of leaders"), "another passage, other words");
    desk.press("k");
    let (x, y) = place_of(&mut desk, "meeting with President").expect("the words");
    desk.mouse(MouseKind::Press, x, y).mouse(MouseKind::Release, x, y);
    assert!(desk.shows("meeting with · meeting of leaders"), "the mouse asks, too:\n{}", desk.screen());
}
