//! A desk to sit at in a test: press keys, read the screen. Effects are carried out in memory, so
//! that a journey is the program itself but for disk and terminal.

use super::messenger::Messenger;
use diptych::app::page::width;
use diptych::app::{
    Ask, Effect, Home, Input, Key, KeyCode, Mouse, MouseKind, Opened, Setup, Size, State, View, What, Which, respond,
};
use diptych::compare::Lexicon;
use diptych::domain::{Change, Dossier, Draft, Journal, Problem, Side, TextHash, Version};
use diptych::review::Sheet;
use diptych::store::samples;
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::style::Color;

/// An analyst's desk.
pub(crate) struct Desk {
    state: State,
    size: (u16, u16),
    now: Timestamp,
    /// Every change that was made safe, in order.
    pub(crate) saved: Vec<Change>,
    /// The note that is being written, as last kept.
    pub(crate) draft: Option<Draft>,
    /// Whether the event has a place in the library.
    housed: bool,
    /// The event as it was opened.
    opened: Option<Dossier>,
    /// What was put on the clipboard.
    pub(crate) copied: Vec<String>,
    /// What was exported: name and contents.
    pub(crate) exported: Vec<(String, String)>,
    /// What was set: name and value.
    pub(crate) configured: Vec<(&'static str, String)>,
    /// Whether the mouse is listened to.
    pub(crate) mouse_on: bool,
    /// Whether the program has ended.
    pub(crate) ended: bool,
    /// Whether the disk refuses to write.
    pub(crate) disk_full: bool,
    /// Who runs errands.
    pub(crate) messenger: Messenger,
    /// What was asked of the library; a test answers.
    pub(crate) asked: Vec<Ask>,
    /// How the library was last left.
    pub(crate) left: Option<View>,
    /// How often the library was to be listed.
    pub(crate) lists: usize,
    /// Events that were to be opened; a test opens them.
    pub(crate) entered: Vec<Which>,
}

impl Desk {
    /// Opens a sample on a screen of a size, and waits for its comparison.
    pub(crate) fn at_sample(name: &str, width: u16, height: u16) -> Desk {
        let mut desk = Desk::empty(width, height);
        desk.open_sample(name);
        desk
    }

    /// Opens a sample.
    pub(crate) fn open_sample(&mut self, name: &str) {
        let (dossier, problems) = samples::open(name).expect("the sample opens");
        self.open(dossier, Home::Sample(name.to_owned()), problems);
    }

    /// Opens a sample for somebody who has never been here.
    pub(crate) fn greet_with_sample(&mut self, name: &str) {
        let (dossier, problems) = samples::open(name).expect("the sample opens");
        let (journal, home) = (Journal::default(), Home::Sample(name.to_owned()));
        let opened = Opened { dossier, journal, home, problems, draft: None, row: None, first_run: true };
        self.take(What::Opened(Box::new(opened)));
    }

    /// Opens a sample with a note that was being written when the program ended.
    pub(crate) fn with_draft(name: &str, width: u16, height: u16, draft: Draft) -> Desk {
        let (dossier, problems) = samples::open(name).expect("the sample opens");
        let mut desk = Desk::empty(width, height);
        let (journal, home) = (Journal::default(), Home::Unsaved);
        let opened = Opened { dossier, journal, home, problems, draft: Some(draft), row: None, first_run: false };
        desk.take(What::Opened(Box::new(opened)));
        desk
    }

    pub(crate) fn open(&mut self, dossier: Dossier, home: Home, problems: Vec<Problem>) {
        let journal = Journal::default();
        let opened = Opened { dossier, journal, home, problems, draft: None, row: None, first_run: false };
        self.take(What::Opened(Box::new(opened)));
    }

    /// Opens an event of two short texts, the left of which was captured twice.
    pub(crate) fn with_two_versions(width: u16, height: u16) -> Desk {
        let (mut dossier, _) = samples::open(samples::names()[0]).expect("the sample opens");
        let earlier = "The two leaders spoke for an hour. They agreed to meet again in the autumn.";
        let later = "The two leaders spoke for ninety minutes. They agreed to meet again in the autumn.";
        let left = dossier.event.sides.left[0].clone();
        let readout = dossier.readouts.iter_mut().find(|readout| readout.id == left).expect("the left document");
        readout.versions = [earlier, later]
            .map(|text| Version { sha256: TextHash::of(text), captured: None, imported: String::new() })
            .into();
        dossier.texts.extend([earlier, later].map(|text| (TextHash::of(text), text.into())));
        let mut desk = Desk::empty(width, height);
        desk.open(dossier, Home::Unsaved, Vec::new());
        desk
    }

