//! The lexicon is sound, finds what it should and leaves alone what only looks like it; a person's own
//! files extend it; the sub-command shows it.

use diptych::compare::{Lexicon, Source};
use diptych::shell::load_lexicon;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The ids found in a text, in order, once each.
fn ids(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for sentence in lexicon.explain(text) {
        for hit in sentence.matches.iter().filter(|hit| hit.unless.is_none()) {
            let id = lexicon.concepts()[hit.concept].id.clone();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids
}

#[test]
fn every_concept_is_sound() {
    let lexicon = Lexicon::builtin();
    assert!(lexicon.concepts().len() > 1_200, "{}", lexicon.concepts().len());
    let mut seen = BTreeSet::new();
    for (at, concept) in lexicon.concepts().iter().enumerate() {
        let id = &concept.id;
        assert!(seen.insert(id), "{id} is there twice");
        assert!(concept.rung.is_none_or(|rung| rung <= 7), "{id}: rung");
        assert!((0.0..=3.0).contains(&concept.weight), "{id}: weight {}", concept.weight);
        let both = !concept.english.is_empty() && !concept.chinese.is_empty();
        assert!(both || concept.only.is_some(), "{id} has forms in one language and does not say why");
        for forms in [&concept.english, &concept.chinese] {
            let once: BTreeSet<&String> = forms.iter().collect();
            assert_eq!(once.len(), forms.len(), "{id} has a form twice");
        }
        assert!(concept.chinese.iter().all(|form| form.chars().count() > 1), "{id}: a single character (T03)");
        for &other in &concept.contrasts {
            assert_ne!(other, at, "{id} contrasts with itself");
            assert!(lexicon.concepts()[other].contrasts.contains(&at), "{id} has a one-way contrast");
        }
        let mut above = concept.parent;
        for _ in 0..lexicon.concepts().len() {
            let Some(parent) = above else { break };
            assert_ne!(parent, at, "{id} is its own ancestor");
            above = lexicon.concepts()[parent].parent;
        }
    }
}

#[test]
fn every_form_is_found_as_its_concept() {
    let lexicon = Lexicon::builtin();
    let lost = lexicon.concepts().iter().flat_map(|concept| {
        let forms = concept.english.iter().chain(&concept.chinese);
        forms.filter(|form| !ids(lexicon, form).contains(&concept.id)).map(|form| format!("{}: {form}", concept.id))
    });
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<String>::new());
}

/// A text, what must be found in it, and what must not.
const FOUND: &[(&str, &[&str], &[&str])] = &[
    // A name inside a name; what is about a word inside a word stands in `traps.rs`.
    ("南苏丹问题", &["south_sudan"], &["sudan"]),
    ("在内蒙古考察", &[], &["mongolia"]),
    ("South Africa and South Sudan", &["south_africa", "south_sudan"], &["sudan", "africa"]),
    ("New START expires", &["start_treaty"], &[]),
    // What only looks like a matter.
    ("They must lay down their arms.", &[], &["military_aid", "weapons"]),
    ("The two sides agreed on a political settlement.", &["peace_talks"], &["settlements"]),
    ("They acted swiftly.", &[], &["swift"]),
    ("后来西方向我们", &[], &["west"]),
    ("territorial concessions and trade diversion", &["territorial_concessions", "trade_diversion"], &["occupied"]),
    ("领土让步", &["territorial_concessions"], &["occupied"]),
    ("the diversion of a river", &[], &["trade_diversion"]),
    ("停止强制动员和重新武装", &["mobilization", "rearmament"], &[]),
    ("to mobilise support", &[], &["mobilization"]),
    // One word, another inflection, another matter.
    ("questions respecting the complexity", &[], &["respect", "respects"]),
    ("what is called a crisis", &[], &["phone_call"]),
    ("according to the President", &[], &["agreement_deal"]),
    ("pressing matters", &[], &["media", "urged"]),
    ("They talked.", &["discussed"], &["formal_talks"]),
    ("promising steps", &[], &["committed"]),
    ("The President underscored it.", &["stressed"], &["reaffirmed"]),
    // Words that hold another word.
    ("中国—中东欧国家合作", &[], &["middle_east"]),
    ("同伊斯兰国家的关系", &[], &["isis"]),
    ("为两国关系指明新方向", &[], &["singapore"]),
    ("在中南海会见", &[], &["scs"]),
    ("就重大国际问题沟通", &[], &["great_powers"]),
    ("公司首席执行官", &[], &["implement"]),
    ("自贸协定升级版", &[], &["escalation"]),
    ("坚持不结盟", &[], &["alliances"]),
    ("作出战略部署", &[], &["military_presence"]),
    ("各国国内政治", &[], &["internal_affair"]),
    ("抨击殖民主义", &[], &["democracy"]),
    ("东西半球", &[], &["monroe"]),
    ("参加沙特举办的会议", &["saudi"], &["gaza"]),
    ("释放合作潜力", &[], &["citizens_released"]),
    ("世界银行执行董事", &[], &["implement"]),
    ("坚持以正确认同", &[], &["confirmed"]),
    ("欧亚经济联盟", &[], &["alliance"]),
    ("米尔济约耶夫表示，乌方支持", &[], &["ukraine_party"]),
    ("俄方愿同乌方谈判", &["ukraine_party"], &[]),
    ("加强多边协调", &["multilateralism"], &["un"]),
    ("相互尊重", &["respect"], &["respects", "mutual_respect_triplet"]),
    ("走和平发展道路", &["peace"], &["political_system"]),
    ("a visit to Nigeria's modernization sites", &["modernization"], &["chinese_modernization"]),
    ("the root causes of migration", &["irregular_migration"], &["root_causes"]),
    ("the UN Charter", &["un_charter", "un"], &["un_centred"]),
    ("the G20 and APEC", &["g20", "apec"], &[]),
    ("维护国家安全", &["national_security"], &["tech_security_us"]),
    // The matter of one place is not that of another.
    ("和平解决伊朗核问题", &["peaceful_resolution"], &["taiwan_question"]),
    ("a war in another place", &["war"], &["ukraine_war"]),
    ("Russia's war against Ukraine", &["ukraine_war"], &["war"]),
    ("military aid to Israel", &["military_aid"], &["ukraine_topic"]),
    ("a summit in Geneva", &["geneva"], &["geneva_talks"]),
    ("纪念抗日战争胜利", &["wwii_victory"], &["victory"]),
    ("尊重各自关切", &["concerns"], &["raised"]),
    ("a permanent member of the Council", &["p5"], &["un_reform"]),
    ("the denuclearization of North Korea", &["denuke_north"], &["denuke_peninsula"]),
    ("止战", &["end_of_war"], &["ceasefire"]),
    ("无意将台湾作为工具", &["taiwan_question"], &[]),
    // Each family of the lexicon, in both languages.
    ("Hamas must release the hostages in Gaza.", &["hostages", "gaza"], &[]),
    ("释放人质", &["hostages"], &[]),
    ("the Red Sea and the Houthis", &["red_sea"], &[]),
    ("红海航运", &["red_sea"], &[]),
    ("extended deterrence for the Republic of Korea", &["extended_deterrence", "rok"], &[]),
    ("延伸威慑", &["extended_deterrence"], &[]),
    ("tariffs on steel and aluminum", &["tariffs", "steel_aluminum"], &[]),
    ("钢铁和电动汽车", &["steel_aluminum", "electric_vehicles"], &[]),
    ("a meeting in Busan", &["busan"], &[]),
    ("在釜山举行", &["busan"], &[]),
    ("the G7 and the BRICS", &["g7", "brics"], &[]),
    ("七国集团和金砖国家", &["g7", "brics"], &[]),
    ("quantum technology", &["quantum"], &[]),
    ("量子科技", &["quantum"], &[]),
    ("drug trafficking", &["drug_trafficking"], &[]),
    ("毒品走私", &["drug_trafficking"], &[]),
    ("consular services", &["consular"], &[]),
    ("领事保护", &["consular"], &[]),
    ("an earthquake", &["earthquake"], &[]),
    ("发生地震", &["earthquake"], &[]),
    // Steps of the ladder, firmest first.
    ("They signed it.", &["signed"], &["agreed"]),
    ("双方签署文件", &["signed"], &["agreed"]),
    ("The United States will lift it.", &["will_act"], &["signed"]),
    ("中方将提供援助", &["will_act"], &["willing"]),
    ("Both agreed.", &["agreed"], &["willing"]),
    ("双方一致同意", &["agreed"], &["willing"]),
    ("They agreed in principle.", &["agreed_in_principle"], &["agreed"]),
    ("原则上同意", &["agreed_in_principle"], &["agreed"]),
    ("He is willing to do so.", &["willing"], &["agreed"]),
    ("中方愿继续努力", &["willing"], &["agreed"]),
    ("He will consider it.", &["consider"], &["agreed"]),
    ("认真考虑", &["consider"], &["agreed"]),
    ("They discussed it.", &["discussed"], &["agreed"]),
    ("双方讨论了此事", &["discussed"], &["agreed"]),
    ("They exchanged views.", &["exchanged_views"], &["agreed"]),
    ("双方交换了意见", &["exchanged_views"], &["agreed"]),
    ("He took note of it.", &["took_note"], &["agreed"]),
    ("注意到这一点", &["took_note"], &["agreed"]),
    // Each kind of group that no row above shows.
    ("candid and constructive", &["candid", "constructive"], &["frank"]),
    ("坦率", &["frank"], &["candid"]),
    ("red lines", &["red_line"], &["bottom_line"]),
    ("坚守底线", &["bottom_line"], &["red_line"]),
    ("前提条件", &["conditional"], &[]),
    ("provided that it holds", &["conditional"], &[]),
    ("He strongly condemned the attacks.", &["condemns", "attacks"], &["deep_concern", "terror_attack"]),
    ("谴责袭击", &["condemns", "attacks"], &["deep_concern"]),
    ("a joint statement", &["joint_statement"], &["joint_communique"]),
    ("发表联合公报", &["joint_communique"], &["joint_statement"]),
    ("extended an invitation", &["invited_to_visit"], &["welcomed_to_visit"]),
    ("欢迎再次访华", &["welcomed_to_visit"], &["invited_to_visit"]),
    ("human rights in Xinjiang", &["human_rights", "xinjiang"], &[]),
    ("涉疆、人权", &["human_rights", "xinjiang"], &[]),
    ("win-win cooperation", &["win_win"], &["competition"]),
    ("合作共赢", &["win_win"], &["competition"]),
    ("one-China policy", &["one_china_policy"], &["one_china_principle"]),
    ("一个中国原则", &["one_china_principle"], &["one_china_policy"]),
    ("a summit with Xi Jinping at the request of Berlin", &["leaders_meeting", "xi", "at_request_of"], &["phone_call"]),
    ("习近平应约通电话", &["xi", "at_request_of", "phone_call"], &["leaders_meeting", "at_invitation"]),
    ("peaceful reunification", &["peaceful_reunification"], &["reunification"]),
    ("实现国家统一", &["reunification"], &["peaceful_reunification"]),
];

#[test]
fn what_is_meant_is_found_and_traps_are_not() {
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for (text, yes, no) in FOUND {
        let found = ids(lexicon, text);
        let has = |id: &&&str| found.iter().any(|found| found == **id);
        let (missed, extra) = (yes.iter().filter(|id| !has(id)), no.iter().filter(has));
        wrong.extend(missed.map(|id| format!("{text}: no {id} in {found:?}")));
        wrong.extend(extra.map(|id| format!("{text}: {id} is wrong")));
    }
    assert_eq!(wrong, Vec::<String>::new());
    let shown: BTreeSet<&str> = FOUND.iter().flat_map(|(_, yes, _)| yes.iter()).map(|id| group(lexicon, id)).collect();
    let groups: BTreeSet<&str> = lexicon.concepts().iter().map(|concept| concept.group.as_str()).collect();
    assert_eq!(groups.difference(&shown).collect::<Vec<_>>(), Vec::<&&str>::new(), "groups without an example");
}

/// The group of a concept that is there.
fn group<'a>(lexicon: &'a Lexicon, id: &str) -> &'a str {
    &lexicon.concept(id).unwrap_or_else(|| panic!("there is no concept {id}")).group
}

