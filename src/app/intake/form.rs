//! A form: fields that are typed into directly, one of them at hand.

use crate::app::room::motion::Way;
use crate::app::writing::editor;
use crate::app::{Key, KeyCode};
use ratatui_textarea::{CursorMove, TextArea};

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum FieldId {
    Side,
    Party,
    Speakers,
    Title,
    Publisher,
    Channel,
    Language,
    Translation,
    Translates,
    Published,
    Address,
    Archive,
    Date,
    Zone,
    Kind,
    Place,
}

impl FieldId {
    /// Its name on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            FieldId::Side => "side",
            FieldId::Party => "party",
            FieldId::Speakers => "speakers",
            FieldId::Title => "title",
            FieldId::Publisher => "publisher",
            FieldId::Channel => "channel",
            FieldId::Language => "language",
            FieldId::Translation => "translation",
            FieldId::Translates => "translates",
            FieldId::Published => "published",
            FieldId::Address => "address",
            FieldId::Archive => "archive",
            FieldId::Date => "date",
            FieldId::Zone => "time zone",
            FieldId::Kind => "kind",
            FieldId::Place => "place",
        }
    }
}

/// What stands in a field.
#[derive(Debug)]
pub enum Value {
    /// A line that is typed.
    Line(Box<TextArea<'static>>),
    /// One of a few; the first stands for what is not known.
    Choice {
        /// All of them.
        options: Vec<String>,
        /// Which.
        chosen: usize,
    },
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// Which.
    pub id: FieldId,
    /// What stands in it.
    pub value: Value,
    /// What is known of it, or how it is filled in.
    pub note: String,
}

impl Field {
    /// A field to type in.
    pub(super) fn line(id: FieldId, text: &str, note: impl Into<String>) -> Field {
        Field { id, value: Value::Line(Box::new(line(text))), note: note.into() }
    }

    /// A field to choose in.
    pub(super) fn choice(id: FieldId, options: Vec<String>, chosen: usize, note: impl Into<String>) -> Field {
        Field { id, value: Value::Choice { options, chosen }, note: note.into() }
    }

    /// What stands in it.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Line(area) => area.lines().concat(),
            Value::Choice { options, chosen } => options.get(*chosen).cloned().unwrap_or_default(),
        }
    }
}

/// A line under edit, the cursor at its end.
pub(super) fn line(text: &str) -> TextArea<'static> {
    // One line, whatever stood in the document.
    let mut area = TextArea::from([text.replace(['\n', '\r'], " ")]);
    area.set_cursor_line_style(Default::default());
    area.move_cursor(CursorMove::End);
    area
}

/// Fields, one of them at hand.
#[derive(Debug, Default)]
pub struct Form {
    /// The fields.
    pub fields: Vec<Field>,
    /// The one at hand.
    pub at: usize,
}

impl Form {
    pub(super) fn new(fields: Vec<Field>) -> Form {
        Form { fields, at: 0 }
    }

    /// What stands in a field, without the blanks around it; empty where there is no such field.
    pub(super) fn text(&self, id: FieldId) -> String {
        self.field(id).map(|field| field.shown().trim().to_owned()).unwrap_or_default()
    }

    /// The same, where something stands there.
    pub(super) fn given(&self, id: FieldId) -> Option<String> {
        Some(self.text(id)).filter(|text| !text.is_empty())
    }

    /// Which option is chosen, if it is not the first, which stands for not known: counted from 0 after it.
    pub(super) fn chosen(&self, id: FieldId) -> Option<usize> {
        match self.field(id)?.value {
            Value::Choice { chosen, .. } => chosen.checked_sub(1),
            Value::Line(_) => None,
        }
    }

    fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    pub(super) fn go_to(&mut self, id: FieldId) {
        self.at = self.fields.iter().position(|field| field.id == id).unwrap_or(self.at);
    }

    /// The mouse went down on the field of a line, so many columns into what stands there, if not on its name.
    pub(super) fn press(&mut self, line: usize, column: Option<u16>) {
        if line >= self.fields.len() {
            return;
        }
        let again = std::mem::replace(&mut self.at, line) == line;
        match (&mut self.fields[line].value, column) {
            (Value::Line(area), Some(column)) => {
                let at = area.screen_to_data(0, usize::from(column + area.scroll_offset().1));
                let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
                area.move_cursor(CursorMove::Jump(place(at.0), place(at.1)));
            }
            (Value::Choice { options, chosen }, _) if again => *chosen = (*chosen + 1) % options.len().max(1),
            _ => {}
        }
    }

    /// To the next or previous field, and round.
    pub(super) fn step(&mut self, way: Way) {
        let last = self.fields.len().saturating_sub(1);
        self.at = way.from(self.at, self.fields.len()).unwrap_or(if way == Way::Forward { 0 } else { last });
    }

    /// A key that is no command: text, or another choice.
    pub(super) fn typed(&mut self, key: Key) {
        let Some(field) = self.fields.get_mut(self.at) else { return };
        match &mut field.value {
            Value::Line(area) => drop(area.input(editor::translate(key))),
            Value::Choice { options, chosen } => {
                let way = match key.code {
                    KeyCode::Right | KeyCode::Char(' ') => Way::Forward,
                    KeyCode::Left => Way::Back,
                    _ => return,
                };
                let last = options.len().saturating_sub(1);
                *chosen = way.from(*chosen, options.len()).unwrap_or(if way == Way::Forward { 0 } else { last });
            }
        }
    }

    /// Text that is pasted into the field at hand.
    pub(super) fn pasted(&mut self, text: &str) {
        if let Some(Field { value: Value::Line(area), .. }) = self.fields.get_mut(self.at) {
            area.insert_str(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
