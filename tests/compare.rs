//! The comparison from outside: mutations of one pair come out on top, and no text breaks it.

use diptych::compare::{Comparison, Discrepancy, Document, Frame, Lexicon, Mark, Regime, pair};
use diptych::domain::{Kind, Language, Side, Sides, Span};
use diptych::export::comparison::{FORMAT, json, text};
use proptest::prelude::*;

#[path = "compare/links.rs"]
mod links;

const LEFT: &str = "Prime Minister Modi held a telephone conversation with President Macron on Tuesday evening.

The two leaders agreed to resume direct flights between their capitals before the summer.

The Prime Minister said that India will purchase 26 aircraft for $9 billion.

President Macron reaffirmed that France abides by the one-China policy.

Both leaders condemned cross-border terrorism and called for those behind it to be brought to justice.";

const RIGHT: &str = "President Macron spoke by telephone with Indian Prime Minister Modi.

The two presidents' offices report that both leaders agreed that direct flights will resume by June.

Mr. Modi confirmed the purchase of 26 aircraft, worth $9 billion, by Indian companies.

The President repeated that his country holds to the one-China policy.

He and the Prime Minister condemned terrorism in all its forms.";

const CHINESE: &str = "国家主席习近平应约同法国总统马克龙通电话。

马克龙表示，法国恪守一个中国原则，愿同中方加强合作。

习近平强调，台湾问题是中国核心利益。双方应扩大采购飞机，总额达90亿美元。";

fn compare(left: &str, right: &str) -> Comparison {
    let document = |name, text| Document { name, language: Language::unknown(), text };
    pair(Sides::new(document("left.txt", left), document("right.txt", right)), &Frame::default(), Lexicon::builtin())
}

/// The rank of the first discrepancy of this kind whose evidence on that side holds the words.
fn rank(comparison: &Comparison, kind: Kind, side: Side, text: &str, words: &str) -> Option<usize> {
    let at = text.find(words).expect("the words stand in the text");
    let shows = |found: &Discrepancy| {
        found.kind == kind && found.evidence[side].iter().any(|span| span.overlaps(Span::new(at, at + words.len())))
    };
    comparison.discrepancies.iter().position(shows)
}

/// Changes the right text and expects the change among the first five, where it was not before.
fn check(from: &str, to: &str, kind: Kind, side: Side, words: &str) {
    assert!(RIGHT.contains(from), "{from}");
    let mutated = RIGHT.replace(from, to);
    let (before, after) = (Sides::new(LEFT, RIGHT), Sides::new(LEFT, mutated.as_str()));
    if before[side].contains(words) {
        let comparison = compare(LEFT, RIGHT);
        let found = rank(&comparison, kind, side, before[side], words);
        assert!(found.is_none(), "{kind:?} is there before the mutation: {:#?}", comparison.discrepancies);
    }
    let comparison = compare(LEFT, &mutated);
    let found = rank(&comparison, kind, side, after[side], words);
    assert!(found.is_some_and(|rank| rank < 5), "{kind:?} at {found:?} in {:#?}", comparison.discrepancies);
}

#[test]
fn a_mutation_comes_out_among_the_first_five() {
    check("$9 billion", "$7 billion", Kind::Figure, Side::Right, "$7 billion");
    check("26 aircraft", "62 aircraft", Kind::Figure, Side::Right, "62 aircraft");
    let agreed = "both leaders agreed that direct flights will resume";
    check(agreed, "both leaders discussed how direct flights could resume", Kind::Commitment, Side::Right, "discussed");
    check("one-China policy", "one-China principle", Kind::PolicyTerm, Side::Right, "principle");
    let last = "\n\nHe and the Prime Minister condemned terrorism in all its forms.";
    check(last, "", Kind::TopicOmitted, Side::Left, "cross-border terrorism");
}

