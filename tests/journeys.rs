//! Journeys: keys in, screens out, each told as what an analyst does.

#![allow(clippy::unwrap_used, reason = "a test program")]

#[path = "journeys/choices.rs"]
mod choices;
#[path = "journeys/desk.rs"]
mod desk;
#[path = "journeys/intake.rs"]
mod intake;
#[path = "journeys/library.rs"]
mod library;
#[path = "journeys/lists.rs"]
mod lists;
#[path = "journeys/looks.rs"]
mod looks;
#[path = "journeys/messenger.rs"]
mod messenger;
#[path = "journeys/reading.rs"]
mod reading;
#[path = "journeys/screens.rs"]
mod screens;
#[path = "journeys/stories.rs"]
mod stories;
#[path = "journeys/writing.rs"]
mod writing;

use desk::Desk;
use diptych::app::{Listing, MouseKind, Size, What, Which};
use diptych::domain::{Edit, Joining, Matter, Standing, Target};
use diptych::review::catalogue::Head;

const CALL: &str = "2025-06-05-trump-xi-call";

#[test]
fn the_first_minute_shows_the_texts_level_and_what_differs() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    assert!(desk.shows("Trump–Xi call") && desk.shows(Standing::WARNING));
    assert!(!desk.shows("comparing"));
    desk.press("n");
    assert!(desk.shows("1/"), "the first discrepancy is at hand:\n{}", desk.screen());
    desk.press("e");
    assert!(desk.shows("Why this was raised") && desk.shows("how to quote"));
    desk.press("<esc>2");
    assert!(desk.shows("Discrepancies") && desk.shows("0 accepted"));
    desk.press("<enter>");
    assert!(desk.shows("1/"));
}

#[test]
fn under_deadline_a_discrepancy_becomes_a_note_and_a_file_in_four_keys() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("nt").press("要核对。<esc><ctrl-e><enter>");
    let note = only_note(&desk);
    assert_eq!(note.note, "要核对。");
    assert_eq!(note.targets.len(), 2);
    let (name, text) = &desk.exported[0];
    assert_eq!(name, "2025-06-05-trump-xi-call-notes.md");
    assert!(text.contains("要核对。") && text.contains(Standing::WARNING), "{text}");
    assert!(desk.draft.is_none(), "a finished note is no draft");
}

#[test]
fn words_on_both_sides_are_tagged_by_hand() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>hhh<tab>ta").press("said on one side only<esc>");
    let note = only_note(&desk);
    let quotes: Vec<&str> = note.anchors().map(|anchor| anchor.quote.as_str()).collect();
    assert_eq!(quotes.len(), 2);
    assert_eq!(note.tags[0].0, "attribution");
    assert!(desk.shows("[a]") && desk.shows("1 note") && desk.shows("saved"));
}

#[test]
fn silence_is_recorded_with_the_documents_that_were_searched() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<tab>)<space>oto<esc>");
    let note = only_note(&desk);
    let [Target::Quote(_), Target::Nothing(nothing)] = &note.targets[..] else { panic!("{:?}", note.targets) };
    assert_eq!(nothing.searched.len(), 1, "the American side has one document");
    assert_eq!(nothing.party.as_ref().map(|party| party.0.as_str()), Some("US"));
    desk.press("3");
    assert!(desk.shows("not found in"));
}

#[test]
fn what_each_side_dwells_on_is_shown_and_a_topic_is_walked_through_both_texts() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    desk.press("4");
    assert!(desk.shows("Emphasis") && desk.shows("Taiwan") && desk.shows("█"), "{}", desk.screen());
    desk.press("<enter>");
    let first = desk.screen();
    desk.press("}");
    assert!(desk.shows("passage 2 of"), "{}", desk.screen());
    assert_ne!(desk.screen(), first);
    desk.press("{");
    assert!(desk.shows("passage 1 of"));
}

#[test]
fn a_word_is_found_in_both_languages_and_the_way_back_is_remembered() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    let start = desk.screen();
    desk.press("/trade<enter>");
    assert!(desk.shows("“trade”: hit 1 of") && desk.shows("n N go on"), "{}", desk.screen());
    desk.press("n");
    assert!(desk.shows("hit 2 of"));
    desk.press("<esc>HH");
    assert_eq!(desk.screen(), start, "back where it began");
    desk.press("/zebra<enter>");
    assert!(desk.shows("“zebra” is in neither"));
    desk.press("/\"open<enter>");
    assert!(!desk.shows("hit 1"), "what is not understood is told:\n{}", desk.screen());
}

