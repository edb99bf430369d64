//! Lists: discrepancies and notes are narrowed down, sorted and worked through.

use super::desk::Desk;
use super::{CALL, place_of};
use diptych::app::MouseKind;

/// How many discrepancies are listed, as the heading tells it.
fn listed(desk: &mut Desk) -> usize {
    let screen = desk.screen();
    let heading = screen.lines().next().expect("a heading").to_owned();
    let count = heading.split_whitespace().nth(1).and_then(|count| count.parse().ok());
    count.unwrap_or_else(|| panic!("no count in “{heading}”"))
}

#[test]
fn discrepancies_are_narrowed_down_by_kind_severity_state_and_words() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("2");
    let all = listed(&mut desk);
    desk.press("ss");
    assert!(desk.shows("severity: 3+"));
    let severe = listed(&mut desk);
    assert!(0 < severe && severe < all, "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.shows("everything is listed again") && desk.shows("severity: all"));
    desk.press("f");
    assert!(!desk.shows("kind: all"));
    let one_kind = listed(&mut desk);
    assert!(0 < one_kind && one_kind < all);
    desk.press("F");
    assert!(desk.shows("kind: all"));
    desk.press("/taiwan<enter>");
    assert!(desk.shows("words: “taiwan”") && listed(&mut desk) < all);
    desk.press("<esc><esc>");
    assert!(desk.shows("social media post"), "then back to the room");
}

#[test]
fn a_list_of_what_is_open_shrinks_with_every_ruling() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("2o");
    assert!(desk.shows("state: open"));
    let open = listed(&mut desk);
    desk.press("axa");
    assert_eq!(desk.saved.len(), 3, "each ruling hit another one");
    assert!(desk.shows("2 accepted · 1 dismissed"));
    assert_eq!(listed(&mut desk), open - 3);
    desk.press("o");
    assert!(desk.shows("state: accepted"));
    desk.press("<enter>");
    assert!(desk.shows("accepted"), "{}", desk.screen());
}

#[test]
fn stepping_in_the_room_follows_the_list() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("2ss");
    let severe = listed(&mut desk);
    desk.press("1");
    for _ in 0..severe {
        desk.press("n");
        assert!(desk.shows("S3"), "{}", desk.screen());
    }
    desk.press("n");
    assert!(desk.shows("no further"), "{}", desk.screen());
    desk.press("2<esc>r");
    assert!(desk.shows("sort: place"));
    desk.press("g<enter>");
    assert!(desk.shows("▸  1 "), "in the order of the texts the first stands at the start:\n{}", desk.screen());
}

#[test]
fn notes_are_narrowed_down_by_tag_status_author_and_words() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>ta").press("who says so<esc>");
    desk.press("j<space>tf").press("ninety minutes or more<esc>");
    desk.press("j<space>tf").press("要核对<esc>");
    desk.press("3");
    assert!(desk.shows("who says so") && desk.shows("ninety minutes or more"));
    // The tags come in the order of the codebook.
    desk.press("f");
    assert!(desk.shows("2 listed, 3 of") && !desk.shows("who says so"), "{}", desk.screen());
    desk.press("f");
    assert!(desk.shows("1 listed, 3 of") && desk.shows("who says so") && !desk.shows("ninety minutes or more"));
    desk.press("<esc>/核对<enter>");
    assert!(desk.shows("1 listed, 3 of") && desk.shows("要核对"), "{}", desk.screen());
    desk.press("<esc>a").press("oo");
    assert!(desk.shows("status: accepted") && desk.shows("1 listed, 3 of"), "{}", desk.screen());
    desk.press("<esc>b");
    assert!(desk.shows("by: Analyst"));
    desk.press("<esc>r");
    assert!(desk.shows("sort: newest"));
    desk.press("g<enter>");
    assert!(desk.shows("[f]") && desk.shows("要核对"), "the newest, where it stands:\n{}", desk.screen());
}

#[test]
fn a_list_that_keeps_everything_back_says_how_to_get_it() {
    let mut desk = Desk::at_sample(CALL, 80, 24);
    desk.press("2/zebra<enter>");
    assert!(desk.shows("Nothing is listed so"), "{}", desk.screen());
    desk.press("ax<enter><esc>");
    assert!(desk.saved.is_empty());
}

#[test]
fn the_empty_palette_begins_with_what_leads_from_reading_to_a_note() {
    let mut desk = Desk::at_sample(CALL, 140, 60);
    desk.press(":");
    let places: Vec<_> =
        ["next discrepancy", "take over", "export", "screen down"].map(|name| place_of(&mut desk, name)).into();
    let lines: Vec<u16> = places.iter().flatten().map(|(_, y)| *y).collect();
    assert_eq!(lines.first(), Some(&(place_of(&mut desk, "▸ next discrepancy").unwrap().1)));
    assert!(lines.len() >= 3 && lines.is_sorted(), "{places:?}:\n{}", desk.screen());
}

#[test]
fn everything_on_the_screen_can_be_pressed() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    let press = |desk: &mut Desk, words: &str| {
        let (x, y) = place_of(desk, words).unwrap_or_else(|| panic!("“{words}” is not there:\n{}", desk.screen()));
        desk.mouse(MouseKind::Press, x, y).mouse(MouseKind::Release, x, y);
    };
    press(&mut desk, "n N discrepancies");
    assert!(desk.shows("1/"), "{}", desk.screen());
    press(&mut desk, "e why");
    assert!(desk.shows("Why this was raised"));
    press(&mut desk, "Esc close");
    press(&mut desk, "? help");
    assert!(desk.shows("Marks"));
    let before = desk.screen();
    desk.mouse(MouseKind::ScrollDown, 10, 10);
    assert_ne!(desk.screen(), before, "the wheel turns the pages of help");
    press(&mut desk, "Esc close");
    desk.press("2");
    press(&mut desk, "s severity");
    assert!(desk.shows("severity: 2+"));
    press(&mut desk, "o state");
    assert!(desk.shows("state: open"));
    press(&mut desk, "q back");
    assert!(desk.shows("everything is listed again"));
    press(&mut desk, "q back");
    press(&mut desk, "space select");
    assert!(desk.shows("tab links it"));
    press(&mut desk, "t tag");
    press(&mut desk, "f Figure");
    assert!(desk.shows("[f]"), "{}", desk.screen());
    press(&mut desk, "Esc save");
    assert!(desk.shows("1 note"));
}