#[test]
fn what_a_reader_of_two_languages_would_say_first() {
    let english = "President Macron spoke with President Xi by telephone. He reaffirmed France's one-China policy. \
                   Nothing was discussed concerning Iran.";
    let comparison = compare(english, CHINESE);
    let check = |kind: Kind, side: Side, text: &str, words: &str| {
        assert!(rank(&comparison, kind, side, text, words).is_some(), "{kind:?}: {:#?}", comparison.discrepancies);
    };
    check(Kind::Initiator, Side::Right, CHINESE, "应约");
    check(Kind::PolicyTerm, Side::Right, CHINESE, "一个中国原则");
    check(Kind::ExplicitNegation, Side::Left, english, "Iran");
    check(Kind::TopicOmitted, Side::Right, CHINESE, "台湾问题");
    let opening = comparison.links.iter().find(|link| link.passages == Sides::new(vec![0], vec![0]));
    assert!(opening.is_some(), "the openings belong together");
}

#[test]
fn sentences_for_the_reader_name_the_sides_where_they_are_known() {
    let english = "President Trump spoke with President Xi by telephone.";
    let chinese = "国家主席习近平应约同美国总统特朗普通电话。";
    let mut frame = Frame::default();
    frame.speakers.left.adjective = Some("US".to_owned());
    frame.speakers.right.adjective = Some("Chinese".to_owned());
    let document = |name, text| Document { name, language: Language::unknown(), text };
    let documents = Sides::new(document("us.txt", english), document("cn.txt", chinese));
    let comparison = pair(documents, &frame, Lexicon::builtin());
    let initiator = comparison.discrepancies.iter().find(|found| found.kind == Kind::Initiator).unwrap();
    assert_eq!(
        initiator.summary,
        "The Chinese text says the call was at the US side's request (“应约”); the US text does not say who asked."
    );
}

#[test]
fn an_unsupported_language_is_compared_and_said_so() {
    let comparison = compare(LEFT, "Le président a évoqué 26 avions pour 9 milliards. Rien de plus.");
    assert_eq!(comparison.problems.len(), 1);
    assert!(comparison.problems[0].message.contains("reduced strength"));
    assert_eq!(compare("", "").problems.len(), 2);
}

#[test]
fn two_captures_of_one_text_are_diffed_as_versions() {
    let later = LEFT.replace("before the summer", "before the autumn");
    let comparison = compare(LEFT, &later);
    let changed: Vec<&str> = comparison
        .rows
        .iter()
        .flat_map(|row| &row.segments.right)
        .filter(|segment| segment.mark == Mark::Changed)
        .map(|segment| segment.span.of(&later))
        .collect();
    assert_eq!(changed, ["autumn"]);
    assert!(comparison.links.iter().any(|link| link.regime == Regime::Versions));
}

#[test]
fn the_user_s_own_links_and_separations_stand_above_all() {
    let place = |text: &str, words: &str| {
        let at = text.find(words).expect("the words stand in the text");
        Span::new(at, at + words.len())
    };
    let mut frame = Frame::default();
    let (plane, flight) = ("India will purchase 26 aircraft for $9 billion.", "direct flights will resume by June.");
    frame.ties.same.push((place(LEFT, plane), place(RIGHT, flight)));
    frame.ties.apart.push((place(LEFT, plane), place(RIGHT, "the purchase of 26 aircraft, worth $9 billion,")));
    let document = |name, text| Document { name, language: Language::unknown(), text };
    let documents = Sides::new(document("left.txt", LEFT), document("right.txt", RIGHT));
    let links = |comparison: &Comparison| {
        let of = |left: usize| comparison.links.iter().filter(move |link| link.passages.left == [left]);
        of(2).map(|link| (link.passages.right[0], link.confidence, link.because.clone())).collect::<Vec<_>>()
    };
    assert_eq!(links(&pair(documents.clone(), &Frame::default(), Lexicon::builtin()))[0].0, 2);
    let comparison = pair(documents, &frame, Lexicon::builtin());
    assert_eq!(links(&comparison), [(1, 1.0, vec!["your link".to_owned()])]);
}

