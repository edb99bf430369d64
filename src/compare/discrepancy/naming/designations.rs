//! Names between which the parties to a dispute choose. Each line is one thing; each entry one name of
//! it with its forms, in lower case; a longer name stands before a shorter one inside it. The choice is
//! told, never judged.

/// One name in both languages.
pub(super) struct Designation {
    /// Words in lower case as the reader of words gives them, without possessive endings.
    pub(super) english: &'static [&'static str],
    /// Folded characters.
    pub(super) chinese: &'static [&'static str],
}

const fn name(english: &'static [&'static str], chinese: &'static [&'static str]) -> Designation {
    Designation { english, chinese }
}

/// After the lists of disputed names that United Nations editors and news agencies keep.
pub(super) const THINGS: [&[Designation]; 27] = [
    &[name(&["west bank"], &["约旦河西岸"]), name(&["judea and samaria"], &["犹太和撒马利亚"])],
    &[name(&["temple mount"], &["圣殿山"]), name(&["haram al sharif", "al aqsa compound"], &["尊贵禁地"])],
    &[name(&["settlements"], &["定居点"]), name(&["jewish communities", "neighborhoods"], &["犹太社区"])],
    &[name(&["persian gulf"], &["波斯湾"]), name(&["arabian gulf"], &["阿拉伯湾"])],
    &[name(&["sea of japan"], &["日本海"]), name(&["east sea"], &[])],
    &[name(&["senkaku", "senkakus"], &["尖阁"]), name(&["diaoyu", "diaoyu dao"], &["钓鱼岛"])],
    &[name(&["dokdo"], &["独岛"]), name(&["takeshima"], &["竹岛"])],
    &[name(&["south china sea"], &["南海"]), name(&["west philippine sea"], &["西菲律宾海"])],
    &[name(&["falkland", "falklands"], &["福克兰"]), name(&["malvinas"], &["马尔维纳斯"])],
    &[name(&["northern territories"], &["北方四岛", "北方领土"]), name(&["kuril", "kurils"], &["千岛群岛"])],
    &[name(&["gulf of mexico"], &["墨西哥湾"]), name(&["gulf of america"], &["美国湾"])],
    &[name(&["tibet"], &[]), name(&["xizang"], &[])],
    &[name(&["north korea"], &["北韩"]), name(&["dprk", "democratic people republic of korea"], &[])],
    &[name(&["burma"], &[]), name(&["myanmar"], &[])],
    &[name(&["kyiv"], &[]), name(&["kiev"], &[])],
    &[
        name(&["kiev regime", "kyiv regime"], &["基辅政权"]),
        name(&["ukrainian government", "government of ukraine"], &["乌政府", "乌克兰政府"]),
    ],
    &[name(&["chinese communist party", "ccp"], &[]), name(&["communist party of china", "cpc"], &[])],
    &[name(&["prc", "people republic of china"], &[]), name(&["china"], &[])],
    &[
        name(&["taiwan china", "taiwan region", "china taiwan"], &["中国台湾", "台湾地区"]),
        name(&["chinese taipei"], &["中华台北"]),
        name(&["republic of china"], &[]),
        name(&["taiwan"], &[]),
    ],
    &[
        name(&["taiwan authorities"], &["台湾当局"]),
        name(&["taiwan government", "government of taiwan"], &["台湾政府"]),
    ],
    &[name(&["houthis", "houthi"], &["胡塞"]), name(&["ansar allah", "ansarallah"], &["安萨尔拉"])],
    &[
        name(&["taliban"], &["塔利班"]),
        name(&["afghan interim government", "islamic emirate"], &["阿富汗临时政府", "阿临时政府"]),
    ],
    &[name(&["isis", "isil", "islamic state"], &["伊斯兰国"]), name(&["daesh"], &["达伊沙"])],
    &[
        name(&["department of war", "secretary of war"], &["战争部"]),
        name(&["department of defense", "secretary of defense", "defense secretary"], &[]),
    ],
    &[name(&["western sahara"], &["西撒哈拉"]), name(&["moroccan sahara"], &["摩洛哥撒哈拉"])],
    &[name(&["artsakh"], &["阿尔察赫"]), name(&["nagorno karabakh", "karabakh"], &["纳戈尔诺"])],
    &[
        name(&["maduro regime"], &["马杜罗政权"]),
        name(&["president maduro", "government of venezuela"], &["马杜罗总统", "委内瑞拉政府"]),
    ],
];