/// Words as they are written in Taiwan and in Hong Kong, typed by hand: the table of characters is not asked.
const TRADITIONAL: &[(&str, &str)] = &[
    ("內政", "internal_affair"),
    ("中華人民共和國", "prc_china"),
    ("俄烏衝突", "ukraine_crisis"),
    ("烏茲別克斯坦", "uzbekistan"),
    ("夥伴關係", "partnership"),
    ("採購大豆", "soybeans"),
    ("關稅", "tariffs"),
    ("關税", "tariffs"),
    ("稀土出口管制", "rare_earths"),
    ("半導體", "chips"),
    ("兩岸關係", "cross_strait"),
    ("臺灣問題", "taiwan_question"),
    ("國務院臺灣事務", "taiwan_question"),
    ("九二共識", "consensus_1992"),
    ("峰會", "leaders_meeting"),
    ("峯會", "leaders_meeting"),
    ("會晤", "leaders_meeting"),
    ("視頻通話", "video_call"),
    ("應邀訪問", "at_invitation"),
    ("應約", "at_request_of"),
    ("聯合聲明", "joint_statement"),
    ("諒解備忘錄", "mou"),
    ("達成協議", "finalized"),
    ("坦誠深入", "candid"),
    ("建設性", "constructive"),
    ("親切友好", "cordial"),
    ("強調", "stressed"),
    ("表示讚賞", "appreciates"),
    ("呼籲", "call_for"),
    ("譴責", "condemns"),
    ("停火", "ceasefire"),
    ("無條件停火", "thirty_day_ceasefire"),
    ("釋放人質", "hostages"),
    ("約旦河西岸", "west_bank"),
    ("兩國方案", "two_state"),
    ("伊朗核設施", "iran_strikes"),
    ("紅海航運", "red_sea"),
    ("彈道導彈", "missile_launches"),
    ("核武器", "nuclear_use"),
    ("軍事援助", "military_aid"),
    ("北約東擴", "nato_expansion"),
    ("領土完整", "territorial_integrity"),
    ("人權", "human_rights"),
    ("氣候變化", "climate"),
    ("禁毒合作", "counternarcotics"),
    ("電信詐騙", "fraud"),
    ("留學生", "students"),
    ("簽證", "visas"),
    ("增進相互瞭解", "enhanced_understanding"),
    ("國際貨幣基金組織", "imf"),
    ("衞生合作", "global_health"),
    ("東協峰會", "leaders_meeting"),
    ("澤倫斯基", "zelensky"),
    ("北韓", "dprk_nk"),
    ("習近平總書記", "xi"),
];

