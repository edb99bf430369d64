//! The mistakes that readers and programs make with readouts, T01 to T28: what goes wrong, and the test that it
//! does not go wrong here. Every example is our own.
//!
//! Some traps no comparison of two texts can see; what is known *about* a document has to be told by
//! the person who loads it. What the program does about those:
//!
//! - **T10**, spun copies. Where a text was copied from cannot be read off it. A readout has a `url`, an `archive_url` and a
//!   `publisher`; a second copy that is loaded is set against the first word by word, and `t10_…` tests that.
//! - **T11**, fabricated events. No program can tell that an event took place. A dossier names publisher, channel and
//!   address of every readout, each of its captures is kept under its hash, and a text written to stand for
//!   another is marked a reconstruction everywhere; `t11_…` tests that this warning cannot be lost in a dossier's file.
//! - **T12**, press instead of readouts. Whether a text is a readout is the `channel` that the person gives it; `t12_…`
//!   tests that the channel is kept. A press report may be loaded as a companion document; the
//!   program compares it like any other.
//! - **T04** and **T05** are about a claim's scope. The program never says that a *word* is absent; it says that a *topic* was
//!   not found, and where it looked. `t04_…` and `t05_…` test that the words of one topic do not stand in for another's.

#![allow(clippy::unwrap_used, reason = "a test program")]

use diptych::compare::{
    Comparison, Discrepancy, Document, Form, Frame, Lexicon, Mark, Member, Published, Reach, Set, Source, Speaker,
    event, language_version, pair, revision, timing,
};
use diptych::domain::{Kind, Language, Readout, Side, Sides, Standing, Translation};
use jiff::Zoned;

fn document<'a>(name: &'a str, text: &'a str) -> Document<'a> {
    Document { name, language: Language::unknown(), text }
}

fn frame() -> Frame {
    let speaker = |adjective: &str| Speaker { adjective: Some(adjective.to_owned()), names: Vec::new() };
    Frame { speakers: Sides::new(speaker("US"), speaker("Chinese")), ..Frame::default() }
}

fn compare(left: &str, right: &str) -> Comparison {
    pair(Sides::new(document("us.txt", left), document("cn.txt", right)), &frame(), Lexicon::builtin())
}

/// The concepts of a text.
fn concepts(text: &str) -> Vec<String> {
    let reading = compare(text, "x").readings.left;
    reading
        .passages
        .into_iter()
        .flat_map(|passage| passage.mentions)
        .map(|mention| mention.concept.to_string())
        .collect()
}

/// Which concepts must be found in a text, and which must not.
fn check(text: &str, found: &[&str], not: &[&str]) {
    let concepts = concepts(text);
    for id in found.iter().chain(not) {
        assert!(Lexicon::builtin().concept(id).is_some(), "there is no concept {id}");
    }
    assert!(found.iter().all(|id| concepts.iter().any(|c| c == id)), "{text}: {concepts:?}");
    assert!(!not.iter().any(|id| concepts.iter().any(|c| c == id)), "{text}: {concepts:?}");
}

fn of_kind(comparison: &Comparison, kind: Kind) -> Vec<&Discrepancy> {
    comparison.discrepancies.iter().filter(|found| found.kind == kind).collect()
}

#[test]
fn t01_a_word_inside_other_words_is_not_found() {
    check("习近平同特朗普总统一道出席。", &["trump"], &["reunification"]);
    // Here no name takes the 总统 with it.
    check("两国总统一道出席，两位总统一致认为合作重要。", &["cooperation"], &["reunification"]);
    check("祖国统一是大势所趋。", &["reunification"], &[]);
}

#[test]
fn t02_a_word_inside_a_set_phrase_is_not_found() {
    for phrase in ["建设全国统一大市场", "巩固统一战线", "维护团结统一", "按照统一部署"] {
        check(phrase, &[], &["reunification"]);
    }
}

#[test]
fn t03_a_single_character_is_never_a_form() {
    check("战略、挑战、抗战、冷战", &[], &["ukraine_war"]);
    let mine = "[concept.fight]\ngroup = \"security\"\nzh = [\"战\", \"战斗\"]\n";
    let (lexicon, _) = Lexicon::with(&[Source { name: "mine.toml".to_owned(), text: mine.to_owned() }]);
    let found = |text: &str| {
        let hits = lexicon.explain(text).into_iter().flat_map(|sentence| sentence.matches);
        hits.filter(|hit| lexicon.concepts()[hit.concept].id == "fight").count()
    };
    assert_eq!((found("战略挑战"), found("激烈战斗")), (0, 1));
}