    /// A desk with the library before it.
    pub(crate) fn empty(width: u16, height: u16) -> Desk {
        Desk::with(Setup::default(), width, height)
    }

    /// A desk on which something is set.
    pub(crate) fn with(setup: Setup, width: u16, height: u16) -> Desk {
        let setup = Setup { size: Size { width, height }, seed: 1, author: "Analyst".to_owned(), ..setup };
        Desk {
            state: State::new(setup),
            size: (width, height),
            now: "2026-01-02T10:00:00Z".parse().expect("a time"),
            saved: Vec::new(),
            draft: None,
            housed: false,
            opened: None,
            copied: Vec::new(),
            exported: Vec::new(),
            configured: Vec::new(),
            mouse_on: true,
            ended: false,
            disk_full: false,
            messenger: Messenger::default(),
            asked: Vec::new(),
            left: None,
            lists: 0,
            entered: Vec::new(),
        }
    }

    /// Presses keys: words in angle brackets are names (`<esc>`, `<ctrl-r>`), all else is typed.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Desk {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|inner| inner.split_once('>'));
            let key = match named {
                Some((name, after)) => {
                    rest = after;
                    named_key(name)
                }
                None => {
                    rest = &rest[c.len_utf8()..];
                    Key::plain(KeyCode::Char(c))
                }
            };
            self.take(What::Key(key));
        }
        self
    }

    /// The event is read anew, as after a change from outside.
    pub(crate) fn reload(&mut self, dossier: Dossier) {
        self.opened = Some(dossier.clone());
        self.saved.clear();
        self.take(What::Reloaded { dossier: Box::new(dossier), journal: Journal::default() });
    }

    /// The screen gets another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.take(What::Resize(Size { width, height }));
    }

    /// Something is pasted.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Desk {
        self.take(What::Paste(text.to_owned()));
        self
    }

    /// The event that is open.
    pub(crate) fn dossier(&self) -> Dossier {
        let mut dossier = self.opened.clone().expect("an event is open");
        self.saved.iter().flat_map(|change| &change.edits).for_each(|edit| edit.apply(&mut dossier));
        dossier
    }

    /// Presses, drags or releases the mouse, or turns its wheel.
    pub(crate) fn mouse(&mut self, kind: MouseKind, x: u16, y: u16) -> &mut Desk {
        self.take(What::Mouse(Mouse { kind, x, y }));
        self
    }

    /// Something happens, a second after the last thing.
    pub(crate) fn take(&mut self, what: What) {
        let mut pending = vec![what];
        while let Some(what) = pending.pop() {
            if let What::Opened(opened) = &what {
                self.opened = Some(opened.dossier.clone());
                self.saved.clear();
            }
            self.now = self.now.checked_add(jiff::SignedDuration::from_secs(1)).expect("a time");
            for effect in respond(&mut self.state, Input { at: self.now, what }) {
                pending.extend(self.perform(effect));
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<What> {
        match effect {
            Effect::Compare(asked) => {
                let comparison = Box::new(asked.compared(Lexicon::builtin()));
                let sheet = Box::new(Sheet::compared(&comparison).led_by(Side::Left));
                return Some(What::Compared { job: asked.job, comparison, sheet });
            }
            Effect::Save { number, .. } if self.disk_full => {
                return Some(What::NotSaved { number, message: "the disk is full".to_owned() });
            }
            Effect::Save { number, change, .. } => {
                self.saved.push(*change);
                return Some(What::Saved { number, home: Home::Saved("~/diptych/event".to_owned()) });
            }
            // The real one drops what has no place in the library, too.
            Effect::Draft(draft) if self.housed => self.draft = draft.map(|draft| *draft),
            Effect::Adopt(_) => self.housed = true,
            Effect::Copy(text) => self.copied.push(text),
            Effect::Export { name, bytes } => {
                self.exported.push((name, String::from_utf8_lossy(&bytes).into_owned()));
                return Some(What::Done("written".to_owned()));
            }
            Effect::Create { dossier, .. } => {
                let opened = Opened {
                    dossier: *dossier,
                    journal: Journal::default(),
                    home: Home::Saved("~/diptych/new".to_owned()),
                    problems: Vec::new(),
                    draft: None,
                    row: None,
                    first_run: false,
                };
                return Some(What::Opened(Box::new(opened)));
            }
            Effect::Run { job, errand } => return self.messenger.run(job, *errand),
            Effect::GiveUp(job) => self.messenger.given_up.push(job),
            Effect::Publish(order) => {
                return Some(What::Published { job: order.job, made: order.made(Lexicon::builtin()) });
            }
            Effect::Configure { key, value } => {
                self.configured.push((key, value));
                return Some(What::Done("kept".to_owned()));
            }
            Effect::Mouse(on) => self.mouse_on = on,
            Effect::Quit => self.ended = true,
            Effect::Open(which) => self.entered.push(which),
            Effect::List => self.lists += 1,
            Effect::Left(view) => self.left = Some(view),
            Effect::Library(ask) => self.asked.push(ask),
            Effect::Draft(_)
            | Effect::Place(_)
            | Effect::Tally { .. }
            | Effect::SaveElsewhere
            | Effect::WakeAt(_)
            | Effect::Suspend => {}
        }
        None
    }

    fn drawn(&self) -> Terminal<TestBackend> {
        // A terminal of its own each time: the test backend keeps what wide characters once covered.
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).expect("a test terminal");
        terminal.draw(|frame| diptych::view::draw(&self.state, frame)).expect("a frame");
        terminal
    }

    /// Where the terminal's cursor stands, if it is shown.
    pub(crate) fn cursor(&self) -> Option<(u16, u16)> {
        let terminal = self.drawn();
        terminal.backend().cursor_visible().then(|| terminal.backend().cursor_position().into())
    }

    /// Every style on the screen with the first words that have it, in the order of reading.
    pub(crate) fn styles(&self) -> String {
        let terminal = self.drawn();
        let mut found: Vec<(String, String)> = Vec::new();
        let mut open: Option<usize> = None;
        for cell in &terminal.backend().buffer().content {
            let blank = cell.symbol().trim().is_empty();
            let style = styled(cell);
            match (open, found.iter().position(|(known, _)| *known == style)) {
                (Some(at), Some(known)) if at == known => found[at].1.push_str(cell.symbol()),
                (_, None) if !blank || cell.bg != Color::Reset => {
                    found.push((style, cell.symbol().to_owned()));
                    open = Some(found.len() - 1);
                }
                _ => open = None,
            }
        }
        let lines = found.iter().map(|(style, words)| {
            let words: String = words.trim().chars().take(24).collect();
            format!("{style:<40} {words}").trim_end().to_owned() + "\n"
        });
        lines.collect()
    }

    /// The screen as text: what a reader sees, line by line.
    pub(crate) fn screen(&mut self) -> String {
        let terminal = self.drawn();
        let buffer = terminal.backend().buffer();
        let mut screen = String::new();
        for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
            let mut covered = 0;
            let mut line = String::new();
            for cell in row {
                // The cell after a wide character is covered by it.
                if covered == 0 {
                    line.push_str(cell.symbol());
                    covered = width(cell.symbol()).max(1);
                }
                covered -= 1;
            }
            screen.push_str(line.trim_end());
            screen.push('\n');
        }
        screen
    }

    /// Whether the screen shows some words, however they are broken into lines.
    pub(crate) fn shows(&mut self, words: &str) -> bool {
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        plain(&self.screen()).contains(&plain(words))
    }
}

