//! Reading: the orders in which two texts can stand, what is folded away, which marks are shown.

use super::desk::Desk;
use super::{CALL, joinings, place_of};
use diptych::app::{MouseKind, What};
use diptych::domain::Joining;

#[test]
fn each_text_is_read_in_its_own_order_with_the_partner_in_view() {
    let mut desk = Desk::at_sample(CALL, 140, 24);
    desk.press("v");
    assert!(desk.shows("as published"));
    // The American text speaks of the visits in its eleventh sentence, the Chinese one in its fifteenth.
    desk.press("))))))))))");
    let (left, right) = (place_of(&mut desk, "▸ 11"), place_of(&mut desk, "▹ 15"));
    assert!(left.is_some() && right.is_some(), "{}", desk.screen());
    desk.press("<tab>");
    assert!(desk.shows("▸ 15") && desk.shows("▹ 11"), "tab goes over to it:\n{}", desk.screen());
    desk.press("v");
    assert!(!desk.shows("as published") && desk.shows("▸ 15"));
}

#[test]
fn texts_scroll_apart_where_that_is_wanted() {
    let mut desk = Desk::at_sample(CALL, 140, 24);
    desk.press("V");
    assert!(desk.shows("only where both texts stand as published"));
    desk.press("vV");
    assert!(desk.shows("scrolling apart"));
    assert!(desk.shows("▹  1"));
    for _ in 0..5 {
        desk.mouse(MouseKind::ScrollDown, 100, 10);
    }
    assert!(!desk.shows("▹  1") && desk.shows("▸  1"), "only the right text moved:\n{}", desk.screen());
    desk.press("V").press("jk");
    assert!(desk.shows("▹  1"), "together again:\n{}", desk.screen());
}

#[test]
fn the_wheel_takes_the_partner_along() {
    let mut desk = Desk::at_sample(CALL, 140, 24);
    desk.press("v");
    for _ in 0..4 {
        desk.mouse(MouseKind::ScrollDown, 100, 10);
    }
    let screen = desk.screen();
    let marked = screen.lines().find(|line| line.contains('▸')).expect("the cursor is on the screen");
    assert!(marked.find('▸') > marked.find(['█', '▐', '▌']), "the cursor went over to the text that moved:\n{screen}");
}

#[test]
fn one_text_is_read_alone() {
    for (width, height) in [(80, 24), (140, 45), (220, 60)] {
        let mut desk = Desk::at_sample(CALL, width, height);
        desk.press("o");
        assert!(desk.shows("US alone") && !desk.shows("6月5日晚"));
        desk.press("<tab>");
        assert!(desk.shows("CN alone") && desk.shows("6月5日晚"), "{}", desk.screen());
        desk.press("G");
        assert!(desk.shows("▸CN   17"), "{}", desk.screen());
        desk.press("o");
        assert!(desk.shows("US") && !desk.shows("alone"));
    }
}

#[test]
fn the_rows_follow_the_order_of_the_other_text() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    let numbers = |desk: &mut Desk, side: usize| -> Vec<u32> {
        let screen = desk.screen();
        let halves =
            screen.lines().skip(4).filter_map(|line| line.split(['█', '▐', '▌', '▒']).nth(side).map(str::to_owned));
        halves.filter_map(|half| half.get(..6)?.trim_start_matches(['▸', '▹', ' ']).trim().parse().ok()).collect()
    };
    desk.press("jjjs");
    assert!(desk.shows("in the order of CN"));
    let right: Vec<u32> = {
        let screen = desk.screen();
        let halves =
            screen.lines().skip(4).filter_map(|line| line.split(['█', '▐', '▌', '▒']).nth(1).map(str::to_owned));
        halves
            .filter_map(|half| half.split_whitespace().find(|word| *word != "▸" && *word != "▹")?.parse().ok())
            .collect()
    };
    assert!(right.len() > 3 && right.is_sorted(), "{right:?}\n{}", desk.screen());
    desk.press("s");
    assert!(numbers(&mut desk, 0).is_sorted() && !desk.shows("in the order of"));
}

#[test]
fn what_agrees_is_folded_away_and_opened_in_its_place() {
    let mut desk = Desk::with_two_versions(120, 40);
    desk.press("5r");
    assert!(desk.shows("meet again in the autumn"));
    desk.press("z");
    assert!(!desk.shows("meet again in the autumn"), "{}", desk.screen());
    assert!(desk.shows("1 row folded (US 2)") && desk.shows("nothing raised here") && desk.shows("‹an hour›"));
    desk.press("j<enter>");
    assert!(desk.shows("meet again in the autumn"), "{}", desk.screen());
    desk.press("zz");
    assert!(!desk.shows("meet again in the autumn"), "folded anew, all of it");
    desk.press("/autumn<enter>");
    assert!(desk.shows("meet again in the autumn"), "a jump opens what it leads into:\n{}", desk.screen());
    desk.press("<esc>z");
    assert!(!desk.shows("folded"));
}

#[test]
fn between_two_accounts_what_raised_nothing_is_folded_and_what_is_dismissed_joins_it() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    let rows = |desk: &mut Desk| -> usize {
        let screen = desk.press("z").screen();
        let (_, told) = screen.split_once("folded: ").expect("how many rows are folded");
        told.split(' ').next().and_then(|count| count.parse().ok()).expect("a count")
    };
    let at_first = rows(&mut desk);
    assert!(at_first > 0 && desk.shows("(CN 3)"), "{}", desk.screen());
    desk.press("z<esc>n");
    desk.press(&"x".repeat(40));
    assert!(rows(&mut desk) > at_first, "{}", desk.screen());
}

