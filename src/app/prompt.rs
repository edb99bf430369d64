//! One line that is typed: what to search for, or which command to call.

use super::controls::command::{COMMANDS, Command};
use super::room::motion::Way;
use super::state::State;
use super::writing::editor;
use super::{Effect, Facet, Key, dispatch};
use crate::export::track::Form;
use jiff::Timestamp;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui_textarea::{CursorMove, TextArea};
use std::ops::Range;

/// Lines in which the proposal at hand is told whole.
pub const TOLD: u16 = 2;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Words to look for in both texts.
    Search,
    /// A command, by part of its name.
    Commands,
    /// A name for an exported file.
    FileName,
    /// Who signs new notes.
    Author,
    /// Words that everything in a list must have.
    List,
    /// Words to look for in all events.
    Library,
    /// A filter of the library.
    Filter,
    /// An event's title.
    Title,
    /// A concept or phrase to follow through all events.
    Track,
    /// The form of a file of what is followed.
    Form,
}

impl Purpose {
    /// What can be typed, in one line; empty where proposals say it.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Purpose::Search => "words, “a phrase”, /a pattern/, or a concept's name in either language",
            Purpose::List => "only what has all these words stays in the list",
            Purpose::Library => "words, “a phrase”, /a pattern/, party:US date:2024..2025 status:open tag:tone",
            Purpose::Title => "how the event is called; its folder keeps its name",
            Purpose::FileName => "the ending of the form is added; nothing is written over",
            Purpose::Author => "stands on every note that you write from now on",
            Purpose::Commands => "no command of this screen is called so",
            Purpose::Track => "a concept or a phrase; date:2024..2025 beside it says from when to when",
            Purpose::Form => "no form is called so",
            Purpose::Filter => "",
        }
    }
}

/// A line being typed.
#[derive(Debug)]
pub struct Prompt {
    /// What for.
    pub purpose: Purpose,
    /// The line.
    pub field: TextArea<'static>,
    /// Which of the proposals is at hand.
    pub choice: usize,
}

impl Prompt {
    fn new(purpose: Purpose, text: &str) -> Prompt {
        let mut field = TextArea::new(vec![text.to_owned()]);
        field.move_cursor(CursorMove::End);
        // The terminal's own cursor stands there.
        field.set_cursor_style(Default::default());
        Prompt { purpose, field, choice: 0 }
    }

    /// What was typed so far.
    #[must_use]
    pub fn typed(&self) -> String {
        self.field.lines().concat()
    }
}

/// A command that the palette proposes.
#[derive(Debug, Clone, Copy)]
struct Proposal {
    command: &'static Command,
    /// Why it cannot be used now, if so.
    unavailable: Option<&'static str>,
}

/// Something that can be chosen below the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is called.
    pub name: String,
    /// The keys that call it, or a mark.
    pub keys: String,
    /// What is said of it.
    pub told: String,
    /// Whether it can be used now.
    pub usable: bool,
}

impl State {
    /// Begins to ask for something.
    pub(super) fn ask(&mut self, purpose: Purpose) {
        self.ask_with(purpose, "");
    }

    /// Begins to ask for something, with a text to begin with.
    pub(super) fn ask_with(&mut self, purpose: Purpose, text: &str) {
        self.prompt = Some(Box::new(Prompt::new(purpose, text)));
    }

    /// The line is given up.
    pub(super) fn drop_prompt(&mut self) -> Vec<Effect> {
        let purpose = self.prompt.take().map(|prompt| prompt.purpose);
        if purpose == Some(Purpose::Library) { self.give_up_search() } else { Vec::new() }
    }

    /// A key that is no command: it belongs to the line.
    pub(super) fn type_in_prompt(&mut self, key: Key) -> Vec<Effect> {
        let changed = self.prompt.as_mut().is_some_and(|prompt| prompt.field.input(editor::translate(key)));
        if changed { self.typed() } else { Vec::new() }
    }

    /// What is pasted into the line: one line of it.
    pub(super) fn paste_in_prompt(&mut self, text: &str) -> Vec<Effect> {
        if let Some(prompt) = &mut self.prompt {
            prompt.field.insert_str(text.lines().next().unwrap_or_default());
        }
        self.typed()
    }

