//! The screen: its size, and frames drawn onto it.

use super::output::{Pen, is_lost};
use crate::app::{Size, State};
use crate::view;
use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::io::{self, Write};

/// More than any screen has; drawing so many would take gigabytes.
const MOST_CELLS: u32 = 2_000_000;

/// The screen of the terminal.
pub(crate) struct Screen {
    size: Size,
    /// `None` until the next frame, which is then drawn whole.
    terminal: Option<Terminal<CrosstermBackend<Pen>>>,
}

impl Screen {
    /// The screen as large as the terminal is now.
    pub(crate) fn new() -> Screen {
        Screen { size: measure(), terminal: None }
    }

    /// Its size; none where it claims more cells than any screen has.
    pub(crate) fn size(&self) -> Size {
        if self.is_absurd() { Size::default() } else { self.size }
    }

    fn is_absurd(&self) -> bool {
        u32::from(self.size.width) * u32::from(self.size.height) > MOST_CELLS
    }

    /// Takes note of the terminal's present size; the next frame is drawn whole.
    pub(crate) fn forget(&mut self) {
        self.size = measure();
        self.terminal = None;
    }

    /// Draws one frame.
    pub(crate) fn draw(&mut self, state: &State) -> io::Result<()> {
        if self.is_absurd() {
            return Ok(());
        }
        let area = Rect::new(0, 0, self.size.width, self.size.height);
        let whole = self.terminal.is_none();
        let terminal = match &mut self.terminal {
            Some(terminal) => terminal,
            // A viewport of our own size: ratatui would ask the terminal for its size before every
            // frame, and for the cursor's place before clearing, which fights with the reader.
            none => none.insert(Terminal::with_options(
                CrosstermBackend::new(Pen::default()),
                TerminalOptions { viewport: Viewport::Fixed(area) },
            )?),
        };
        queue!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if whole {
            queue!(terminal.backend_mut(), Clear(ClearType::All))?;
        }
        terminal.draw(|frame| view::draw(state, frame))?;
        queue!(terminal.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(terminal.backend_mut())?;
        if is_lost() { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
    }

    /// Puts text on the clipboard of the machine at which the analyst sits, also over ssh (OSC 52).
    pub(crate) fn copy(text: &str) -> io::Result<()> {
        let mut pen = Pen::default();
        queue!(pen, CopyToClipboard::to_clipboard_from(text))?;
        pen.flush()
    }
}

/// The terminal's size; one that does not tell its size is taken for the smallest common one.
fn measure() -> Size {
    #[cfg(unix)]
    let told = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).map(|size| (size.ws_col, size.ws_row)).ok();
    #[cfg(not(unix))]
    let told = crossterm::terminal::size().ok();
    match told {
        Some((width, height)) if width > 0 && height > 0 => Size { width, height },
        _ => Size { width: 80, height: 24 },
    }
}
