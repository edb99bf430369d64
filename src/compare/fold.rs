//! Chinese text made comparable: traditional to simplified, quotation marks dropped, case lowered.

use crate::domain::Span;
use foldhash::HashMap;
use std::sync::LazyLock;

/// Traditional and simplified characters in turn, by code point: all of GB 2312 that Big5 (with its Hong Kong
/// supplement) writes otherwise, with the variants of Taiwan and Hong Kong (衛 and 衞, 峰 and 峯), after the
/// Table of General Standard Chinese Characters (2013) as `OpenCC` has it. Characters that are both (台, 后) stay
/// as they are; of one that stands for two (發, 髮) both become the simplified one.
const PAIRS: &str = "\
丟丢並并乾干亂乱亙亘亞亚佇伫佈布佔占併并來来侖仑侶侣侷局俁俣係系俠侠俬私倀伥倆俩倉仓個个們们倖幸倫伦偉伟側侧偵侦偽伪傑杰傖伧傘伞備备傢家傭佣傯偬傳传傴伛債债傷伤傾倾僂偻僅仅僉佥僑侨僕仆僥侥僨偾僱雇價价\
儀仪儁俊儂侬億亿儈侩儉俭儐傧儔俦儕侪儘尽償偿優优儲储儷俪儺傩儻傥儼俨兇凶兌兑兒儿兗兖內内兩两冊册冑胄冪幂凈净凍冻凜凛凱凯別别刪删剄刭則则剋克剎刹剛刚剝剥剮剐剴剀創创剷铲劃划劇剧劉刘劊刽劌刿劍剑劑剂勁劲\
動动務务勛勋勝胜勞劳勢势勱劢勳勋勵励勸劝勻匀匭匦匯汇匱匮區区協协卹恤卻却卽即厙厍厠厕厤历厭厌厲厉厴厣參参叢丛吳吴吶呐呂吕咼呙員员唄呗唸念問问啓启啞哑啟启喚唤喪丧喫吃喬乔單单喲哟嗆呛嗇啬嗎吗嗚呜嗩唢嗶哔\
嘆叹嘍喽嘔呕嘖啧嘗尝嘜唛嘩哗嘮唠嘯啸嘰叽嘵哓嘸呒噁恶噓嘘噝咝噠哒噥哝噦哕噯嗳噲哙噴喷噸吨噹当嚀咛嚇吓嚌哜嚐尝嚕噜嚙啮嚥咽嚦呖嚨咙嚮向嚳喾嚴严嚶嘤囀啭囁嗫囂嚣囅冁囈呓囌苏囑嘱囪囱圇囵國国圍围園园圓圆圖图\
團团垻坝埡垭埰采執执堅坚堊垩堝埚堯尧報报場场塊块塋茔塏垲塒埘塗涂塚冢塢坞塤埙塵尘塹堑墊垫墜坠墮堕墰坛墳坟墻墙墾垦壇坛壎埙壓压壘垒壙圹壚垆壜坛壞坏壟垄壠垅壢坜壩坝壯壮壺壶壽寿夠够夢梦夥伙夾夹奐奂奧奥奩奁\
奪夺奮奋奼姹妝妆姍姗姦奸娛娱婁娄婦妇婭娅媧娲媯妫媼媪媽妈嫋袅嫗妪嫵妩嫺娴嫻娴嬈娆嬋婵嬌娇嬙嫱嬡嫒嬤嬷嬪嫔嬰婴嬸婶孃娘孌娈孫孙學学孿孪宮宫寀采寢寝實实寧宁審审寫写寬宽寵宠寶宝將将專专尋寻對对導导尷尴屆届\
屍尸屜屉屢屡層层屨屦屬属岡冈峯峰峴岘島岛峽峡崍崃崑昆崗岗崙仑崢峥崬岽嵐岚嵗岁嶁嵝嶄崭嶇岖嶗崂嶠峤嶧峄嶸嵘嶺岭嶼屿嶽岳巋岿巒峦巔巅巖岩巰巯巹卺帥帅師师帳帐帶带幀帧幃帏幗帼幘帻幟帜幣币幫帮幬帱幹干幾几庫库\
廁厕廂厢廄厩廈厦廕荫廚厨廝厮廟庙廠厂廡庑廢废廣广廩廪廬庐廳厅弒弑弔吊弳弪張张強强彆别彈弹彌弥彎弯彔录彙汇彥彦彫雕彿佛後后徑径從从徠徕復复徵征徹彻恆恒恥耻悅悦悵怅悶闷悽凄惡恶惱恼惲恽惻恻愛爱愜惬愨悫愴怆\
愷恺愾忾慄栗態态慍愠慘惨慚惭慟恸慣惯慤悫慪怄慫怂慮虑慳悭慶庆慼戚慾欲憂忧憊惫憐怜憑凭憒愦憚惮憤愤憫悯憮怃憲宪憶忆懇恳應应懌怿懍懔懞蒙懟怼懣懑懨恹懲惩懶懒懷怀懸悬懺忏懼惧懾慑戀恋戇戆戔戋戧戗戩戬戰战戲戏\
戶户拋抛挱挲挾挟捨舍捫扪捲卷掃扫掄抡掙挣掛挂採采揀拣揚扬換换揮挥損损搖摇搗捣搶抢摑掴摜掼摟搂摯挚摳抠摶抟摺折摻掺撈捞撐撑撓挠撟挢撣掸撥拨撫抚撲扑撳揿撻挞撾挝撿捡擁拥擄掳擇择擊击擋挡擔担據据擠挤擣捣擬拟\
擯摈擰拧擱搁擲掷擴扩擷撷擺摆擻擞擼撸擾扰攄摅攆撵攏拢攔拦攖撄攙搀攛撺攜携攝摄攢攒攣挛攤摊攪搅攬揽敍叙敗败敘叙敵敌數数斂敛斃毙斕斓斬斩斷断於于旂旗旣既昇升時时晉晋晝昼暈晕暉晖暢畅暫暂曄晔曆历曇昙曉晓曏向\
曖暧曠旷曬晒書书會会朧胧朮术東东枱台枴拐柵栅柺拐桿杆梔栀梘枧條条梟枭棄弃棊棋棖枨棗枣棟栋棧栈棲栖椏桠楊杨楓枫楨桢業业極极榦干榪杩榮荣榿桤構构槍枪槓杠槧椠槨椁槳桨樁桩樂乐樅枞樑梁樓楼標标樞枢樣样樸朴樹树\
樺桦橈桡橋桥機机橢椭橫横檁檩檉柽檔档檜桧檢检檣樯檯台檳槟檸柠檻槛櫃柜櫓橹櫚榈櫛栉櫝椟櫞橼櫟栎櫥橱櫧槠櫨栌櫪枥櫫橥櫬榇櫱蘖櫳栊櫸榉櫻樱欄栏欅榉權权欏椤欒栾欖榄欞棂欽钦歎叹歐欧歟欤歡欢歲岁歷历歸归歿殁殘残\
殞殒殤殇殫殚殭僵殮殓殯殡殲歼殺杀殼壳毀毁毆殴毿毵氂牦氈毡氌氇氣气氫氢氬氩氳氲氾泛汎泛汙污決决沒没沖冲況况泝溯洩泄洶汹浹浃涇泾涼凉淒凄淚泪淥渌淨净淩凌淪沦淵渊淶涞淺浅渙涣減减渦涡測测渾浑湊凑湞浈湧涌湯汤\
溈沩準准溝沟溫温溼湿滄沧滅灭滌涤滎荥滙汇滬沪滯滞滲渗滷卤滸浒滾滚滿满漁渔漚沤漢汉漣涟漬渍漲涨漵溆漸渐漿浆潁颍潑泼潔洁潛潜潤润潯浔潰溃潷滗潿涠澀涩澆浇澇涝澗涧澠渑澤泽澩泶澮浍澱淀濁浊濃浓濕湿濘泞濛蒙濟济\
濤涛濫滥濰潍濱滨濺溅濼泺濾滤瀅滢瀆渎瀉泻瀋沈瀏浏瀕濒瀘泸瀝沥瀟潇瀠潆瀦潴瀧泷瀨濑瀰弥瀲潋瀾澜灃沣灄滠灑洒灕漓灘滩灝灏灣湾灤滦灧滟灩滟災灾為为烏乌烴烃無无煉炼煒炜煙烟煢茕煥焕煩烦煬炀熒荧熗炝熱热熾炽燁烨\
燈灯燉炖燒烧燙烫燜焖營营燦灿燬毁燭烛燴烩燻熏燼烬燾焘爍烁爐炉爛烂爭争爲为爺爷爾尔牀床牆墙牘牍牽牵犖荦犛牦犢犊犧牺狀状狹狭狽狈猙狰猶犹猻狲獁犸獃呆獄狱獅狮獎奖獨独獪狯獫猃獰狞獲获獵猎獷犷獸兽獺獭獻献獼猕\
玀猡現现琱雕琺珐琿珲瑋玮瑣琐瑤瑶瑩莹瑪玛璉琏璣玑璦瑷環环璽玺璿璇瓊琼瓏珑瓔璎瓚瓒甌瓯甕瓮產产産产甦苏畝亩畢毕畫画異异當当疇畴疊叠痙痉痠酸痾疴瘂痖瘋疯瘍疡瘓痪瘞瘗瘡疮瘧疟瘺瘘瘻瘘療疗癆痨癇痫癉瘅癒愈癘疠\
癟瘪癡痴癢痒癤疖癥症癧疬癩癞癬癣癭瘿癮瘾癰痈癱瘫癲癫發发皁皂皚皑皰疱皸皲皺皱盃杯盜盗盞盏盡尽監监盤盘盧卢盪荡眞真眥眦眾众睏困睜睁睞睐瞘眍瞞瞒瞭了瞼睑矇蒙矚瞩矯矫硃朱硤硖硨砗硯砚碩硕碭砀碸砜確确碼码磚砖\
磣碜磧碛磯矶磽硗礆硷礎础礙碍礦矿礪砺礫砾礬矾礱砻祕秘祿禄禍祸禎祯禦御禪禅禮礼禰祢禱祷禿秃秈籼稅税稈秆稜棱稟禀種种稱称穀谷穌稣積积穎颖穡穑穢秽穩稳穫获窩窝窪洼窮穷窯窑窶窭窺窥竄窜竅窍竇窦竈灶竊窃竪竖競竞\
筆笔筍笋筧笕箇个箋笺箏筝節节範范築筑篋箧篤笃篩筛篳筚簀箦簍篓簑蓑簞箪簡简簣篑簫箫簷檐簽签簾帘籃篮籌筹籜箨籟籁籠笼籤签籩笾籪簖籬篱籮箩籲吁粧妆粵粤糉粽糝糁糞粪糧粮糭粽糰团糲粝糴籴糶粜糹纟糾纠紀纪紂纣約约\
紅红紆纡紇纥紈纨紉纫紋纹納纳紐纽紓纾純纯紕纰紗纱紙纸級级紛纷紜纭紡纺紮扎細细紱绂紲绁紳绅紹绍紺绀紼绋紿绐絀绌終终絃弦組组絆绊絎绗結结絕绝絛绦絝绔絞绞絡络絢绚給给絨绒統统絲丝絳绛絹绢綁绑綃绡綆绠綈绨綉绣\
綏绥綑捆經经綜综綞缍綠绿綢绸綣绻綫线綬绶維维綰绾綱纲網网綳绷綴缀綵彩綸纶綹绺綺绮綻绽綽绰綾绫綿绵緄绲緇缁緊紧緋绯緒绪緔绱緗缃緘缄緙缂線线緝缉緞缎締缔緡缗緣缘緦缌編编緩缓緬缅緯纬緱缑緲缈練练緶缏緹缇緻致\
縈萦縉缙縊缢縋缒縐绉縑缣縛缚縝缜縞缟縟缛縣县縧绦縫缝縭缡縮缩縱纵縲缧縴纤縵缦縶絷縷缕縹缥總总績绩繃绷繅缫繆缪繒缯織织繕缮繚缭繞绕繡绣繢缋繩绳繪绘繫系繭茧繮缰繯缳繰缲繳缴繹绎繼继繽缤繾缱纈缬纊纩續续纍累\
纏缠纓缨纔才纖纤纘缵纜缆缽钵罈坛罌罂罎坛罰罚罵骂罷罢羅罗羆罴羈羁羋芈羣群羥羟羨羡義义羶膻習习翫玩翹翘耬耧耮耢聖圣聞闻聯联聰聪聲声聳耸聵聩聶聂職职聹聍聽听聾聋肅肃脅胁脈脉脛胫脣唇脩修脫脱脹胀腎肾腖胨腡脶\
腦脑腫肿腳脚腸肠膃腽膚肤膠胶膩腻膽胆膾脍膿脓臉脸臍脐臏膑臘腊臚胪臟脏臠脔臥卧臨临臺台與与興兴舉举舊旧舘馆艙舱艤舣艦舰艫舻艱艰艷艳芻刍苧苎茲兹荊荆莊庄莖茎莢荚莧苋華华菴庵菸烟萇苌萊莱萬万萵莴葉叶葒荭葤荮\
葦苇葯药葷荤蒐搜蒓莼蒔莳蒞莅蒼苍蓀荪蓆席蓋盖蓮莲蓯苁蓴莼蓽荜蔔卜蔘参蔞蒌蔣蒋蔥葱蔦茑蔭荫蕁荨蕆蒇蕎荞蕒荬蕓芸蕕莸蕘荛蕢蒉蕩荡蕪芜蕭萧蕷蓣薈荟薊蓟薌芗薑姜薔蔷薟莶薦荐薩萨薺荠藍蓝藎荩藝艺藥药藪薮藴蕴藶苈\
藹蔼藺蔺蘄蕲蘆芦蘇苏蘊蕴蘋苹蘚藓蘞蔹蘢茏蘭兰蘺蓠蘿萝處处虛虚虜虏號号虧亏虯虬蛺蛱蛻蜕蜆蚬蝕蚀蝟猬蝦虾蝨虱蝸蜗螄蛳螞蚂螢萤螻蝼蟄蛰蟈蝈蟎螨蟣虮蟬蝉蟯蛲蟲虫蟶蛏蟻蚁蠅蝇蠆虿蠍蝎蠐蛴蠑蝾蠔蚝蠟蜡蠣蛎蠱蛊蠶蚕\
蠻蛮衆众衊蔑術术衕同衚胡衛卫衝冲衞卫袞衮裊袅裏里補补裝装裡里製制複复褲裤褳裢褸褛褻亵襇裥襉裥襖袄襝裣襠裆襤褴襪袜襬摆襯衬襲袭覈核見见規规覓觅視视覘觇覡觋覦觎親亲覬觊覯觏覲觐覷觑覺觉覽览覿觌觀观觴觞觶觯\
觸触訂订訃讣計计訊讯訌讧討讨訐讦訓训訕讪訖讫託托記记訛讹訝讶訟讼訣诀訥讷訪访設设許许訴诉訶诃診诊註注証证詁诂詆诋詎讵詐诈詒诒詔诏評评詘诎詛诅詞词詠咏詡诩詢询詣诣試试詩诗詫诧詬诟詭诡詮诠詰诘話话該该詳详\
詵诜詼诙詿诖誄诔誅诛誆诓誇夸誌志認认誑诳誒诶誕诞誘诱誚诮語语誠诚誡诫誣诬誤误誥诰誦诵誨诲說说説说誰谁課课誶谇誹诽誼谊調调諂谄諄谆談谈諉诿請请諍诤諏诹諑诼諒谅論论諗谂諛谀諜谍諞谝諡谥諢诨諤谔諦谛諧谐諫谏\
諭谕諮咨諱讳諳谙諶谌諷讽諸诸諺谚諼谖諾诺謀谋謁谒謂谓謄誊謅诌謊谎謎谜謐谧謔谑謖谡謗谤謙谦謚谥講讲謝谢謠谣謨谟謫谪謬谬謭谫謳讴謹谨謾谩譁哗證证譎谲譏讥譖谮識识譙谯譚谭譜谱譟噪譫谵譭毁譯译議议譴谴護护譽誉\
譾谫讀读變变讎雠讒谗讓让讕谰讖谶讚赞讜谠讞谳豈岂豎竖豐丰豔艳豬猪貓猫貝贝貞贞負负財财貢贡貧贫貨货販贩貪贪貫贯責责貯贮貰贳貲赀貳贰貴贵貶贬買买貸贷貺贶費费貼贴貽贻貿贸賀贺賁贲賂赂賃赁賄贿賅赅資资賈贾賊贼\
賑赈賒赊賓宾賕赇賚赉賜赐賞赏賠赔賡赓賢贤賣卖賤贱賦赋賧赕質质賫赍賬账賭赌賴赖賺赚賻赙購购賽赛賾赜贄贽贅赘贈赠贊赞贋赝贍赡贏赢贐赆贓赃贖赎贗赝贛赣贜赃趕赶趙赵趨趋趲趱跡迹踐践踰逾踴踊蹌跄蹕跸蹟迹蹠跖蹣蹒\
蹤踪蹺跷躉趸躊踌躋跻躍跃躑踯躒跞躓踬躕蹰躚跹躡蹑躥蹿躦躜躪躏軀躯車车軋轧軌轨軍军軒轩軔轫軛轭軟软軤轷軫轸軲轱軸轴軹轵軺轺軻轲軼轶軾轼較较輅辂輇辁載载輊轾輒辄輓挽輔辅輕轻輛辆輜辎輝辉輞辋輟辍輥辊輦辇輩辈\
輪轮輯辑輳辏輸输輻辐輾辗輿舆轂毂轄辖轅辕轆辘轉转轍辙轎轿轔辚轟轰轡辔轢轹轤轳辦办辭辞辮辫辯辩農农迴回逕迳這这連连週周進进遊游運运過过達达違违遙遥遜逊遞递遠远遡溯適适遲迟遷迁選选遺遗遼辽邁迈還还邇迩邊边\
邏逻邐逦郟郏郵邮鄆郓鄉乡鄒邹鄔邬鄖郧鄧邓鄭郑鄰邻鄲郸鄴邺鄶郐鄺邝酈郦醃腌醖酝醜丑醞酝醫医醬酱釀酿釁衅釃酾釅酽釋释釐厘釓钆釔钇釕钌釗钊釘钉釙钋針针釣钓釤钐釦扣釧钏釩钒釵钗釷钍釹钕釺钎鈀钯鈁钫鈄钭鈅钥鈈钚\
鈉钠鈍钝鈎钩鈐钤鈑钣鈔钞鈕钮鈞钧鈡钟鈣钙鈥钬鈦钛鈧钪鈮铌鈰铈鈳钶鈴铃鈷钴鈸钹鈹铍鈺钰鈽钸鈾铀鈿钿鉀钾鉅巨鉆钻鉈铊鉉铉鉍铋鉑铂鉕钷鉗钳鉚铆鉛铅鉞钺鉢钵鉤钩鉦钲鉬钼鉭钽鉸铰鉺铒鉻铬鉿铪銀银銃铳銅铜銑铣銓铨\
銖铢銘铭銚铫銜衔銠铑銣铷銥铱銦铟銨铵銩铥銪铕銫铯銬铐銱铞銳锐銷销銹锈銻锑銼锉鋁铝鋃锒鋅锌鋇钡鋌铤鋏铗鋒锋鋝锊鋟锓鋣铘鋤锄鋥锃鋦锔鋨锇鋪铺鋭锐鋮铖鋯锆鋰锂鋱铽鋶锍鋸锯鋼钢錁锞錄录錆锖錇锫錈锩錐锥錒锕錕锟\
錘锤錙锱錚铮錛锛錟锬錠锭錢钱錦锦錨锚錫锡錮锢錯错錳锰錶表錸铼錼镎鍀锝鍁锨鍃锪鍅钫鍆钔鍇锴鍊炼鍋锅鍍镀鍔锷鍘铡鍛锻鍤锸鍥锲鍩锘鍬锹鍰锾鍵键鍶锶鍺锗鍼针鍾钟鎂镁鎄锿鎇镅鎊镑鎌镰鎖锁鎘镉鎚锤鎢钨鎣蓥鎦镏鎧铠\
鎩铩鎪锼鎬镐鎭镇鎮镇鎰镒鎳镍鎵镓鎸镌鎿镎鏃镞鏇旋鏈链鏌镆鏍镙鏑镝鏗铿鏘锵鏜镗鏝镘鏞镛鏟铲鏡镜鏢镖鏤镂鏨錾鏵铧鏷镤鏹镪鏽锈鐃铙鐋铴鐐镣鐒铹鐓镦鐔镡鐘钟鐙镫鐝镢鐠镨鐦锎鐧锏鐨镄鐫镌鐮镰鐲镯鐳镭鐵铁鐸铎鐺铛\
鐿镱鑄铸鑊镬鑌镔鑑鉴鑒鉴鑔镲鑠铄鑣镳鑥镥鑭镧鑰钥鑲镶鑷镊鑹镩鑼锣鑽钻鑾銮鑿凿钁镢長长門门閂闩閃闪閆闫閉闭開开閌闶閎闳閏闰閑闲閒闲間间閔闵閘闸閡阂閣阁閤合閥阀閨闺閩闽閫阃閬阆閭闾閱阅閲阅閶阊閹阉閻阎閼阏\
閽阍閾阈閿阌闃阒闆板闇暗闈闱闊阔闋阕闌阑闐阗闔阖闕阙闖闯關关闞阚闡阐闢辟闥闼陘陉陝陕陞升陣阵陰阴陳陈陸陆陽阳隉陧隊队階阶隕陨際际隨随險险隱隐隴陇隸隶隻只雋隽雖虽雙双雛雏雜杂雞鸡離离難难雲云電电霑沾霧雾\
霽霁靂雳靄霭靈灵靚靓靜静靦腼靨靥鞏巩鞝绱鞦秋鞽鞒韁缰韃鞑韆千韉鞯韋韦韌韧韓韩韙韪韜韬韝鞲韞韫韻韵響响頁页頂顶頃顷項项順顺頇顸須须頊顼頌颂頎颀頏颃預预頑顽頒颁頓顿頗颇領领頜颌頡颉頤颐頦颏頭头頰颊頷颔頸颈\
頹颓頻频顆颗題题額额顎颚顏颜顓颛願愿顙颡顛颠類类顢颟顥颢顧顾顫颤顬颥顯显顰颦顱颅顳颞顴颧風风颮飑颯飒颱台颳刮颶飓颼飕飄飘飆飙飈飚飛飞飠饣飢饥飩饨飪饪飫饫飭饬飯饭飱飧飲饮飴饴飼饲飽饱飾饰餃饺餅饼餈糍餉饷\
養养餌饵餑饽餒馁餓饿餘余餚肴餛馄餞饯餡馅館馆餬糊餱糇餳饧餵喂餷馇餼饩餾馏餿馊饃馍饅馒饈馐饉馑饊馓饋馈饌馔饑饥饒饶饗飨饜餍饞馋饢馕馬马馭驭馮冯馱驮馳驰馴驯駁驳駐驻駑驽駒驹駔驵駕驾駘骀駙驸駛驶駝驼駟驷駡骂\
駢骈駭骇駱骆駿骏騁骋騅骓騍骒騎骑騏骐騖骛騙骗騫骞騭骘騮骝騰腾騶驺騷骚騸骟騾骡驀蓦驁骜驂骖驃骠驄骢驅驱驊骅驍骁驏骣驕骄驗验驚惊驛驿驟骤驢驴驤骧驥骥驪骊骯肮髏髅髒脏體体髕髌髖髋髮发鬆松鬍胡鬚须鬢鬓鬥斗鬧闹\
鬨哄鬩阋鬮阄鬱郁魎魉魘魇魚鱼魯鲁魴鲂魷鱿鮁鲅鮃鲆鮎鲇鮐鲐鮑鲍鮒鲋鮚鲒鮝鲞鮞鲕鮪鲔鮫鲛鮭鲑鮮鲜鯀鲧鯁鲠鯇鲩鯉鲤鯊鲨鯔鲻鯖鲭鯗鲞鯛鲷鯝鲴鯡鲱鯢鲵鯤鲲鯧鲳鯨鲸鯪鲮鯫鲰鯰鲶鯴鲺鯽鲫鯿鳊鰈鲽鰉鳇鰍鳅鰐鳄鰒鳆鰓鳃\
鰠鳋鰣鲥鰥鳏鰨鳎鰩鳐鰭鳍鰱鲢鰲鳌鰳鳓鰵鳘鰷鲦鰹鲣鰻鳗鰾鳔鱅鳙鱈鳕鱉鳖鱒鳟鱔鳝鱖鳜鱗鳞鱘鲟鱝鲼鱟鲎鱧鳢鱭鲚鱷鳄鱸鲈鱺鲡鳥鸟鳧凫鳩鸠鳳凤鳴鸣鳶鸢鴆鸩鴇鸨鴉鸦鴕鸵鴛鸳鴝鸲鴟鸱鴣鸪鴦鸯鴨鸭鴯鸸鴰鸹鴻鸿鴿鸽鵂鸺\
鵑鹃鵒鹆鵓鹁鵜鹈鵝鹅鵠鹄鵡鹉鵪鹌鵬鹏鵯鹎鵰雕鵲鹊鶇鸫鶉鹑鶓鹋鶘鹕鶚鹗鶥鹛鶩鹜鶯莺鶴鹤鶻鹘鶼鹣鶿鹚鷀鹚鷂鹞鷄鸡鷓鹧鷗鸥鷙鸷鷚鹨鷥鸶鷦鹪鷯鹩鷲鹫鷳鹇鷴鹇鷸鹬鷹鹰鷺鹭鸌鹱鸕鸬鸚鹦鸛鹳鸝鹂鸞鸾鹵卤鹹咸鹺鹾鹼碱\
鹽盐麗丽麥麦麩麸麪面麫面麯曲麵面麼么麽么黃黄黌黉點点黨党黲黪黴霉黷黩黽黾黿鼋鼉鼍鼕冬鼴鼹齊齐齋斋齎赍齏齑齒齿齔龀齙龅齜龇齟龃齠龆齡龄齣出齦龈齧啮齪龊齬龉齲龋齶腭齷龌龍龙龐庞龔龚龕龛龜龟𡻕岁";

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
    /// The way back, ascending. Most characters fold to one as long in bytes, so a sentence has few runs; a
    /// place for each byte would take sixteen times the room of the text.
    runs: Box<[Run]>,
}

