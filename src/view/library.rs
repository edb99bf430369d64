//! The library: its events with what is known of them; in a search, where they answer.

use super::Canvas;
use super::footer::footer_hints;
use super::lists::{heading, item_style, message};
use super::theme::Role;
use super::write::Line;
use crate::app::page::width;
use crate::app::{FoundLine, Listing, Which};
use crate::review::search::{Snippet, snippet};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Columns of the date.
const DATE: usize = 11;
/// From this width on every column has room.
const WIDE: u16 = 110;

/// The columns on the right: head and width.
const NARROW_COLUMNS: [(&str, usize); 3] = [("notes", 7), ("discr.", 8), ("worked on", 11)];
const WIDE_COLUMNS: [(&str, usize); 6] =
    [("texts", 7), ("open", 7), ("accepted", 10), ("dismissed", 11), ("discr.", 9), ("worked on", 12)];

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let area = canvas.frame.area();
    let Some(list) = state.list() else { return };
    heading(canvas, "Library", &facts(canvas));
    order(canvas, area);
    columns(canvas, area);
    let library = state.library();
    let parties = parties_width(canvas, list.first, list.end);
    let rows = library.shown().enumerate().skip(list.first).take(list.end - list.first);
    for (item, listing) in rows {
        let y = list.top + (item - list.first) as u16 * list.height;
        event(canvas, area, item, listing, parties, y);
        if list.height == 2 {
            found(canvas, area, item, listing, y + 1);
        }
    }
    if library.shown().len() == 0 {
        empty(canvas, area, list.top);
    }
    if state.prompt.is_none() {
        let below = Rect::new(0, area.height.saturating_sub(5), area.width, 4);
        canvas.rule(0, below);
        detail(canvas, below);
        under_way(canvas, area);
    }
    footer_hints(canvas);
}

/// How many events are shown, and what is asked.
fn facts(canvas: &Canvas<'_, '_>) -> String {
    let library = canvas.state.library();
    let (shown, all) = (library.shown().len(), library.all());
    match library.asked() {
        "" => plural(all, "event"),
        asked => format!("{shown} of {} · {asked}", plural(all, "event")),
    }
}

/// The order, at the right end of the first line.
fn order(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (sort, reversed) = canvas.state.library().sort();
    let text = format!("by {}{} ", sort.name(), if reversed { ", turned round" } else { "" });
    let wide = width(&text) as u16;
    let corner = Rect::new(area.width.saturating_sub(wide + 1), 0, wide + 1, 1);
    let quiet = canvas.theme.role(Role::Quiet);
    canvas.line(0, corner, Line::new().add(&format!(" {text}"), quiet));
}

fn right_columns(area: Rect) -> &'static [(&'static str, usize)] {
    if area.width >= WIDE { &WIDE_COLUMNS } else { &NARROW_COLUMNS }
}

/// The names of the columns.
fn columns(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let quiet = canvas.theme.role(Role::Quiet);
    let right: String = right_columns(area).iter().map(|(name, wide)| format!("{name:>wide$}")).collect();
    canvas.line(
        2,
        area,
        Line::new().add("   date       parties and title", quiet).add_right(&format!("{right} "), quiet),
    );
}

/// Width of the column of parties: that of the longest on the screen, within reason.
fn parties_width(canvas: &Canvas<'_, '_>, first: usize, end: usize) -> usize {
    let rows = canvas.state.library().shown().skip(first).take(end - first);
    rows.map(|listing| width(&parties(listing))).max().unwrap_or_default().clamp(7, 16)
}

pub(super) fn parties(listing: &Listing) -> String {
    listing.head.parties.iter().map(|party| party.0.as_str()).collect::<Vec<_>>().join(" – ")
}

fn event(canvas: &mut Canvas<'_, '_>, area: Rect, item: usize, listing: &Listing, parties_wide: usize, y: u16) {
    let (style, pointer) = item_style(canvas, item, false);
    let head = &listing.head;
    let date = head.date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let facts = facts_of(listing, area);
    let room = usize::from(area.width).saturating_sub(width(&facts) + 4 + DATE + parties_wide + 2);
    let title = cut(&head.title, room);
    let line = Line::new()
        .add(
            &format!(
                " {pointer} {}{}  {title}",
                padded(&date, DATE),
                padded(&cut(&parties(listing), parties_wide), parties_wide)
            ),
            style,
        )
        .add_right(&facts, canvas.theme.role(Role::Quiet));
    canvas.line(y, area, line);
}

/// The right columns of an event.
fn facts_of(listing: &Listing, area: Rect) -> String {
    let head = &listing.head;
    let number = |count: usize| if count == 0 { "·".to_owned() } else { count.to_string() };
    let tally = head.tally.map_or_else(|| "–".to_owned(), |tally| format!("{}/{}", tally.open, tally.found));
    let worked = match (&listing.which, listing.worked) {
        (Which::Sample(_), _) => "sample".to_owned(),
        (Which::Folder(_), Some(at)) => at.date().to_string(),
        (Which::Folder(_), None) => String::new(),
    };
    let notes = match (head.notes.open, head.notes.all()) {
        (_, 0) => "·".to_owned(),
        (open, all) => format!("{open}/{all}"),
    };
    let cells = if area.width >= WIDE {
        let notes = head.notes;
        vec![
            head.documents.to_string(),
            number(notes.open),
            number(notes.accepted),
            number(notes.dismissed),
            tally,
            worked,
        ]
    } else {
        vec![notes, tally, worked]
    };
    let cells = cells.iter().zip(right_columns(area)).map(|(cell, (_, wide))| format!("{cell:>wide$}", wide = *wide));
    cells.collect::<String>() + " "
}

