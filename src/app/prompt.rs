//! One line that is typed: what to search for, or which command to call.

use super::command::{COMMANDS, Command};
use super::motion::Way;
use super::state::State;
use super::{Effect, Key, dispatch, editor};
use jiff::Timestamp;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui_textarea::TextArea;

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
    fn new(purpose: Purpose) -> Prompt {
        let mut field = TextArea::default();
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
pub struct Proposal {
    /// The command.
    pub command: &'static Command,
    /// Why it cannot be used now, if so.
    pub unavailable: Option<&'static str>,
}

impl State {
    /// Begins to ask for something.
    pub(super) fn ask(&mut self, purpose: Purpose) {
        self.prompt = Some(Box::new(Prompt::new(purpose)));
    }

    /// Begins to ask for something, with an answer to start from.
    pub(super) fn ask_with(&mut self, purpose: Purpose, answer: &str) {
        self.ask(purpose);
        self.paste_in_prompt(answer);
    }

    /// A key that is no command: it belongs to the line.
    pub(super) fn type_in_prompt(&mut self, key: Key) {
        if let Some(prompt) = &mut self.prompt {
            prompt.field.input(editor::translate(key));
            prompt.choice = 0;
            if prompt.purpose == Purpose::List {
                let words = prompt.typed();
                self.sift_by_words(&words);
            }
        }
    }

    /// What is pasted into the line: one line of it.
    pub(super) fn paste_in_prompt(&mut self, text: &str) {
        if let Some(prompt) = &mut self.prompt {
            prompt.field.insert_str(text.lines().next().unwrap_or_default());
            prompt.choice = 0;
        }
    }

    /// Goes to another proposal.
    pub(super) fn choose(&mut self, way: Way) {
        let count = self.proposals().len();
        if let Some(prompt) = &mut self.prompt {
            prompt.choice = way.from(prompt.choice, count).unwrap_or(prompt.choice);
        }
    }

    /// The line is complete.
    pub(super) fn answer(&mut self, at: Timestamp) -> Vec<Effect> {
        let proposals = self.proposals();
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

    /// The commands of the present screen that what was typed stands for, the best first.
    #[must_use]
    pub fn proposals(&self) -> Vec<Proposal> {
        let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.purpose == Purpose::Commands) else {
            return Vec::new();
        };
        let mode = self.mode_beneath();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(&prompt.typed(), CaseMatching::Ignore, Normalization::Smart);
        let mut buffer = Vec::new();
        let mut score = |words: &str| pattern.score(Utf32Str::new(words, &mut buffer), &mut matcher);
        let callable = |command: &&Command| command.modes.contains(&mode) && command.is_callable();
        let mut found: Vec<_> = COMMANDS
            .iter()
            .filter(callable)
            .enumerate()
            .filter_map(|(place, command)| {
                // What a command is called counts before what is said of it.
                let rank = score(command.name).map(|it| (1, it)).or_else(|| Some((0, score(command.help)?)))?;
                let unavailable = (command.unavailable)(self);
                Some((std::cmp::Reverse(rank), place, Proposal { command, unavailable }))
            })
            .collect();
        found.sort_by_key(|&(rank, place, _)| (rank, place));
        found.into_iter().map(|(_, _, proposal)| proposal).collect()
    }
}