/// Neighbours in both texts.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// First byte in the folded text.
    folded: usize,
    /// First byte in the original.
    original: usize,
    /// Bytes in the original, where the run is one character that has another length there; else every
    /// character is as long as it was.
    other_length: Option<usize>,
}

impl Folded {
    /// Folds a piece that begins at byte `offset` of the whole text.
    pub(crate) fn new(piece: &str, offset: usize) -> Folded {
        let (mut text, mut runs) = (String::with_capacity(piece.len()), Vec::new());
        let mut goes_on = false;
        for (at, c) in piece.char_indices() {
            let Some(plain) = fold_char(c) else {
                goes_on = false;
                continue;
            };
            let same = plain.len_utf8() == c.len_utf8();
            if !(goes_on && same) {
                let other_length = (!same).then(|| c.len_utf8());
                runs.push(Run { folded: text.len(), original: offset + at, other_length });
            }
            goes_on = same;
            text.push(plain);
        }
        Folded { text, runs: runs.into_boxed_slice() }
    }

    /// The original bytes of the characters that a range of folded bytes touches.
    pub(crate) fn original(&self, start: usize, end: usize) -> Span {
        let within = start < self.text.len() && 0 < end && end <= self.text.len();
        let (Some(first), Some(last)) = (self.run(start), end.checked_sub(1).and_then(|last| self.run(last))) else {
            return Span::default();
        };
        if !within {
            return Span::default();
        }
        let start = match first.other_length {
            Some(_) => first.original,
            None => first.original + self.text.floor_char_boundary(start) - first.folded,
        };
        let end = match last.other_length {
            Some(length) => last.original + length,
            None => last.original + self.text.ceil_char_boundary(end) - last.folded,
        };
        Span::new(start, end)
    }

    /// The run that holds a folded byte.
    fn run(&self, at: usize) -> Option<&Run> {
        self.runs[..self.runs.partition_point(|run| run.folded <= at)].last()
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
    fn every_folded_byte_leads_back_to_its_character() {
        let text = "他说：“ＡＩ，9０天”！“臺灣”𠀀 abc’s";
        let folded = Folded::new(text, 100);
        let kept = text.char_indices().filter_map(|(at, c)| Some((at, c, fold_char(c)?)));
        let mut byte = 0;
        for (at, c, plain) in kept {
            for inside in byte..byte + plain.len_utf8() {
                let place = Span::new(100 + at, 100 + at + c.len_utf8());
                assert_eq!(folded.original(inside, inside + 1), place, "byte {inside}, {c}");
            }
            byte += plain.len_utf8();
        }
        assert_eq!(byte, folded.text.len());
        for (start, end) in [(0, 0), (byte, byte), (byte - 1, byte + 1), (byte, byte + 1)] {
            assert_eq!(folded.original(start, end), Span::default());
        }
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