/// The place in an event where it answers: the one at hand at the cursor, else the first.
fn found(canvas: &mut Canvas<'_, '_>, area: Rect, item: usize, listing: &Listing, y: u16) {
    let library = canvas.state.library();
    let lines = library.lines(&listing.which);
    let at = if item == canvas.state.item() { library.place() } else { 0 };
    let Some(line) = lines.get(at) else { return };
    let more = if lines.len() > 1 { format!(" {}/{} ", at + 1, lines.len()) } else { " ".to_owned() };
    let quiet = canvas.theme.role(Role::Quiet);
    let label = label(line);
    let room = usize::from(area.width).saturating_sub(8 + width(&label) + width(&more));
    let shown = Line::new().add(&format!("     {label}  "), quiet);
    let shown =
        marked(canvas, shown, &snippet(&line.snippet.text, &line.snippet.marks, fitting(&line.snippet, room)), quiet);
    canvas.line(y, Rect::new(area.x, area.y, area.width.saturating_sub(width(&more) as u16), area.height), shown);
    canvas.line(y, area, Line::new().add_right(&more, quiet));
}

fn label(line: &FoundLine) -> String {
    let times = if line.times > 1 { format!(" ×{}", line.times) } else { String::new() };
    format!("{}{times}", cut(&line.label, 34))
}

/// How many characters of a piece have room in so many columns: Chinese ones take two.
pub(super) fn fitting(piece: &Snippet, columns: usize) -> usize {
    let characters = piece.text.chars().count().max(1);
    columns * characters / width(&piece.text).max(characters)
}

/// A piece of a text with what was found in it.
pub(super) fn marked(canvas: &Canvas<'_, '_>, mut line: Line, piece: &Snippet, style: Style) -> Line {
    let lit = canvas.theme.role(Role::Accent).add_modifier(Modifier::UNDERLINED);
    let mut at = 0;
    for mark in &piece.marks {
        line = line.add(&piece.text[at..mark.start], style).add(mark.of(&piece.text), lit);
        at = mark.end;
    }
    line.add(&piece.text[at..], style)
}

/// What the columns had no room for, of the event at the cursor.
fn detail(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let Some(listing) = canvas.state.current_event() else { return };
    let head = &listing.head;
    let mut facts = vec![plural(head.documents, "text"), noted(listing)];
    facts.extend(head.tally.map(|tally| format!("{} of {} open", tally.open, plural(tally.found, "discrepancy"))));
    facts.extend(listing.worked.map(|at| format!("worked on {}", at.strftime("%-d %B %Y, %H:%M"))));
    let place = match &listing.which {
        Which::Sample(_) => "a sample: the first note copies it into your library".to_owned(),
        Which::Folder(path) => path.display().to_string(),
    };
    let title = Line::new().add(&format!(" {}", head.title), canvas.theme.role(Role::Title));
    let quiet = canvas.theme.role(Role::Quiet);
    canvas.line(1, area, title.add(&format!("  {place}"), quiet));
    canvas.line(2, area, Line::new().add(&format!(" {}", facts.join(" · ")), quiet));
}

fn noted(listing: &Listing) -> String {
    let notes = listing.head.notes;
    let tags: Vec<String> =
        listing.head.tags.iter().map(|tag| format!("[{}] {} {}", tag.letter, tag.name, tag.notes)).collect();
    match notes.all() {
        0 => "no notes".to_owned(),
        _ => format!(
            "{} open, {} accepted, {} dismissed  {}",
            notes.open,
            notes.accepted,
            notes.dismissed,
            tags.join(" ")
        ),
    }
}

/// A message, else how far the look at the events has come.
fn under_way(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let y = area.height.saturating_sub(2);
    match canvas.state.library().progress() {
        Some((done, all)) if canvas.state.message.is_none() => {
            let text = format!(
                " reading the events: {done} of {all} · {{back-in-library}} stops, and what is read can be used"
            );
            canvas.line(y, area, Line::new().add(&canvas.state.spell(&text), canvas.theme.role(Role::Accent)));
        }
        _ => message(canvas, y),
    }
}

fn empty(canvas: &mut Canvas<'_, '_>, area: Rect, y: u16) {
    let text = match canvas.state.library().asked() {
        "" => " No events yet: {new-event} makes one of two pasted texts.",
        _ => {
            " Nothing answers: {search-library} changes the search, {filter-library} the filters, {back-in-library} shows all."
        }
    };
    canvas.line(y, area, Line::new().add(&canvas.state.spell(text), canvas.theme.role(Role::Quiet)));
}

/// So many things.
pub(super) fn plural(count: usize, word: &str) -> String {
    match (count, word.strip_suffix('y')) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) => format!("{} {stem}ies", grouped(count)),
        (_, None) => format!("{} {word}s", grouped(count)),
    }
}

/// A number with its thousands apart.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// As much of a text as has room.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let shown = crate::domain::visible(text).text.replace('\n', " ");
    if width(&shown) <= columns {
        return shown;
    }
    let mut short = String::new();
    for c in shown.chars() {
        if width(&short) + width(c.encode_utf8(&mut [0; 4])) + 1 > columns {
            break;
        }
        short.push(c);
    }
    short + "…"
}

/// A text with blanks up to a width.
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