#[test]
fn t04_a_war_that_no_one_can_win_is_not_the_name_of_this_one() {
    let chinese = "国家主席习近平同乌克兰总统泽连斯基通电话。习近平指出，乌克兰危机持续。核战争没有赢家。";
    check(chinese, &["ukraine_crisis", "nuclear_use"], &["ukraine_war"]);
    let english = "President Zelenskyy spoke with President Xi. He described Russia's war against Ukraine.";
    let comparison = compare(english, chinese);
    let terms = of_kind(&comparison, Kind::PolicyTerm);
    assert!(terms.iter().any(|found| found.summary.contains("危机")), "{terms:#?}");
    // What is claimed is a topic's absence in a named text, never a word's.
    let claims = comparison.discrepancies.iter().filter(|found| !found.searched.is_empty());
    assert!(claims.clone().count() > 0 && claims.clone().all(|found| found.summary.contains("text")), "{claims:#?}");
    assert!(claims.into_iter().all(|found| !found.summary.contains("the word")));
}

#[test]
fn t05_prudence_belongs_to_what_its_sentence_is_about() {
    let chinese = "习近平同特朗普通电话。习近平强调，双方要慎重处理分歧。";
    check(chinese, &["handle_prudently"], &["taiwan_question"]);
    let comparison = compare("President Trump spoke with President Xi. They spoke about Taiwan.", chinese);
    let taiwan = comparison.discrepancies.iter().find(|found| found.summary.contains("Taiwan"));
    assert_eq!(taiwan.map(|found| found.kind), Some(Kind::TopicOmitted), "{:#?}", comparison.discrepancies);
    assert!(taiwan.unwrap().evidence.right.is_empty(), "the Chinese text does not speak of it");
}

#[test]
fn t06_lookalikes_are_kept_apart() {
    check("习近平应约同他通电话。", &["at_request_of"], &["at_invitation"]);
    check("他应邀来访。", &["at_invitation"], &["at_request_of"]);
    check("发言人应询表示。", &[], &["at_request_of", "at_invitation"]);
}

#[test]
fn t07_quotation_marks_do_not_hide_a_word() {
    for text in ["不支持“台独”", "不支持「台獨」", "不支持台湾“独立”", "不支持『台湾独立』"]
    {
        check(text, &["no_support_independence"], &["oppose_independence"]);
    }
}

#[test]
fn t08_both_scripts_are_one_text() {
    check("川普與習近平應約通電話，反對「台獨」。", &["trump", "xi", "at_request_of", "oppose_independence"], &[]);
    let comparison = compare("", "習近平強調，臺灣問題敏感。");
    let mentions = &comparison.readings.right.passages[0].mentions;
    let taiwan = mentions.iter().find(|mention| &*mention.concept == "taiwan_question").unwrap();
    assert_eq!(taiwan.span.of("習近平強調，臺灣問題敏感。"), "臺灣問題", "quoted as it stands");
}

#[test]
fn t09_a_name_inside_a_name_is_not_found() {
    check("the South China Sea and the East China Sea", &["scs", "ecs"], &["prc_china"]);
    check("North Korea and South Sudan", &["dprk_nk", "south_sudan"], &["rok", "sudan"]);
    check("访问印度尼西亚和约旦河西岸", &["indonesia", "west_bank"], &["india", "jordan"]);
}

#[test]
fn t10_a_copy_that_spins_a_code_word_shows_it() {
    let original = "The two leaders held a candid exchange on counternarcotics and on trade that afternoon.";
    let spun = "The two leaders held a frank exchange on counternarcotics and on trade that afternoon.";
    let comparison = compare(original, spun);
    let segments = comparison.rows.iter().flat_map(|row| &row.segments.right);
    let changed: Vec<&str> = segments.filter(|s| s.mark == Mark::Changed).map(|s| s.span.of(spun)).collect();
    assert_eq!(changed, ["frank"]);
}

