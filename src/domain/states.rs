//! What the text of a state or body is called in a sentence, so that a party which somebody names for the first
//! time is *the Chinese text* and not *the CN text*.
//!
//! Codes are those of ISO 3166-1, and what diplomats write instead. Only what is beyond doubt stands here: for any
//! other name its own word stands in. English usage as in the US State Department's and the EU's style guides.

/// Names by which it is known, the first of them in full; its adjective.
const STATES: &[(&[&str], &str)] = &[
    (&["Argentina", "AR"], "Argentine"),
    (&["Australia", "AU"], "Australian"),
    (&["Austria", "AT"], "Austrian"),
    (&["Belarus", "BY"], "Belarusian"),
    (&["Belgium", "BE"], "Belgian"),
    (&["Brazil", "BR"], "Brazilian"),
    (&["Cambodia", "KH"], "Cambodian"),
    (&["Canada", "CA"], "Canadian"),
    (&["China", "CN", "PRC", "People's Republic of China", "中国"], "Chinese"),
    (&["Denmark", "DK"], "Danish"),
    (&["Egypt", "EG"], "Egyptian"),
    (&["European Union", "EU"], "EU"),
    (&["Finland", "FI"], "Finnish"),
    (&["France", "FR"], "French"),
    (&["Germany", "DE"], "German"),
    (&["Greece", "GR"], "Greek"),
    (&["Hungary", "HU"], "Hungarian"),
    (&["India", "IN"], "Indian"),
    (&["Indonesia", "ID"], "Indonesian"),
    (&["Iran", "IR"], "Iranian"),
    (&["Iraq", "IQ"], "Iraqi"),
    (&["Ireland", "IE"], "Irish"),
    (&["Israel", "IL"], "Israeli"),
    (&["Italy", "IT"], "Italian"),
    (&["Japan", "JP", "日本"], "Japanese"),
    (&["Jordan", "JO"], "Jordanian"),
    (&["Kazakhstan", "KZ"], "Kazakh"),
    (&["Malaysia", "MY"], "Malaysian"),
    (&["Mexico", "MX"], "Mexican"),
    (&["Mongolia", "MN"], "Mongolian"),
    (&["Netherlands", "NL"], "Dutch"),
    (&["North Korea", "KP", "DPRK"], "North Korean"),
    (&["Norway", "NO"], "Norwegian"),
    (&["Pakistan", "PK"], "Pakistani"),
    (&["Philippines", "PH"], "Philippine"),
    (&["Poland", "PL"], "Polish"),
    (&["Portugal", "PT"], "Portuguese"),
    (&["Qatar", "QA"], "Qatari"),
    (&["Russia", "RU", "Russian Federation", "俄罗斯"], "Russian"),
    (&["Saudi Arabia", "SA"], "Saudi"),
    (&["Serbia", "RS"], "Serbian"),
    (&["Singapore", "SG"], "Singaporean"),
    (&["South Africa", "ZA"], "South African"),
    (&["South Korea", "KR", "ROK", "Republic of Korea", "韩国"], "South Korean"),
    (&["Spain", "ES"], "Spanish"),
    (&["Sweden", "SE"], "Swedish"),
    (&["Switzerland", "CH"], "Swiss"),
    (&["Syria", "SY"], "Syrian"),
    (&["Thailand", "TH"], "Thai"),
    (&["Türkiye", "TR", "Turkey"], "Turkish"),
    (&["Ukraine", "UA", "乌克兰"], "Ukrainian"),
    (&["United Arab Emirates", "AE", "UAE"], "Emirati"),
    (&["United Kingdom", "UK", "GB", "Britain", "英国"], "British"),
    (&["United Nations", "UN"], "UN"),
    (&["United States", "US", "USA", "United States of America", "美国"], "American"),
    (&["Viet Nam", "VN", "Vietnam"], "Vietnamese"),
];

/// Full name and adjective of the state or body of that code or name, in whatever case.
pub(super) fn called(name: &str) -> Option<(&'static str, &'static str)> {
    let plain = |name: &str| name.replace('.', "").to_lowercase();
    let wanted = plain(name.trim());
    let (names, adjective) = STATES.iter().find(|(names, _)| names.iter().any(|it| plain(it) == wanted))?;
    Some((names.first()?, adjective))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_state_is_known_by_code_and_name_and_nothing_else_is_guessed() {
        let check = |name: &str, expected: Option<(&str, &str)>| assert_eq!(called(name), expected, "{name}");
        check("US", Some(("United States", "American")));
        check("U.S.", Some(("United States", "American")));
        check("china", Some(("China", "Chinese")));
        check("中国", Some(("China", "Chinese")));
        check("ROK", Some(("South Korea", "South Korean")));
        check("Ministry of Trade", None);
        check("", None);
    }

    #[test]
    fn no_name_means_two() {
        let names: Vec<String> =
            STATES.iter().flat_map(|(names, _)| names.iter()).map(|name| name.to_lowercase()).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }
}
