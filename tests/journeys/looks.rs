//! Looks: the same screens in every theme, without colours, in ASCII, with other keys.

use crate::desk::Desk;
use diptych::app::{Keymap, SetKeys, Setup, What};
use diptych::domain::{Depth, Ground, Setting, Surroundings};

const CALL: &str = "2025-06-05-trump-xi-call";

/// A setup in which these settings are made.
fn set(settings: &[(Setting, &str)]) -> Setup {
    let mut setup = Setup::default();
    for (setting, value) in settings {
        assert!(setup.preferences.set(*setting, value), "{value}");
    }
    setup
}

/// A desk with these settings, a discrepancy at hand.
fn desk(setup: Setup) -> Desk {
    let mut desk = Desk::with(setup, 120, 40);
    desk.open_sample(CALL);
    desk.press("n");
    desk
}

#[test]
fn every_theme_has_its_own_colours_for_the_same_meanings() {
    for (name, settings) in [
        ("dark", vec![]),
        ("light", vec![(Setting::Theme, "light")]),
        ("high-contrast-dark", vec![(Setting::Palette, "high-contrast")]),
        ("high-contrast-light", vec![(Setting::Palette, "high-contrast"), (Setting::Theme, "light")]),
        ("colour-blind-dark", vec![(Setting::Palette, "colour-blind")]),
        ("colour-blind-light", vec![(Setting::Palette, "colour-blind"), (Setting::Theme, "light")]),
        ("sixteen-dark", vec![(Setting::Colours, "16")]),
        ("sixteen-light", vec![(Setting::Colours, "16"), (Setting::Theme, "light")]),
        ("no-colour", vec![(Setting::Colours, "none")]),
    ] {
        let desk = desk(set(&settings));
        insta::assert_snapshot!(format!("theme-{name}"), desk.styles());
    }
}

#[test]
fn the_words_on_the_screen_are_the_same_in_every_theme() {
    let mut dark = desk(Setup::default());
    let mut bare = desk(set(&[(Setting::Colours, "none")]));
    assert_eq!(dark.screen(), bare.screen());
    assert!(!bare.styles().contains("on ") && bare.styles().contains("bold"), "{}", bare.styles());
}

#[test]
fn a_terminal_that_turns_out_to_be_light_gets_light_colours_unless_a_theme_is_set() {
    let mut told = desk(Setup::default());
    told.take(What::Ground(Ground::Light));
    assert_eq!(told.styles(), desk(set(&[(Setting::Theme, "light")])).styles());
    let mut chosen = desk(set(&[(Setting::Theme, "dark")]));
    let before = chosen.styles();
    chosen.take(What::Ground(Ground::Light));
    assert_eq!(chosen.styles(), before);
}

#[test]
fn without_colours_and_in_ascii_everything_can_still_be_told_apart() {
    let poor = Surroundings { ground: Ground::Dark, depth: Depth::None, ascii: true };
    let mut desk = Desk::with(Setup { surroundings: poor, ..Setup::default() }, 120, 40);
    desk.open_sample("2025-05-08-starmer-trump-call");
    for keys in ["", "n", "2", "3", "4", "5", "6", "1?", "<esc>:", "<esc><space>t"] {
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.is_ascii(), "after {keys}:\n{screen}");
    }
    desk.press("<esc><esc>n");
    let screen = desk.screen();
    assert!(screen.contains("> ") && screen.contains(" o") && screen.contains('#'), "{screen}");
}

#[test]
fn other_keys_are_shown_wherever_keys_are_shown() {
    let other = |command: &str, key: &str| SetKeys {
        command: command.to_owned(),
        keys: vec![key.to_owned()],
        place: String::new(),
    };
    let keys = Keymap::with(&[
        other("row-down", "ctrl-n"),
        other("next-discrepancy", "F5"),
        other("help", "F2"),
        other("select", "F6"),
        other("show-library", "L"),
        other("jump-forward", "alt-l"),
    ]);
    let mut desk = Desk::with(Setup { keys: keys.unwrap(), ..Setup::default() }, 120, 40);
    desk.greet_with_sample(CALL);
    assert!(desk.shows("F2 all keys · F5 next difference · t notes it · L your"), "{}", desk.screen());
    assert!(desk.shows("ctrl-n k rows"), "the last line:\n{}", desk.screen());
    let before = desk.press("~").screen();
    assert_eq!(desk.press("n").screen(), before, "the old key does nothing");
    desk.press("]");
    assert!(desk.shows("there are no notes yet: F6 selects"), "{}", desk.screen());
    desk.press("<f5>");
    assert!(desk.shows("x dismiss"), "{}", desk.screen());
    desk.press("<f2>");
    assert!(desk.shows("ctrl-n next row"), "{}", desk.screen());
    desk.press("<esc>:next discrepancy");
    assert!(desk.shows("next discrepancy F5"), "{}", desk.screen());
    desk.press("<esc>L");
    assert!(desk.shows("Library"));
}

#[test]
fn the_cursor_of_the_terminal_stands_where_the_analyst_is() {
    let mut desk = desk(Setup::default());
    let mut at_pointer = |keys: &str| {
        desk.press(keys);
        let (x, y) = desk.cursor().unwrap_or_else(|| panic!("no cursor after {keys}:\n{}", desk.screen()));
        let screen = desk.screen();
        let line = screen.lines().nth(usize::from(y)).unwrap_or_default().to_owned();
        let mut column = 0;
        let found = line.chars().find(|c| {
            let here = column == usize::from(x);
            column += diptych::app::page::width(&c.to_string());
            here
        });
        assert_eq!(found, Some('▸'), "after {keys}, at {x}, {y}:\n{screen}");
    };
    for keys in ["", "j", "<tab>", "G", "2", "jj", "4j", "5", "1"] {
        at_pointer(keys);
    }
    // Where words are typed, it stands behind them, also behind wide ones.
    desk.press("<esc>g/abc");
    let (x, _) = desk.cursor().unwrap();
    desk.press("台");
    assert_eq!(desk.cursor().unwrap().0, x + 2);
    desk.press("<esc><space>to");
    let (x, y) = desk.cursor().unwrap();
    desk.press("ab台");
    assert_eq!(desk.cursor(), Some((x + 4, y)));
}