/// A cell's style in words: `80 on 237, bold`.
fn styled(cell: &Cell) -> String {
    let colour = |colour: Color| match colour {
        Color::Reset => "–".to_owned(),
        Color::Indexed(index) => index.to_string(),
        other => format!("{other:?}"),
    };
    let mut style = colour(cell.fg);
    if cell.bg != Color::Reset {
        style.push_str(&format!(" on {}", colour(cell.bg)));
    }
    if !cell.modifier.is_empty() {
        style.push_str(&format!(", {:?}", cell.modifier).to_lowercase());
    }
    style
}

fn named_key(name: &str) -> Key {
    if let Some(letter) = name.strip_prefix("ctrl-").and_then(|rest| rest.chars().next()) {
        return Key::ctrl(KeyCode::Char(letter));
    }
    if let Some(number) = name.strip_prefix('f').and_then(|number| number.parse().ok()) {
        return Key::plain(KeyCode::Function(number));
    }
    Key::plain(match name {
        "esc" => KeyCode::Esc,
        "enter" => KeyCode::Enter,
        "tab" => KeyCode::Tab,
        "space" => KeyCode::Char(' '),
        "down" => KeyCode::Down,
        "backspace" => KeyCode::Backspace,
        "right" => KeyCode::Right,
        "left" => KeyCode::Left,
        "up" => KeyCode::Up,
        "pgdn" => KeyCode::PageDown,
        other => panic!("no key is called {other}"),
    })
}
