//! Our idea of width is ratatui's: else rows would not stay level.

use diptych::app::page::{width, wrap};
use diptych::domain::visible;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The columns that ratatui uses for a text.
fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4_000, 1));
    usize::from(buffer.set_stringn(0, 0, text, 4_000, Style::new()).0)
}

#[test]
fn texts_of_the_field_are_as_wide_as_they_are_drawn() {
    for text in [
        "President Xi, of China",
        "习近平主席强调“一个中国”原则。",
        "２０２５年６月５日　５０％…——《公报》",
        "é e\u{301} 한국 か\u{3099} क्षि ไทย مرحبا",
        "👩\u{200d}🚀 🇨🇳 ☎\u{fe0f} ①②③ ↗9 ≈ ○ ‹ ›",
        "ｶﾞﾊﾟ ﾞ ﾟ",
        "⟦U+202E⟧",
    ] {
        assert_eq!(width(text), drawn(text), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_made_visible_is_as_wide_as_it_is_drawn(text in any::<String>()) {
        let shown = visible(&text).text.replace('\n', " ");
        prop_assert_eq!(width(&shown), drawn(&shown), "{:?}", shown);
        for line in wrap(&shown, 40, 1_000) {
            prop_assert!(drawn(&shown[line]) <= 40);
        }
    }
}