#[test]
fn sentences_that_frame_the_event_belong_together() {
    let check = |left: &str, right: &str, at: (usize, usize), reason: &str| {
        let comparison = compare(left, right);
        let passages = Sides::new(vec![at.0], vec![at.1]);
        let link = comparison.links.iter().find(|link| link.passages == passages);
        assert!(
            link.is_some_and(|link| link.because.iter().any(|because| because == reason)),
            "{reason}: {:#?}",
            comparison.links
        );
    };
    let english = "President Macron spoke with President Xi by telephone. The two leaders discussed a number of \
                   international issues. The call was constructive. President Macron raised tariffs. This is a \
                   question that he will come back to.";
    let chinese = "国家主席习近平同法国总统马克龙通电话。两国元首就双边关系等问题交换了意见。\
                   习近平强调，加征关税没有赢家。这是一条历史经验。双方认为，通话是建设性的。";
    check(english, chinese, (0, 0), "both report the event");
    check(english, chinese, (1, 1), "both say what it was about");
    check(english, chinese, (2, 4), "both say how it went");
    check(english, chinese, (3, 2), "tariffs");
}

#[test]
fn a_list_is_linked_with_every_sentence_that_tells_of_it() {
    let comparison = compare(
        "The ministers met. They discussed trade, fisheries and the railway.",
        "The ministers met. They discussed trade. They spoke about fisheries. They also discussed the railway.",
    );
    let linked = |at: usize| comparison.links.iter().any(|link| link.passages == Sides::new(vec![1], vec![at]));
    assert!(linked(1) && linked(2) && linked(3), "{:#?}", comparison.links);
}

fn links(left: &str, right: &str) -> Vec<(usize, usize)> {
    let found = compare(left, right).links;
    let pairs = |side: &Sides<Vec<usize>>| {
        let right = side.right.clone();
        side.left.iter().flat_map(move |&l| right.clone().into_iter().map(move |r| (l, r))).collect::<Vec<_>>()
    };
    found.iter().flat_map(|link| pairs(&link.passages)).collect()
}

#[test]
fn a_third_state_is_a_topic_and_a_party_is_none() {
    let english = "President Macron spoke with President Xi of China. The leaders discussed trade. President Macron \
                   raised Myanmar, lithium and the price of beef. He praised the weather in China.";
    let chinese = "国家主席习近平同法国总统马克龙通电话。双方讨论了贸易。习近平介绍了中国的春耕。\
                   习近平强调，缅甸局势令人担忧。";
    let found = links(english, chinese);
    assert!(found.contains(&(2, 3)), "{found:?}");
    assert!(!found.contains(&(3, 2)), "{found:?}");
}

#[test]
fn each_side_has_words_of_its_own_for_staying_in_touch_and_for_what_was_agreed() {
    let english = "President Macron spoke with President Xi. They agreed to maintain open lines of communication. \
                   There has been much progress in keeping the deal.";
    let chinese = "国家主席习近平同法国总统马克龙通电话。马克龙表示，法方希望同中方继续战略沟通。\
                   双方正在全面落实共识。中国今年粮食丰收。";
    let found = links(english, chinese);
    assert!(found.contains(&(1, 1)) && found.contains(&(2, 2)), "{found:?}");
    assert!(!found.contains(&(1, 2)) && !found.contains(&(1, 3)), "{found:?}");
}

#[test]
fn a_proper_name_that_the_lexicon_lacks_links() {
    let found = links(
        "The ministers met. They want to convene again in the Torvik format. The weather was fine.",
        "The ministers met. The talks turned to calm at the border and to renewing the Torvik process. They had lunch.",
    );
    assert!(found.contains(&(1, 1)), "{found:?}");
}

#[test]
fn what_only_one_side_speaks_of_is_no_last_link() {
    let english = "President Macron spoke with President Xi. They discussed trade and the tariffs. Rare earths were \
                   a large part of it.";
    let chinese = "国家主席习近平同法国总统马克龙通电话。双方讨论了关税。两国可以发挥经贸磋商机制的作用。";
    let found = links(english, chinese);
    assert!(found.contains(&(1, 1)) && !found.contains(&(2, 2)), "{found:?}");
}

#[test]
fn every_sentence_on_a_rare_and_grave_matter_is_linked() {
    let english = "President Macron spoke with President Xi. The weather in Paris was discussed. He said that TikTok \
                   must be sold. He was glad of the harvest. He hopes for a quick end of the TikTok question.";
    let chinese = "国家主席习近平同法国总统马克龙通电话。习近平介绍了春耕。习近平阐述了在TikTok问题上的立场。\
                   马克龙表示，法方愿妥善解决TikTok问题。";
    let found = links(english, chinese);
    let all = [(2, 2), (2, 3), (4, 2), (4, 3)];
    assert!(all.iter().all(|pair| found.contains(pair)), "{found:?}");
    assert!(found.iter().all(|&(left, right)| left != 3 && right != 1), "{found:?}");
}