#[test]
fn t11_a_text_that_stands_for_another_says_so_in_its_file() {
    let text = "id = \"cn\"\ntitle = \"T\"\nlanguage = \"zh\"\nstatus = \"reconstruction\"\nversions = []\n";
    let readout: Readout = toml::from_str(text).unwrap();
    assert_eq!(readout.standing, Standing::Reconstruction);
    assert!(toml::to_string(&readout).unwrap().contains("status = \"reconstruction\""));
    assert!(Standing::WARNING.contains("NOT A QUOTATION"));
}

#[test]
fn t12_the_channel_of_a_text_is_kept() {
    let text = "id = \"p\"\ntitle = \"T\"\nlanguage = \"en\"\nchannel = \"press\"\nversions = []\n";
    let readout: Readout = toml::from_str(text).unwrap();
    assert_eq!(readout.channel.as_deref(), Some("press"));
    assert!(toml::to_string(&readout).unwrap().contains("channel = \"press\""));
}

#[test]
fn t13_an_omission_names_the_text_and_a_fuller_version_shows_what_came() {
    let (english, flash) = (
        "President Trump spoke with President Xi by telephone. They spoke about Taiwan.",
        "国家主席习近平同美国总统特朗普通电话。双方就经贸问题交换意见。",
    );
    let comparison = pair(
        Sides::new(document("us.txt", english), document("flash.txt", flash)),
        &Frame::default(),
        Lexicon::builtin(),
    );
    let omission = of_kind(&comparison, Kind::TopicOmitted)[0];
    assert_eq!(omission.searched, ["flash.txt"]);
    assert!(omission.summary.ends_with("not found in flash.txt."), "{}", omission.summary);
    let full = format!("{flash}习近平强调，台湾问题敏感。");
    let came = revision(&document("flash.txt", flash), &document("full.txt", &full), Lexicon::builtin());
    let passages: Vec<&str> = came.alterations.iter().filter_map(|a| a.passages.right).map(|s| s.of(&full)).collect();
    assert_eq!(passages, ["习近平强调，台湾问题敏感。"]);
    assert_eq!(came.discrepancy.unwrap().kind, Kind::Revision);
}

/// A set of a Chinese original and its English translation, the translation in the pane.
fn translated<'a>(chinese: &'a str, english: &'a str, translation: Translation) -> Set<'a> {
    let member = |document, translates, translation| Member { document, translates, translation };
    let original = member(document("cn.txt", chinese), None, Translation::Original);
    let shown = member(document("cn-en.txt", english), Some(0), translation);
    Set { members: vec![original, shown], shown: 1 }
}

/// The summary of the first finding of this kind between a US text and a translated Chinese one.
fn beside_translation(us: &str, chinese: &str, english: &str, translation: Translation, kind: Kind) -> String {
    let sets = Sides::new(Set::of([document("us.txt", us)]), translated(chinese, english, translation));
    let compared = event(&sets, &frame(), Lexicon::builtin());
    let found = compared.main.discrepancies.iter().find(|found| found.kind == kind);
    found.unwrap_or_else(|| panic!("{:#?}", compared.main.discrepancies)).summary.clone()
}

const US_POLICY: &str = "President Trump spoke with President Xi. The President reaffirmed the one-China policy.";
const CN_PRINCIPLE: &str = "习近平同特朗普通电话。习近平强调，一个中国原则不容挑战。";
const CN_PRINCIPLE_EN: &str =
    "President Xi spoke with President Trump. Xi stressed that the one-China principle brooks no challenge.";

#[test]
fn t14_a_gap_between_two_english_texts_names_the_original() {
    let told = beside_translation(US_POLICY, CN_PRINCIPLE, CN_PRINCIPLE_EN, Translation::Official, Kind::PolicyTerm);
    assert!(told.contains("official translation") && told.contains("一个中国原则"), "{told}");
}

#[test]
fn t15_a_tone_word_of_a_translator_names_the_original() {
    let told = beside_translation(
        "President Trump spoke with President Xi. The conversation was candid.",
        "习近平同特朗普通电话。此次通话是友好的。",
        "President Xi spoke with President Trump. The conversation was cordial.",
        Translation::Official,
        Kind::Tone,
    );
    assert!(told.contains("cordial") && told.contains("official translation") && told.contains("友好"), "{told}");
}

