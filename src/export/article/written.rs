//! The analyst's notes, written in Markdown, as blocks. Raw HTML in them is text.

use super::{Block, Inline, link};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A note as blocks: paragraphs, lists, quotations, code. Headings become weighty paragraphs, so that a note cannot
/// break the article's own order; pictures become their words.
pub(in crate::export) fn written(note: &str) -> Vec<Block<'static>> {
    let mut builder = Builder::default();
    builder.open.push(Frame::default());
    for event in Parser::new_ext(note, Options::ENABLE_STRIKETHROUGH) {
        builder.take(event);
    }
    builder.finish()
}

/// A note as it was written, but for raw HTML, which is text here, too: a note may come from somebody else, and whatever
/// renders the Markdown may let HTML act.
pub(in crate::export) fn without_html(note: &str) -> String {
    let html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    let parsed = Parser::new_ext(note, Options::ENABLE_STRIKETHROUGH).into_offset_iter();
    let ranges: Vec<_> = parsed.filter(|(event, _)| html(event)).map(|(_, range)| range).collect();
    let mut out = String::with_capacity(note.len());
    for (at, c) in note.char_indices() {
        if c == '<' && ranges.iter().any(|range| range.contains(&at)) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What is being built: blocks, and the line under way.
#[derive(Default)]
struct Frame {
    blocks: Vec<Block<'static>>,
    items: Vec<Vec<Block<'static>>>,
    ordered: bool,
}

#[derive(Default)]
struct Builder {
    open: Vec<Frame>,
    /// Lines inside each other: the innermost is last.
    lines: Vec<(Vec<Inline>, Option<String>)>,
    code: Option<String>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => self.push(Inline::Code(words.to_string())),
            Event::Html(words) | Event::InlineHtml(words) => self.words(&words),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.push(Inline::Break),
            Event::Rule => self.words("⁂"),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.enter(false),
            Tag::List(first) => self.enter(first.is_some()),
            Tag::Item => {
                self.close_line();
                self.enter(false);
            }
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => self.code = Some(String::new()),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.lines.push((Vec::new(), Some(dest_url.to_string())));
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.lines.push((Vec::new(), None)),
            Tag::Paragraph | Tag::Heading { .. } => self.close_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.close_line(),
            TagEnd::Heading(_) => {
                let words = self.lines.pop().map(|(words, _)| words).unwrap_or_default();
                self.add(Block::Paragraph(vec![Inline::Strong(words)]));
            }
            TagEnd::BlockQuote(_) => {
                let frame = self.leave();
                self.add(Block::Aside(frame.blocks));
            }
            TagEnd::Item => {
                let frame = self.leave();
                self.top().items.push(frame.blocks);
            }
            TagEnd::List(_) => {
                let frame = self.leave();
                self.add(Block::List { ordered: frame.ordered, items: frame.items });
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.add(Block::Code(code));
            }
            TagEnd::Emphasis | TagEnd::Strikethrough => self.wrap(Inline::Stress),
            TagEnd::Strong => self.wrap(Inline::Strong),
            TagEnd::Link | TagEnd::Image => {
                if let Some((words, Some(address))) = self.lines.pop() {
                    link(&address, words).into_iter().for_each(|inline| self.push(inline));
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        match &mut self.code {
            Some(code) => code.push_str(words),
            None => self.push(Inline::Text(words.to_owned())),
        }
    }

    fn push(&mut self, inline: Inline) {
        if self.lines.is_empty() {
            self.lines.push((Vec::new(), None));
        }
        if let Some((line, _)) = self.lines.last_mut() {
            line.push(inline);
        }
    }

    fn wrap(&mut self, around: impl Fn(Vec<Inline>) -> Inline) {
        if let Some((words, _)) = self.lines.pop() {
            self.push(around(words));
        }
    }

    fn top(&mut self) -> &mut Frame {
        if self.open.is_empty() {
            self.open.push(Frame::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn add(&mut self, block: Block<'static>) {
        self.top().blocks.push(block);
    }

    fn enter(&mut self, ordered: bool) {
        self.close_line();
        self.open.push(Frame { ordered, ..Frame::default() });
    }

    fn leave(&mut self) -> Frame {
        self.close_line();
        self.open.pop().unwrap_or_default()
    }

    /// The line under way becomes a paragraph.
    fn close_line(&mut self) {
        let words: Vec<Inline> = self.lines.drain(..).flat_map(|(words, _)| words).collect();
        if !words.is_empty() {
            self.add(Block::Paragraph(words));
        }
    }

    fn finish(mut self) -> Vec<Block<'static>> {
        self.close_line();
        self.open.into_iter().flat_map(|frame| frame.blocks).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(blocks: &[Block<'_>]) -> String {
        let one = |block: &Block<'_>| match block {
            Block::Paragraph(words) => format!("p{words:?}"),
            Block::Code(words) => format!("code[{words}]"),
            Block::Aside(blocks) => format!("aside[{}]", told(blocks)),
            Block::List { ordered, items } => {
                format!("list {ordered} {}", items.iter().map(|item| told(item)).collect::<Vec<_>>().join(" / "))
            }
            _ => "?".to_owned(),
        };
        blocks.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_note_becomes_blocks() {
        let check = |note: &str, expected: &str| assert_eq!(told(&written(note)), expected);
        check("one\ntwo", r#"p[Text("one"), Text(" "), Text("two")]"#);
        check("# Big", r#"p[Strong([Text("Big")])]"#);
        check("a *b* c", r#"p[Text("a "), Stress([Text("b")]), Text(" c")]"#);
        check("- a\n- b", r#"list false p[Text("a")] / p[Text("b")]"#);
        check("- a\n\n  - b", r#"list false p[Text("a")] list false p[Text("b")]"#);
        check("> said", r#"aside[p[Text("said")]]"#);
        check("    let x;", "code[let x;]");
    }

    #[test]
    fn only_raw_html_is_altered_in_markdown() {
        let check = |note: &str, expected: &str| assert_eq!(without_html(note), expected);
        check("a *b* `<c>` <https://example.org> 1 < 2", "a *b* `<c>` <https://example.org> 1 < 2");
        check("a <b onclick=x>b</b>", "a \\<b onclick=x>b\\</b>");
        check("<script>alert(1)</script>\n", "\\<script>alert(1)\\</script>\n");
        check("<div>\n<p>x\n\n*y*", "\\<div>\n\\<p>x\n\n*y*");
    }

    #[test]
    fn what_would_act_is_text() {
        let check = |note: &str, expected: &str| assert_eq!(told(&written(note)), expected);
        check("<b onclick=x>hi</b>", r#"p[Text("<b onclick=x>"), Text("hi"), Text("</b>")]"#);
        check("<script>alert(1)</script>", "p[Text(\"<script>alert(1)</script>\")]");
        check("[x](javascript:alert(1))", r#"p[Text("x")]"#);
        check(
            "![x](https://example.org/p.png)",
            r#"p[Link { address: "https://example.org/p.png", words: [Text("x")] }]"#,
        );
    }
}