#[test]
fn any_command_is_called_by_part_of_its_name() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press(":emphas");
    assert!(desk.shows("command  emphas") && desk.shows("each side's share of them"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(desk.shows("Emphasis"));
    desk.press("1:redo<enter>");
    assert!(desk.shows("nothing to do again"), "an unavailable one says why:\n{}", desk.screen());
    desk.press(":q<esc>");
    assert!(!desk.ended);
}

#[test]
fn any_two_documents_stand_side_by_side_and_the_card_tells_all_that_is_known() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    desk.press("5");
    assert!(desk.shows("SHA-256") && desk.shows(Standing::WARNING) && desk.shows("published      not known"));
    desk.press("jh1");
    assert!(!desk.shows("US  social media post"), "the Chinese account stands in both panes:\n{}", desk.screen());
    desk.press("5gg<enter>");
    assert!(desk.shows("social media post"));
}

#[test]
fn two_captures_of_one_document_are_set_side_by_side_and_what_changed_is_marked() {
    let mut desk = Desk::with_two_versions(120, 40);
    assert!(!desk.shows("‹ninety minutes›"));
    desk.press("5r");
    assert!(desk.shows("‹ninety minutes›") && desk.shows("‹an hour›"), "{}", desk.screen());
    desk.press(">");
    assert!(desk.shows("version 2 of 2"));
}

#[test]
fn every_change_can_be_taken_back_and_done_again() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>tf").press("ninety minutes<esc>");
    assert!(desk.shows("1 note"));
    desk.press("u");
    assert!(desk.shows("0 notes") && desk.shows("undone: note"));
    desk.press("<ctrl-r>");
    assert!(desk.shows("1 note"));
    desk.press("D");
    assert!(desk.shows("0 notes"));
    desk.press("u");
    assert!(desk.shows("1 note"));
    assert_eq!(desk.saved.len(), 5, "each of them was made safe");
}

#[test]
fn a_ruling_is_kept_and_the_next_discrepancy_comes_up() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("nax");
    assert!(desk.shows("3/"));
    desk.press("2");
    assert!(desk.shows("1 accepted · 1 dismissed"));
    desk.press("gg").press("a");
    assert!(desk.shows("0 accepted · 1 dismissed"), "the same ruling again withdraws it");
}

#[test]
fn a_note_being_written_is_kept_every_two_seconds() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>tq").press("half a thought");
    desk.take(What::Wake);
    assert_eq!(desk.draft.as_ref().map(|draft| draft.annotation.note.as_str()), Some("half a thought"));
    desk.press(", now whole<esc>");
    assert_eq!(desk.draft, None);
    assert_eq!(only_note(&desk).note, "half a thought, now whole");
}

#[test]
fn more_tags_are_added_while_writing_and_no_word_is_lost() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>ta").press("one<ctrl-t>f").press(" two<ctrl-t><esc>").press(" three<esc>");
    let note = only_note(&desk);
    assert_eq!(note.note, "one two three");
    assert_eq!(note.tags.iter().map(|tag| tag.0.as_str()).collect::<Vec<_>>(), ["attribution", "figure"]);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_dropped() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.disk_full = true;
    desk.press("<space>ta").press("precious<esc>");
    assert!(desk.shows("NOT SAVED: the disk is full"));
    assert!(desk.shows("1 note"));
    desk.press("q");
    assert!(!desk.ended && desk.shows("could not be saved"));
    desk.press("<ctrl-e><enter>");
    assert!(desk.exported[0].1.contains("precious"));
    desk.press("<ctrl-c>");
    assert!(!desk.ended, "something else was done since: it is asked anew");
    desk.press("<ctrl-c>");
    assert!(desk.ended, "asked twice, it goes");
}