#[test]
fn t16_two_nouns_that_become_one_are_told() {
    check("双方达成重要共识。", &["reached_consensus"], &["agreement_deal"]);
    check("双方签署协议。", &["agreement_deal"], &["consensus"]);
    let chinese = "双方重申共识重要，包括日内瓦经贸共识。美方称日内瓦协议很成功。";
    let english = "Both sides said that the agreement of Geneva on trade matters. The U.S. side called the Geneva agreement very successful.";
    let (from, to) = (document("cn.txt", chinese), document("cn-en.txt", english));
    let found = language_version(&from, &to, Translation::Official, &Frame::default(), Lexicon::builtin());
    let merged = found.iter().find(|found| found.summary.contains("for both"));
    let summary = &merged.unwrap_or_else(|| panic!("{found:#?}")).summary;
    assert!(summary.contains("共识") && summary.contains("协议") && summary.contains("agreement"), "{summary}");
}

#[test]
fn t17_a_machine_s_words_are_called_so() {
    let told = beside_translation(US_POLICY, CN_PRINCIPLE, CN_PRINCIPLE_EN, Translation::Machine, Kind::PolicyTerm);
    assert!(told.contains("a machine's translation"), "{told}");
}

#[test]
fn t18_one_moment_with_two_dates_is_no_conflict() {
    let at = |text: &str| text.parse::<Zoned>().unwrap();
    let told = |left: &str, right: &str| {
        let (left, right) = (at(left), at(right));
        let published =
            Sides::new(Published { name: "us.txt", at: Some(&left) }, Published { name: "in.txt", at: Some(&right) });
        timing(published).map(|found| found.summary)
    };
    assert_eq!(told("2025-06-17T21:00:00-04:00[America/New_York]", "2025-06-18T06:30:00+05:30[Asia/Kolkata]"), None);
    let later = told("2025-06-17T21:00:00-04:00[America/New_York]", "2025-06-18T06:00:00+05:30[Asia/Kolkata]").unwrap();
    assert!(later.starts_with("in.txt was published first"), "{later}");
}

#[test]
fn t19_what_a_companion_document_says_is_not_missing_from_the_set() {
    let post = "President Trump spoke with President Xi. They spoke about rare earths and about fentanyl at length.";
    let readout = "习近平同特朗普通电话。双方同意保持沟通。";
    let answers = "商务部发言人表示，稀土问题双方已经讨论。";
    let right = Set::of([document("cn.txt", readout), document("answers.txt", answers)]);
    let compared = event(&Sides::new(Set::of([document("us.txt", post)]), right), &frame(), Lexicon::builtin());
    let reach = compared.main.discrepancies.iter().zip(&compared.reach).find(|(f, _)| f.summary.contains("earths"));
    assert!(matches!(reach, Some((_, Reach::Companion { document: 1, .. }))), "{reach:?}");
}

#[test]
fn t20_what_both_are_silent_about_is_told_from_the_watch_list() {
    let watch = Frame { watch: vec!["taiwan_question".to_owned()], ..frame() };
    let told = |left: &str| {
        let texts = Sides::new(document("us.txt", left), document("cn.txt", "习近平同特朗普通电话。双方谈经贸。"));
        let comparison = pair(texts, &watch, Lexicon::builtin());
        comparison.discrepancies.iter().any(|found| found.kind == Kind::BothSilent)
    };
    assert!(told("President Trump spoke with President Xi about trade."));
    assert!(!told("President Trump spoke with President Xi about Taiwan."));
}

#[test]
fn t21_a_denial_is_no_silence() {
    let told = |left: &str| {
        let comparison = compare(left, "习近平同特朗普通电话。双方谈经贸。");
        of_kind(&comparison, Kind::ExplicitNegation).len()
    };
    assert_eq!(told("President Trump spoke with President Xi. Taiwan never came up."), 1);
    assert_eq!(told("President Trump spoke with President Xi. Nothing was discussed concerning Iran."), 1);
    assert_eq!(told("President Trump spoke with President Xi. They discussed Iran."), 0);
}

#[test]
fn t22_thanks_is_no_acceptance_and_a_welcome_no_invitation() {
    check("特朗普表示诚挚感谢。", &["appreciates"], &["accepted"]);
    let chinese = "习近平同特朗普通电话。习近平欢迎特朗普再次访华，特朗普表示感谢。";
    let visit = |english: &str| {
        let comparison = compare(english, chinese);
        of_kind(&comparison, Kind::Invitation).into_iter().map(|found| found.summary.clone()).collect::<Vec<_>>()
    };
    let told = visit("President Trump spoke with President Xi. Xi invited me to visit China, and I reciprocated.");
    assert!(told.len() == 1 && told[0].contains("invited") && told[0].contains("再次访华"), "{told:?}");
}