    fn typed(&mut self) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompt else { return Vec::new() };
        prompt.choice = 0;
        match prompt.purpose {
            Purpose::Library => self.typed_in_library(),
            Purpose::List => {
                let words = prompt.typed();
                self.sift_by_words(&words);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Goes to another proposal.
    pub(super) fn choose(&mut self, way: Way) {
        if self.prompt.as_ref().is_some_and(|prompt| prompt.purpose == Purpose::Library) {
            return self.step_item(way);
        }
        let count = self.offers().len();
        if let Some(prompt) = &mut self.prompt {
            prompt.choice = way.from(prompt.choice, count).unwrap_or(prompt.choice);
        }
    }

    /// The line is complete.
    pub(super) fn answer(&mut self, at: Timestamp) -> Vec<Effect> {
        let (proposals, concepts) = (self.proposals(), self.proposed_concepts());
        let forms = self.proposed_forms();
        let Some(prompt) = self.prompt.take() else { return Vec::new() };
        match prompt.purpose {
            Purpose::Search => {
                self.search(&prompt.typed());
                Vec::new()
            }
            Purpose::FileName => {
                self.take_file_name(&prompt.typed());
                Vec::new()
            }
            Purpose::Author => self.take_author(&prompt.typed()),
            Purpose::List => {
                self.sift_by_words(&prompt.typed());
                Vec::new()
            }
            // The list has followed all the while.
            Purpose::Library => Vec::new(),
            Purpose::Title => self.rename(at, &prompt.typed()),
            Purpose::Filter => {
                let choice = prompt.choice;
                self.prompt = Some(prompt);
                self.toggle_filter(choice)
            }
            Purpose::Track => {
                let chosen = prompt.choice.checked_sub(1).and_then(|at| concepts.into_iter().nth(at));
                self.follow_wording(&prompt.typed(), chosen.as_ref().map(|(_, id)| id.as_str()))
            }
            Purpose::Form => match forms.get(prompt.choice) {
                Some(form) => self.write_track(*form),
                None => Vec::new(),
            },
            Purpose::Commands => match proposals.get(prompt.choice) {
                Some(Proposal { unavailable: Some(why), .. }) => {
                    self.say(*why);
                    Vec::new()
                }
                Some(proposal) => dispatch::perform(self, at, proposal.command.id),
                None => {
                    self.say("no command is called so; {help} lists them all");
                    Vec::new()
                }
            },
        }
    }

    /// Lines of the screen from the typed line down, but for what is told of a proposal and the keys.
    #[must_use]
    pub fn prompt_lines(&self) -> u16 {
        let proposes = |prompt: &Prompt| {
            matches!(prompt.purpose, Purpose::Commands | Purpose::Filter | Purpose::Track | Purpose::Form)
        };
        if self.prompt.as_deref().is_some_and(proposes) { self.setup.size.height / 2 } else { 1 }
    }

    /// The line of the screen on which the first visible proposal stands, and which of them are visible.
    #[must_use]
    pub fn offers_shown(&self) -> (u16, Range<usize>) {
        let lines = self.prompt_lines();
        let room = usize::from(lines.saturating_sub(1 + TOLD));
        let choice = self.prompt.as_ref().map_or(0, |prompt| prompt.choice);
        let first = (choice + 1).saturating_sub(room);
        let top = self.setup.size.height.saturating_sub(lines + 3) + 2;
        (top, first..(first + room).min(self.offers().len()).max(first))
    }

    /// What can be chosen below the line.
    #[must_use]
    pub fn offers(&self) -> Vec<Offer> {
        let Some(prompt) = &self.prompt else { return Vec::new() };
        match prompt.purpose {
            Purpose::Search
            | Purpose::List
            | Purpose::Library
            | Purpose::Title
            | Purpose::FileName
            | Purpose::Author => Vec::new(),
            Purpose::Commands => self.proposals().into_iter().map(|proposal| self.offered(proposal)).collect(),
            Purpose::Filter => self.facets().into_iter().map(filter).collect(),
            Purpose::Form => self.proposed_forms().into_iter().map(form).collect(),
            Purpose::Track => {
                let typed = Offer {
                    name: prompt.typed(),
                    keys: String::new(),
                    told: "as it is typed: a concept's name, else these words in a row".to_owned(),
                    usable: true,
                };
                let concept = |(gloss, id)| Offer {
                    name: gloss,
                    keys: String::new(),
                    told: format!("concept {id}"),
                    usable: true,
                };
                std::iter::once(typed).chain(self.proposed_concepts().into_iter().map(concept)).collect()
            }
        }
    }

    /// The commands of the present screen that what was typed stands for, the best first.
    fn proposals(&self) -> Vec<Proposal> {
        let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.purpose == Purpose::Commands) else {
            return Vec::new();
        };
        let mode = self.mode_beneath();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let typed = prompt.typed().trim().to_lowercase();
        let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
        let mut buffer = Vec::new();
        let mut score = |words: &str| pattern.score(Utf32Str::new(words, &mut buffer), &mut matcher);
        let callable = |command: &&Command| command.modes.contains(&mode) && command.is_callable();
        let mut found: Vec<_> = COMMANDS
            .iter()
            .filter(callable)
            .enumerate()
            .filter_map(|(place, command)| {
                // What a command is called counts before what is said of it.
                let (by_name, rank) = match score(command.name) {
                    Some(rank) => (true, rank),
                    None => (false, score(command.help)?),
                };
                let unavailable = (command.unavailable)(self);
                // What cannot be done here is shown, since one may look for it, and after what can: but one whose name
                // is typed is meant.
                let meant = !typed.is_empty() && command.name == typed;
                // Before anything is typed, what leads from reading to a note stands first, moving about last.
                let need = if typed.is_empty() { command.need() } else { 0 };
                let order = (!meant, !by_name, unavailable.is_some(), std::cmp::Reverse(rank), need, place);
                Some((order, Proposal { command, unavailable }))
            })
            .collect();
        found.sort_by_key(|&(order, _)| order);
        found.into_iter().map(|(_, proposal)| proposal).collect()
    }
}

impl State {
    /// A command as something to choose, with the keys in force.
    fn offered(&self, Proposal { command, unavailable }: Proposal) -> Offer {
        Offer {
            name: command.name.to_owned(),
            keys: self.keys_of(command),
            told: self.spell(unavailable.unwrap_or(command.help)),
            usable: unavailable.is_none(),
        }
    }
}

fn filter(facet: Facet) -> Offer {
    let keys = if facet.set { "set" } else { "" };
    Offer { name: facet.term, keys: keys.to_owned(), told: facet.told, usable: true }
}

fn form(form: Form) -> Offer {
    let told = format!("a new .{} file in the folder in which the program was started", form.ending());
    Offer { name: form.name().to_owned(), keys: String::new(), told, usable: true }
}
