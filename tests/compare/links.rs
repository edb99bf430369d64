//! Which passages belong together, one rule a test.

use super::links;

const SPOKE: &str = "President Macron spoke with President Xi.";
const CHINESE: &str = "国家主席习近平同法国总统马克龙通电话。";

fn check(left: &str, right: &str, linked: &[(usize, usize)], apart: &[(usize, usize)]) {
    let found = links(left, right);
    assert!(linked.iter().all(|pair| found.contains(pair)), "{linked:?} are to be among {found:?}");
    assert!(apart.iter().all(|pair| !found.contains(pair)), "{apart:?} are not to be among {found:?}");
}

#[test]
fn everyday_words_meet_across_languages() {
    let english =
        format!("{SPOKE} The police will investigate the kidnapping. The neighbours want a bridge to the island.");
    let chinese = format!("{CHINESE}邻国希望建一座通往岛屿的桥梁。警方将调查绑架事件。");
    check(&english, &chinese, &[(1, 2), (2, 1)], &[(1, 1), (2, 2)]);
}

#[test]
fn other_words_for_the_same_meet_in_one_language() {
    check(
        "The ministers met. The violence against the crew was intolerable. The harvest was good.",
        "The ministers met. They ate fish. They called the attack on the staff unacceptable.",
        &[(1, 2)],
        &[(1, 1), (2, 2)],
    );
}

#[test]
fn agendas_belong_together_unless_they_name_different_matters() {
    let left = format!("{SPOKE} They discussed the ceasefire in Gaza.");
    check(&left, &format!("{SPOKE} They discussed a range of regional issues."), &[(1, 1)], &[]);
    check(&left, &format!("{SPOKE} They discussed the trade in soybeans."), &[(0, 0)], &[(1, 1)]);
}

#[test]
fn the_report_of_the_event_may_follow_courtesies_and_name_nobody() {
    let right = "President Berg spoke with President Macron.";
    check("Thank you. Good evening. Please sit. Hello. I had a talk with President Berg.", right, &[(4, 0)], &[]);
    check("The call took place at their request and was long.", right, &[(0, 0)], &[]);
}

#[test]
fn what_a_people_do_is_no_item_of_its_own() {
    let english = format!("{SPOKE} He asked for citizens who are kept from leaving.");
    let chinese = format!("{CHINESE}双方应扩大留学生交流。两国举办了旅游年。");
    check(&english, &chinese, &[], &[(1, 1), (1, 2)]);
}

#[test]
fn what_is_to_come_links_in_whatever_words() {
    check("The two leaders agreed to meet in Beijing.", "The leaders discussed a meeting.", &[(0, 0)], &[]);
    let left = format!("{SPOKE} President Xi was kind enough to invite the President. They spoke of trade.");
    check(&left, &format!("{CHINESE}双方谈及渔业。习近平欢迎马克龙再次访华。"), &[(1, 2)], &[(1, 1)]);
    // What a meeting brought is none to come.
    check("They agreed to meet in Beijing.", "They discussed the outcome of the meeting.", &[], &[(0, 0)]);
}

#[test]
fn a_chinese_opening_may_name_persons_whom_nobody_knows() {
    check(
        "President Berg spoke with President Lund. They spoke of fish.",
        "隆德总统同贝格总统通电话。双方谈及稻米。",
        &[(0, 0)],
        &[],
    );
}

#[test]
fn a_pair_that_is_nearly_the_best_of_both_is_a_link() {
    let left = format!(
        "{SPOKE} They will keep the channels of communication open. The relationship between the two countries is stable."
    );
    check(&left, &format!("{CHINESE}双方保持各层级沟通。中法关系保持稳定。"), &[(1, 1), (2, 2)], &[(1, 2), (2, 1)]);
}

#[test]
fn each_item_of_a_list_has_its_own_partner() {
    let others = "He grows pears. The sun shone. They ate noodles. A dog barked.";
    let english = format!(
        "{SPOKE} They welcomed the working group against fentanyl, drugs, money laundering and smugglers. The bridge to the \
         island will be repaired. {others}"
    );
    let chinese = format!(
        "{CHINESE}双方同意：成立工作组，打击芬太尼、毒品、洗钱和走私；修建通往岛屿的桥梁；接待更多留学生。习近平说，中国经济在增长。"
    );
    check(&english, &chinese, &[(1, 1), (2, 1)], &[(3, 1), (2, 2)]);
}

#[test]
fn a_matter_that_was_talked_about_links_though_it_stands_everywhere() {
    let others =
        "He praised the harvest. Xi praised the fish. They signed a treaty on bridges. The talks took an hour.";
    let chinese = |last: &str| {
        format!(
            "{CHINESE}习近平说，乌克兰需要重建。马克龙说，乌克兰要和平。习近平说，中国经济在增长。马克龙谈到稻米。{last}"
        )
    };
    let war = format!("{SPOKE} {others} They also discussed the war in Ukraine.");
    check(&war, &chinese("两国元首还就乌克兰危机交换意见。"), &[(5, 5)], &[(5, 1), (5, 2)]);
    // Two that name no more than a state may have spoken of different affairs.
    let farmers = format!("{SPOKE} {others} They also discussed the farmers of Ukraine.");
    check(&farmers, &chinese("两国元首还谈及乌克兰的铁路。"), &[(0, 0)], &[(5, 5)]);
}
