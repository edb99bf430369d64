//! Chinese text made comparable: traditional to simplified, quotation marks dropped, case lowered.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Traditional and simplified characters in turn: those that occur in the forms of the lexicon and
/// in the words by which sentences, speakers and figures are read. One character each, after the
/// Table of General Standard Chinese Characters (2013); pairs that depend on the word are left out.
const PAIRS: &str = "萬万與与專专業业東东兩两嚴严個个豐丰為为爲为麗丽舉举義义烏乌樂乐習习書书買买爭争\
於于雲云亞亚產产産产億亿從从倉仓價价眾众衆众會会偉伟傳传傷伤倫伦體体係系俠侠儲储兌兑黨党蘭兰關关\
養养岡冈寫写軍军農农馮冯衝冲減减涼凉決决況况凍冻準准鑿凿擊击劃划則则別别製制剛刚創创劑剂勸劝辦办務务動动\
勵励勁劲勞劳勢势區区協协單单盧卢衛卫歷历壓压厲厉縣县參参雙双發发變变敘叙號号嘆叹嚇吓嗎吗呂吕啟启\
啓启員员後后響响喚唤問问團团圍围國国圖图園园場场壞坏堅坚墊垫報报處处備备復复複复夠够頭头夾夹奪夺\
奮奋獎奖婦妇媽妈孫孙學学寧宁寶宝實实審审憲宪賓宾對对尋寻導导將将爾尔塵尘盡尽層层屆届屬属歲岁島岛\
峽峡崗岗幣币帥帅師师帳帐帶带幫帮幹干廣广莊庄慶庆庫库應应廟庙廢废開开異异棄弃張张彈弹強强歸归當当\
錄录徵征憶忆懷怀態态憐怜總总戀恋懇恳惡恶悅悦懸悬驚惊懼惧慘惨慣惯慮虑懾慑戰战戲戏戶户執执擴扩掃扫\
揚扬擾扰撫抚搶抢護护擔担擬拟擁拥擇择掛挂摯挚撓挠擋挡掙挣揮挥損损換换據据攜携擺摆攝摄敵敌數数齊齐\
斷断無无舊旧時时曠旷曇昙晝昼顯显曉晓暫暂術术樸朴機机殺杀雜杂權权條条來来極极構构槍枪標标欄栏樹树\
樣样橋桥檢检歡欢歐欧歟欤殘残毀毁畢毕氣气漢汉湯汤溝沟沒没滬沪滅灭淚泪澤泽潔洁濟济濃浓測测渦涡潤润\
滲渗溫温遊游灣湾濕湿滿满濫滥燈灯災灾爐炉點点煉炼爍烁熱热愛爱狀状獨独獄狱獲获環环現现電电畫画暢畅\
療疗瘋疯癥症監监蓋盖盤盘眞真矚瞩礦矿碼码磚砖確确礙碍禮礼禍祸禪禅離离種种稅税積积稱称穩稳窮穷竊窃競竞\
筆笔築筑簽签籌筹類类糧粮緊紧糾纠紀纪約约紅红級级納纳紛纷紙纸紡纺線线組组細细織织終终紹绍經经結结\
繞绕給给絡络絕绝統统繼继績绩續续維维綱纲網网綜综綠绿緩缓編编緣缘縮缩羅罗罰罚聯联職职聽听聰聪肅肃\
腸肠膚肤腎肾脅胁勝胜膽胆腦脑脫脱臉脸臨临臺台艦舰艙舱艱艰藝艺節节蘇苏蘋苹範范莖茎蕩荡榮荣藥药萊莱\
營营蕭萧薩萨藍蓝蔔卜虛虚蟲虫蠻蛮補补襲袭裝装見见觀观規规視视覽览覺觉觸触譽誉計计訂订認认討讨讓让\
訓训議议訊讯記记講讲許许論论設设訪访證证識识詐诈訴诉診诊詞词試试詩诗誠诚話话詢询該该詳详語语誤误\
說说説说請请諸诸諾诺讀读課课誰谁調调諒谅談谈謀谋謂谓謝谢譴谴豬猪貝贝負负財财責责敗败貨货質质販贩\
購购貫贯貿贸費费賀贺資资賴赖賽赛贊赞讚赞贈赠贏赢趙赵趕赶躍跃踐践車车軌轨轉转輪轮軟软輕轻輔辅輛辆\
輝辉輸输轄辖辭辞邊边達达遷迁過过邁迈運运還还這这進进遠远違违連连遲迟適适選选遜逊遞递邏逻遺遗鄧邓\
鄭郑鄰邻郵邮釋释裡里裏里鑒鉴鑑鉴針针釣钓鈔钞鋼钢鈎钩鉤钩鑰钥錢钱鉀钾鈾铀鐵铁鏈链銷销鎖锁銻锑鍺锗\
錫锡鍵键鎵镓鎮镇長长門门閃闪閉闭間间聞闻閱阅闡阐隊队陽阳陰阴陣阵階阶際际陸陆陳陈險险隨随隱隐難难\
霧雾靜静韓韩頁页頂顶項项順顺須须頓顿預预領领頻频題题顏颜額额願愿風风飛飞飯饭館馆饒饶馬马駐驻駁驳\
驅驱駕驾騙骗驗验騰腾魚鱼魯鲁鮮鲜鳥鸟鴿鸽黃黄龍龙齡龄";

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut chars = PAIRS.chars();
    std::iter::from_fn(|| Some((chars.next()?, chars.next()?))).collect()
});