#[test]
fn the_bare_office_is_the_side_s_own_speaker() {
    let english = "The Prime Minister met President Xi in Beijing. The Prime Minister stressed trade.";
    let comparison = compare(english, "习近平会见英国首相斯塔默。斯塔默表示，英方重视经贸。");
    let trade = comparison.links.iter().find(|link| link.passages == Sides::new(vec![1], vec![1]));
    assert!(trade.is_some_and(|link| link.because.iter().any(|because| because == "Keir Starmer")), "{trade:?}");
}

#[test]
fn repetition_does_not_blow_up() {
    // By hand in a release build with a million characters and words and 300,000 sentences: seconds.
    for piece in ["a", "关", "tariffs ", "They discussed tariffs. ", "双方讨论关税。", "$1 ", "“", "\n"] {
        let text = piece.repeat(3_000);
        let comparison = compare(&text, &text);
        assert!(comparison.links.len() <= 16 * 3_000, "{piece}: {} links", comparison.links.len());
    }
}

#[test]
fn json_is_complete_and_counts_code_points() {
    let comparison = compare(LEFT, CHINESE);
    let value = json(&comparison, Sides::new(LEFT, CHINESE));
    assert_eq!(value["format"], FORMAT);
    for key in ["left", "right", "alignment", "rows", "discrepancies", "emphasis", "problems"] {
        assert!(!value[key].is_null(), "{key}");
    }
    let first = &value["right"]["passages"][0];
    assert_eq!(first["end"], "国家主席习近平应约同法国总统马克龙通电话。".chars().count());
    let keys =
        ["id", "kind", "severity", "confidence", "left", "right", "extent", "searched", "summary", "because", "form"];
    for found in value["discrepancies"].as_array().unwrap() {
        assert!(keys.iter().all(|key| !found[key].is_null()), "{found}");
        assert_eq!(found["id"].as_str().unwrap().len(), 16);
    }
    assert!(text(&comparison, Sides::new(LEFT, CHINESE)).contains("DISCREPANCIES"));
}

#[test]
fn ids_are_unique_and_stable() {
    let ids = |comparison: &Comparison| comparison.discrepancies.iter().map(|d| d.id.clone()).collect::<Vec<_>>();
    let first = ids(&compare(LEFT, CHINESE));
    assert_eq!(first, ids(&compare(LEFT, CHINESE)));
    let mut unique = first.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), first.len());
}

#[test]
fn each_sentence_has_the_speaker_that_the_text_gives_it() {
    let check = |text: &str, expected: &[Option<&str>]| {
        let comparison = compare(text, "x");
        let speakers: Vec<Option<&str>> =
            comparison.readings.left.passages.iter().map(|passage| passage.speaker.as_deref()).collect();
        assert_eq!(speakers, expected, "{text}");
    };
    check(
        "President Macron met Prime Minister Modi. Mr. Modi stressed trade. He also noted the visit. The two leaders agreed.",
        &[None, Some("Modi"), Some("Modi"), Some("The two leaders")],
    );
    check(
        "习近平会见马克龙。\n习近平指出，要合作。双方要努力。\n马克龙表示同意。",
        &[None, Some("习近平"), Some("习近平"), Some("马克龙")],
    );
    check("\"We wait. We hope,\" said Emmanuel Macron.", &[Some("Emmanuel Macron"), Some("Emmanuel Macron")]);
    check(
        "Question: Was it long? Dmitry Peskov: It was. We talked of grain.",
        &[Some("Question"), Some("Dmitry Peskov"), Some("Dmitry Peskov")],
    );
}

