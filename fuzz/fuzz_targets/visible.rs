//! Nothing that a terminal would obey is left of any text, and every place leads back.

#![no_main]

use diptych::domain::visible;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let shown = visible(text);
    assert!(shown.text.chars().all(|c| c == '\n' || !c.is_control()));
    assert_eq!(visible(&shown.text).replaced(), 0, "what is shown is itself fit to be shown");
    for (at, _) in text.char_indices() {
        assert_eq!(shown.raw(shown.shown(at)), at);
    }
    assert_eq!(shown.shown(text.len()), shown.text.len());
});