#[test]
fn the_mouse_selects_whole_words() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    let screen = desk.screen();
    let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains("▸  1")).expect("the first passage");
    let x = line.trim_start_matches('"').find("▸").map(|at| at as u16 + 9).expect("its words");
    desk.mouse(MouseKind::Press, x, y as u16).mouse(MouseKind::Drag, x + 8, y as u16);
    desk.mouse(MouseKind::Release, x + 8, y as u16).press("ty<esc>");
    let note = only_note(&desk);
    let quote = &note.anchors().next().expect("words").quote;
    assert!(!quote.starts_with(' ') && !quote.ends_with(' ') && quote.len() >= 8, "“{quote}”");
}

#[test]
fn copied_words_of_a_reconstruction_carry_the_warning() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("yY");
    assert_eq!(desk.copied.len(), 2);
    for copied in &desk.copied {
        assert!(copied.contains(Standing::WARNING), "{copied}");
    }
}

#[test]
fn a_side_with_two_documents_shows_the_other() {
    let mut desk = Desk::at_sample("2025-10-30-trump-xi-busan", 140, 45);
    assert!(desk.shows("1/2"));
    desk.press("d");
    assert!(desk.shows("2/2") && desk.shows("now in the left pane"));
}

#[test]
fn what_cannot_be_done_says_why() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("u");
    assert!(desk.shows("nothing to take back"));
    desk.press("<esc>a");
    assert!(desk.shows("go to a discrepancy first: n"));
}

#[test]
fn stepping_goes_on_where_it_was_left() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("nnjjn");
    assert!(desk.shows("3/"), "{}", desk.screen());
    desk.press("N");
    assert!(desk.shows("2/"));
}

#[test]
fn a_passage_of_ones_own_choice_is_linked() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space><tab>jjjt").press("x<esc>");
    let chosen = only_note(&desk).anchors().nth(1).expect("words on either side").quote.clone();
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space><tab>t").press("x<esc>");
    let proposed = only_note(&desk).anchors().nth(1).expect("words on either side").quote.clone();
    assert_ne!(chosen, proposed);
}

#[test]
fn passages_that_the_analyst_separates_stand_apart_until_it_is_undone() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    let level =
        |desk: &mut Desk| desk.screen().lines().any(|line| line.contains("talking by") && line.contains("应约"));
    assert!(level(&mut desk), "the openings stand level at first");
    desk.press("<space><tab>-");
    assert_eq!(joinings(&desk), [Joining::Separate]);
    desk.press("g");
    assert!(!level(&mut desk), "{}", desk.screen());
    desk.press("ug");
    assert!(level(&mut desk), "{}", desk.screen());
}

#[test]
fn a_passage_that_the_analyst_links_stands_alone_no_more_until_it_is_undone() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    let alone = |desk: &mut Desk| -> usize {
        let screen = desk.screen();
        let (before, _) = screen.split_once(" ○ US").expect("the header counts them");
        before.rsplit(' ').next().and_then(|count| count.parse().ok()).expect("a count")
    };
    let at_first = alone(&mut desk);
    // The second American passage has no partner: the first key over there takes the nearest one.
    desk.press("g)");
    assert!(desk.shows("2 ○ It was a very good call."));
    desk.press("<space><tab>j=");
    assert_eq!(joinings(&desk), [Joining::Link]);
    assert_eq!(alone(&mut desk), at_first - 1);
    desk.press("u");
    assert_eq!(alone(&mut desk), at_first);
}

/// What was ruled on passages, in the order in which it was made safe.
fn joinings(desk: &Desk) -> Vec<Joining> {
    let edits = desk.saved.iter().flat_map(|change| &change.edits);
    let ruled = edits.filter_map(|edit| match edit {
        Edit::Decision { after: Some(decision), .. } => match decision.matter {
            Matter::Passages { joining, .. } => Some(joining),
            Matter::Discrepancy { .. } => None,
        },
        _ => None,
    });
    ruled.collect()
}

#[test]
fn the_mouse_links_words_of_both_sides() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    for column in [9, 80] {
        desk.mouse(MouseKind::Press, column, 4).mouse(MouseKind::Drag, column + 6, 4);
        desk.mouse(MouseKind::Release, column + 6, 4);
    }
    desk.press("ty<esc>");
    assert_eq!(only_note(&desk).anchors().count(), 2);
}