#[test]
fn accounts_are_marked_where_they_agree() {
    let check = |left: &str, right: &str, side: Side, expected: &str| {
        let comparison = compare(left, right);
        let text = if side == Side::Left { left } else { right };
        let marks: Vec<String> = comparison
            .rows
            .iter()
            .flat_map(|row| &row.segments[side])
            .map(|segment| format!("{}{}", segment.mark.glyph(), segment.span.of(text)))
            .collect();
        assert_eq!(marks.join(" "), expected);
    };
    let english = "Both sides agreed to suspend tariffs for 90 days.";
    let chinese = "经过长时间的磋商，双方同意暂停关税90天。";
    check(english, chinese, Side::Left, "≈agreed to suspend tariffs #90 days");
    check(english, chinese, Side::Right, "≈同意暂停关税 #90天");
    check(english, &chinese.replace("暂停", "取消").replace("90", "60"), Side::Right, "≈同意 !取消 ≈关税 ≠60天");
}

/// What holds for any two texts.
fn holds(left: &str, right: &str) -> Result<(), TestCaseError> {
    let texts = Sides::new(left, right);
    let comparison = compare(left, right);
    for side in Side::BOTH {
        let passages = &comparison.readings[side].passages;
        let joined: String = passages.iter().map(|passage| passage.span.of(texts[side])).collect();
        let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(solid(&joined), solid(texts[side]), "every character lies in one passage");
        let mut seen = vec![0; passages.len()];
        comparison.rows.iter().flat_map(|row| &row.passages[side]).for_each(|&at| seen[at] += 1);
        prop_assert!(seen.iter().all(|&n| n == 1), "every passage stands in one row");
        segments_hold(&comparison, side, texts[side])?;
        for found in &comparison.discrepancies {
            prop_assert!(found.evidence[side].len() <= 3);
            prop_assert!(found.evidence[side].iter().all(|span| !span.of(texts[side]).is_empty()));
            prop_assert!((0.0..=1.0).contains(&found.confidence) && (1..=3).contains(&found.severity));
        }
    }
    for link in &comparison.links {
        prop_assert!(!link.passages.left.is_empty() && !link.passages.right.is_empty());
        prop_assert!((0.0..=1.0).contains(&link.confidence) && link.because.len() <= 4);
    }
    let value = json(&comparison, texts);
    prop_assert_eq!(value["left"]["text"].as_str(), Some(left));
    Ok(())
}

/// Segments ascend, do not overlap, lie within a passage of their row and never mark nearly all of it.
fn segments_hold(comparison: &Comparison, side: Side, text: &str) -> Result<(), TestCaseError> {
    let passages = &comparison.readings[side].passages;
    for row in &comparison.rows {
        let (mut end, mut marked) = (0, 0);
        for segment in &row.segments[side] {
            prop_assert!(segment.span.start >= end && !segment.span.is_empty(), "ascending and disjoint");
            prop_assert!(text.get(segment.span.start..segment.span.end).is_some(), "on characters");
            let inside = |&at: &usize| {
                passages[at].span.start <= segment.span.start && segment.span.end <= passages[at].span.end
            };
            prop_assert!(row.passages[side].iter().any(inside), "inside a passage of the row");
            end = segment.span.end;
            marked += segment.span.len();
        }
        let changed = row.segments[side].iter().any(|segment| segment.mark == Mark::Changed);
        let whole: usize = row.passages[side].iter().map(|&at| passages[at].span.len()).sum();
        prop_assert!(changed || marked * 4 <= whole * 3, "no confetti: {} of {}", marked, whole);
    }
    Ok(())
}

/// Pieces of readouts in both languages, so that random texts have something in common.
const PIECES: [&str; 26] = [
    "President Biden said ",
    "tariffs ",
    "on 90 days ",
    "agreed ",
    "Taiwan ",
    "习近平指出，",
    "关税",
    "90天",
    "台湾问题",
    "。",
    ". ",
    "\n\n",
    "\n",
    "“",
    "”",
    "\"",
    "$1.5 billion ",
    "15亿美元",
    "应约",
    "not discussed ",
    "? ",
    "特朗普表示",
    "e\u{301}",
    "👩\u{200d}🚀 ",
    "U.S. ",
    "百分之",
];

proptest! {
    #[test]
    fn any_text_can_be_compared(left in any::<String>(), right in any::<String>()) {
        holds(&left, &right)?;
    }

    #[test]
    fn any_mixture_of_pieces_can_be_compared(
        left in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60),
        right in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60),
    ) {
        holds(&left.concat(), &right.concat())?;
    }
}