#[test]
fn what_is_written_in_traditional_characters_is_found() {
    let lexicon = Lexicon::builtin();
    let missed = TRADITIONAL.iter().filter(|(text, id)| !ids(lexicon, text).iter().any(|found| found == id));
    assert_eq!(missed.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
}

#[test]
fn places_lead_to_their_states_and_goods_to_their_trade() {
    let lexicon = Lexicon::builtin();
    let parent = |id: &str| {
        let concept = lexicon.concept(id).unwrap();
        concept.parent.map(|at| lexicon.concepts()[at].id.clone()).unwrap_or_default()
    };
    for (id, above) in [("busan", "rok"), ("lima", "peru"), ("hostages", "held_persons"), ("pork", "farm_products")] {
        assert_eq!(parent(id), above, "{id}");
    }
}

fn source(text: &str) -> Source {
    Source { name: "mine.toml".to_owned(), text: text.to_owned() }
}

#[test]
fn a_persons_lexicon_adds_replaces_and_removes() {
    let mine = "[concept.moonshot]\ngroup = \"technology\"\nen = [\"moonshot\"]\nzh = [\"登月计划\"]\n\
                [concept.pork]\ngroup = \"trade\"\nen = [\"bacon\"]\nweight = 0.5\n\
                [concept.tariffs]\nremove = true\n";
    let (lexicon, errors) = Lexicon::with(&[source(mine)]);
    assert_eq!(errors, []);
    assert_eq!(ids(&lexicon, "A moonshot."), ["moonshot"]);
    assert_eq!(ids(&lexicon, "登月计划"), ["moonshot"]);
    assert_eq!(ids(&lexicon, "bacon and pork"), ["pork"]);
    assert!(lexicon.concept("tariffs").is_none());
    assert!(Lexicon::builtin().concept("tariffs").is_some());
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_applies() {
    let good = source("[concept.good]\ngroup = \"trade\"\nen = [\"goodness\"]\n");
    let check = |text: &str, line: usize, part: &str| {
        let (lexicon, errors) = Lexicon::with(&[source(text), good.clone()]);
        assert_eq!(errors.len(), 1, "{text}: {errors:?}");
        assert_eq!((errors[0].source_name.as_str(), errors[0].line), ("mine.toml", line), "{text}");
        assert!(errors[0].what.contains(part), "{}", errors[0].what);
        assert_eq!(ids(&lexicon, "goodness"), ["good"]);
        assert!(lexicon.concepts().len() > 1_000);
    };
    check("[concept.a]\ngroup = \"trade\"\nen = 3\n", 3, "mend this line");
    check("[concept.a]\ngroup = \"trade\"\nenglish = [\"a\"]\n", 3, "unknown field");
    check("\n[concept.a]\ngroup = \"nowhere\"\n", 2, "the group `nowhere`");
    check("[concept.a]\ngroup = \"trade\"\nparent = \"nobody\"\n", 1, "names `nobody`");
    check("[concept.a]\ngroup = \"trade\"\nrung = 9\n", 1, "above 7");
    check("[concept.a]\ngroup = \"trade\"\nweight = 99.0\n", 1, "from 0 to 5");
    check("[concept.nobody]\nremove = true\n", 1, "no concept `nobody`");
    check("[concept.a]\ngroup = \"trade\"\nparent = \"a\"\n", 1, "its own ancestor");
}

#[test]
fn files_of_the_person_and_then_of_the_dossier_apply() {
    let folder = tempfile::tempdir().unwrap();
    let (config, dossier) = (folder.path().join("config"), folder.path().join("dossier"));
    fs::create_dir_all(config.join("lexicon")).unwrap();
    fs::create_dir_all(&dossier).unwrap();
    let (none, problems) = load_lexicon(&config, Some(&dossier));
    assert_eq!((none.concepts().len(), problems.len()), (Lexicon::builtin().concepts().len(), 0));

    let concept = |word: &str| format!("[concept.mine]\ngroup = \"trade\"\nen = [\"{word}\"]\n");
    fs::write(config.join("lexicon/a.toml"), concept("first")).unwrap();
    fs::write(config.join("lexicon/b.toml"), concept("secondly")).unwrap();
    fs::write(config.join("lexicon/c.toml"), "broken").unwrap();
    let (lexicon, problems) = load_lexicon(&config, Some(&dossier));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].subject.contains("c.toml, line 1"), "{}", problems[0].subject);
    assert_eq!(ids(&lexicon, "secondly"), ["mine"]);
    fs::write(dossier.join("lexicon.toml"), concept("thirdly")).unwrap();
    let (lexicon, _) = load_lexicon(&config, Some(&dossier));
    assert_eq!(ids(&lexicon, "thirdly"), ["mine"]);
}

#[test]
fn every_group_is_used_and_every_watch_list_is_known() {
    let lexicon = Lexicon::builtin();
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    lexicon.concepts().iter().for_each(|concept| *groups.entry(&concept.group).or_default() += 1);
    assert!(groups.values().all(|&n| n >= 3), "{groups:?}");
    for sample in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/samples")).unwrap() {
        let Ok(event) = fs::read_to_string(sample.unwrap().path().join("event.toml")) else { continue };
        let event: toml::Table = event.parse().unwrap();
        for id in event["watch"].as_array().unwrap() {
            assert!(lexicon.concept(id.as_str().unwrap()).is_some(), "{id} is watched and unknown");
        }
    }
}