#[test]
fn where_nothing_can_be_folded_it_is_said() {
    let mut desk = Desk::with_two_versions(120, 40);
    desk.press("5r<space>ta<esc>").press("j<space>ta<esc>");
    desk.press("z");
    assert!(desk.shows("nothing to fold") && desk.shows("autumn"), "{}", desk.screen());
    desk.press("vz");
    assert!(desk.shows("only where the rows stand level"));
}

#[test]
fn marks_are_shown_by_what_they_say() {
    let mut desk = Desk::with_two_versions(120, 40);
    desk.press("5r");
    assert!(desk.shows("‹an hour›"));
    desk.press("m");
    assert!(desk.shows("marks: agreement only") && !desk.shows("‹an hour›"));
    desk.press("m");
    assert!(desk.shows("marks: differences only") && desk.shows("‹an hour›"));
    desk.press("m");
    assert!(desk.shows("marks: figures only") && !desk.shows("‹an hour›"));
    desk.press("m");
    assert!(desk.shows("marks: none") && !desk.shows("‹an hour›"));
    desk.press("m");
    assert!(desk.shows("marks: all") && desk.shows("‹an hour›"));
}

#[test]
fn a_link_is_locked_marked_and_withdrawn_where_it_stands() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("=");
    assert_eq!(joinings(&desk), [Joining::Link]);
    assert!(desk.shows("[=]"), "{}", desk.screen());
    desk.press("=");
    assert!(!desk.shows("[=]") && desk.shows("link withdrawn"));
    desk.press("-");
    assert!(desk.shows("[-]") && desk.shows("kept apart"), "{}", desk.screen());
    desk.press("g-");
    assert!(!desk.shows("[-]") && desk.shows("separate withdrawn"), "{}", desk.screen());
    desk.press("uuuu");
    assert!(!desk.shows("[=]") && !desk.shows("[-]"));
    desk.press(")=");
    assert!(desk.shows("no partner is known"), "{}", desk.screen());
}

#[test]
fn the_strip_is_the_scroll_bar() {
    let mut desk = Desk::at_sample(CALL, 140, 24);
    let (x, _) = place_of(&mut desk, "█").expect("the strip");
    assert!(desk.shows("▸  1 ≈"));
    desk.mouse(MouseKind::Press, x, 19);
    assert!(!desk.shows("▸  1 ≈"), "{}", desk.screen());
    let last = desk.screen();
    // The button stays down: the mouse need not keep to the strip.
    desk.mouse(MouseKind::Drag, x + 20, 4);
    assert!(desk.shows("▸  1 ≈"), "{}", desk.screen());
    desk.mouse(MouseKind::Release, x + 20, 4).mouse(MouseKind::Drag, x + 20, 19);
    assert_ne!(desk.screen(), last, "the button is up again");
}

#[test]
fn a_drag_in_one_text_never_runs_into_the_other() {
    let mut desk = Desk::at_sample(CALL, 140, 24);
    let (x, y) = place_of(&mut desk, "President Xi Jinping").expect("the first words");
    let (strip, _) = place_of(&mut desk, "█").expect("the strip");
    desk.mouse(MouseKind::Press, x, y);
    // Out of the text: across the strip, into the other text, below the texts.
    for (to_x, to_y) in [(x + 10, y), (strip, y), (strip + 20, y), (strip + 30, y + 1), (strip + 30, 23)] {
        desk.mouse(MouseKind::Drag, to_x, to_y);
        assert!(desk.shows("▸ US “President Xi"), "{}", desk.screen());
        assert!(desk.shows("CN – (tab links it"), "nothing is selected over there:\n{}", desk.screen());
    }
}

#[test]
fn a_drag_past_the_edge_of_a_text_scrolls_it_as_long_as_the_button_is_down() {
    let mut desk = Desk::at_sample(CALL, 140, 24);
    let (x, y) = place_of(&mut desk, "习近平说").expect("words of the right text");
    let selected = |desk: &mut Desk| desk.screen().lines().find(|line| line.contains("▸ CN")).map(str::to_owned);
    desk.mouse(MouseKind::Press, x, y).mouse(MouseKind::Drag, x + 8, 23);
    let first = desk.screen();
    assert!(selected(&mut desk).is_some_and(|line| line.contains("习近平说")), "{first}");
    // The mouse rests below the text, and time passes.
    desk.take(What::Wake);
    let on = desk.screen();
    assert_ne!(on, first, "it scrolls on by itself");
    desk.mouse(MouseKind::Release, x + 8, 23).take(What::Wake);
    assert_eq!(desk.screen(), on, "the button is up");
    desk.press("ty<esc>");
    let quote = super::only_note(&desk).anchors().next().expect("words").quote.clone();
    assert!(quote.starts_with("习近平说") && quote.chars().count() > 100, "“{quote}”");
    desk.press("g");
    let (x, y) = place_of(&mut desk, "会谈结束以来").expect("words further down");
    desk.press("jjjjjjjj").mouse(MouseKind::Press, x, y).mouse(MouseKind::Drag, x, 0);
    desk.take(What::Wake);
    assert!(desk.shows("▸ CN"), "{}", desk.screen());
}