/// The character under which this one is compared; `None` where it is dropped.
pub(crate) fn fold_char(c: char) -> Option<char> {
    match c {
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '"' | '\'' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).map(|c| c.to_ascii_lowercase()),
        '\u{3000}' => Some(' '),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        c if is_han(c) => Some(*SIMPLIFIED.get(&c).unwrap_or(&c)),
        c => Some(c),
    }
}

/// A Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// A folded piece of text with the way back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folded {
    /// What is compared.
    pub(crate) text: String,
    /// For every byte of `text`, where its character begins in the original, and where it ends.
    origin: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a piece that begins at byte `offset` of the whole text.
    pub(crate) fn new(piece: &str, offset: usize) -> Folded {
        let mut folded = Folded::default();
        for (at, c) in piece.char_indices() {
            if let Some(plain) = fold_char(c) {
                folded.text.push(plain);
                let place = (offset + at, offset + at + c.len_utf8());
                folded.origin.resize(folded.text.len(), place);
            }
        }
        folded
    }

    /// The original bytes of a range of folded bytes.
    pub(crate) fn original(&self, start: usize, end: usize) -> crate::domain::Span {
        match (self.origin.get(start), end.checked_sub(1).and_then(|last| self.origin.get(last))) {
            (Some(first), Some(last)) => crate::domain::Span::new(first.0, last.1),
            _ => crate::domain::Span::default(),
        }
    }
}

/// Folds a whole string, without the way back.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_of_one_word_fold_to_one() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected);
        check("「台獨」", "台独");
        check("台湾“独立”", "台湾独立");
        check("習近平應約", "习近平应约");
        check("ＡＩ９０天", "ai90天");
    }

    #[test]
    fn a_folded_range_leads_back_over_dropped_marks() {
        let text = "不支持“台獨”。";
        let folded = Folded::new(text, 0);
        let at = folded.text.find("台独").unwrap();
        assert_eq!(folded.original(at, at + "台独".len()).of(text), "台獨");
        assert_eq!(folded.original(0, at + "台独".len()).of(text), "不支持“台獨");
    }

    #[test]
    fn the_table_holds_pairs_of_different_characters() {
        assert_eq!(PAIRS.chars().count() % 2, 0);
        let chars: Vec<char> = PAIRS.chars().collect();
        for pair in chars.chunks(2) {
            assert_ne!(pair[0], pair[1]);
            assert!(!SIMPLIFIED.contains_key(&pair[1]), "{} is on both sides", pair[1]);
        }
    }
}