#[test]
fn no_word_is_lost_when_the_program_ends_among_the_tags() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>ta").press("not finished<ctrl-t>");
    desk.take(What::Ending);
    assert_eq!(desk.draft.as_ref().map(|draft| draft.annotation.note.as_str()), Some("not finished"));
    desk.press("<ctrl-c>");
    assert!(desk.ended);
    assert_eq!(only_note(&desk).note, "not finished");
}

#[test]
fn while_another_event_is_opened_nothing_can_be_changed() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    let which = Which::Sample("2025-03-18-trump-putin-call".to_owned());
    desk.take(What::Listed(vec![Listing { which, head: Head::default(), worked: None }]));
    desk.press("6<enter>1na");
    assert!(desk.shows("opening…") && desk.saved.is_empty());
    desk.take(What::NotOpened("it is gone".to_owned()));
    desk.press("1na");
    assert_eq!(desk.saved.len(), 1);
}

#[test]
fn what_the_program_found_never_passes_for_the_analysts_words() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("nt").press("mine<esc><ctrl-e><enter>");
    assert_eq!(only_note(&desk).note, "mine");
    assert!(desk.exported[0].1.contains("*Found by diptych "), "{}", desk.exported[0].1);
}

#[test]
fn a_change_from_outside_is_taken_in_and_not_overwritten() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("<space>ta").press("mine<esc>");
    let (mut dossier, _) = diptych::store::samples::open(CALL).expect("the sample opens");
    let mut theirs = only_note(&desk);
    theirs.note = "edited elsewhere".to_owned();
    dossier.annotations.insert(theirs.id, theirs);
    desk.take(What::Reloaded { dossier: Box::new(dossier), journal: diptych::domain::Journal::default() });
    assert!(desk.shows("changed from outside"));
    desk.press("3");
    assert!(desk.shows("edited elsewhere"));
}

#[test]
fn every_size_has_a_screen() {
    for (width, height) in [(60, 15), (80, 24), (99, 30), (100, 30), (120, 40), (200, 60), (400, 100)] {
        let mut desk = Desk::at_sample(CALL, width, height);
        for keys in ["", "n", "<space>", "t", "a", "<esc>", "2", "<esc>3", "<esc>?", "<esc>6"] {
            desk.press(keys);
            assert_eq!(desk.screen().lines().count(), usize::from(height), "{width}×{height} after {keys}");
        }
    }
    for (width, height) in [(1, 1), (59, 40), (200, 14), (0, 0)] {
        let mut desk = Desk::at_sample(CALL, width.max(1), height.max(1));
        desk.take(What::Resize(Size { width, height }));
        desk.press("njjt");
        assert!(width < 30 || desk.shows("too small"), "{width}×{height}");
    }
}

#[test]
fn the_cursor_never_leaves_the_screen() {
    for (width, height) in [(80, 24), (140, 45)] {
        let mut desk = Desk::at_sample("2025-10-30-trump-xi-busan", width, height);
        for keys in ["j", "<tab>", "J", "K", "n", ")", "(", "G", "g", "<pgdn>", "N", "f", "h", "l", "k"] {
            for _ in 0..12 {
                desk.press(keys);
                assert!(
                    desk.screen().contains('▸'),
                    "{width}×{height}: the cursor is gone after {keys}:\n{}",
                    desk.screen()
                );
            }
        }
    }
}

#[test]
fn the_room_looks_so() {
    insta::assert_snapshot!("room-120x40", Desk::at_sample(CALL, 120, 40).press("n").screen());
    insta::assert_snapshot!("room-80x24", Desk::at_sample(CALL, 80, 24).press("n").screen());
    insta::assert_snapshot!("list-120x40", Desk::at_sample(CALL, 120, 40).press("2").screen());
}

/// Where the screen shows some words: column and line.
fn place_of(desk: &mut Desk, words: &str) -> Option<(u16, u16)> {
    let screen = desk.screen();
    let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words))?;
    let before = &line[..line.find(words)?];
    Some((u16::try_from(diptych::app::page::width(before)).ok()?, u16::try_from(y).ok()?))
}

/// The one annotation that was made safe, as it was last.
fn only_note(desk: &Desk) -> diptych::domain::Annotation {
    let after = desk.saved.iter().rev().flat_map(|change| &change.edits).find_map(|edit| match edit {
        Edit::Annotation { after: Some(after), .. } => Some(after.as_ref().clone()),
        _ => None,
    });
    after.expect("a note was saved")
}