#[test]
fn t23_the_longest_verb_phrase_wins() {
    for (text, id) in [
        ("They agreed to explore a visit.", "explore"),
        ("They agreed to discuss a visit.", "agreed_to_explore"),
        ("Both agreed in principle on a visit.", "agreed_in_principle"),
        ("He would like to visit.", "willing"),
        ("双方同意探讨开展合作。", "agreed_to_explore"),
        ("双方原则同意开展合作。", "agreed_in_principle"),
    ] {
        check(text, &[id], &["agreed"]);
    }
    let chinese = "习近平同特朗普通电话。双方签署协议，取消关税。";
    let told = |english: &str| of_kind(&compare(english, chinese), Kind::Commitment).len();
    assert_eq!(told("President Trump spoke with President Xi. They agreed to explore lifting tariffs."), 1);
    assert_eq!(told("President Trump spoke with President Xi. They signed a deal on lifting tariffs."), 0);
}

#[test]
fn t24_what_x_says_and_what_y_says_that_x_said_are_two_statements() {
    let chinese = "习近平同特朗普通电话。特朗普表示，美方将继续奉行一个中国政策。";
    let english = "President Trump spoke with President Xi. The President spoke about soybeans.";
    let comparison = compare(english, chinese);
    let speaker = comparison.readings.right.passages[1].speaker.as_deref();
    assert_eq!(speaker, Some("特朗普"), "the speaker is the one whom this text names");
    let told = of_kind(&comparison, Kind::Attribution);
    assert!(told.iter().any(|found| found.summary.contains("Donald Trump") && found.summary.contains("Chinese text")));
}

#[test]
fn t25_a_first_person_without_quotation_marks_is_rendered_speech() {
    let form = |chinese: &str| {
        let comparison = compare("President Macron met President Xi.", chinese);
        let found = comparison.discrepancies.iter().find(|found| !found.evidence.right.is_empty());
        found.map(|found| found.form)
    };
    assert_eq!(form("习近平会见马克龙。马克龙表示，我反对加征关税。"), Some(Form::RenderedSpeech));
    assert_eq!(form("习近平会见马克龙。马克龙表示，法方反对加征关税。"), Some(Form::Paraphrase));
}

#[test]
fn t26_allies_of_a_past_war_are_no_alliance_policy() {
    check("我们和盟友进行了协调。", &["alliances"], &[]);
    check("两国在二战中是并肩战斗的盟友。", &[], &["alliances"]);
    check("The two were allies in the Second World War.", &[], &["alliances"]);
}

#[test]
fn t27_formulas_do_not_swamp_policy() {
    let chinese = "习近平同特朗普通电话。习近平指出，中美关系这艘大船要把好舵、稳住航向。双方要坚持相互尊重、合作共赢。\
                   双方要相向而行，推动中美关系健康稳定发展。台湾问题十分敏感。";
    let comparison = compare("President Trump spoke with President Xi. They spoke about soybeans.", chinese);
    let place = |words: &str| {
        let shows = |found: &Discrepancy| found.evidence.right.iter().any(|span| span.of(chinese).contains(words));
        comparison.discrepancies.iter().position(shows)
    };
    let policy = place("台湾问题").unwrap();
    assert!(place("大船").is_none_or(|formula| policy < formula), "{:#?}", comparison.discrepancies);
    assert_eq!(comparison.discrepancies[policy].severity, 3);
}

#[test]
fn t28_what_was_not_discussed_is_no_topic() {
    let silent = compare("President Trump met President Xi. Nothing was discussed concerning Iran.", CN_PRINCIPLE);
    assert!(silent.emphasis.iter().all(|topic| topic.concept != "iran"));
    assert!(of_kind(&silent, Kind::TopicOmitted).iter().all(|found| found.evidence[Side::Left].is_empty()));
    let raised = compare("President Trump met President Xi. They discussed Iran.", CN_PRINCIPLE);
    assert!(raised.emphasis.iter().any(|topic| topic.concept == "iran"));
}
