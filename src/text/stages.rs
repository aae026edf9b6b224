//! The words of stage models and of the register of touchpoints.

use super::{Language, format};
use crate::stage::{Aspect, Kind, Preset, Side};

/// The words of stage models and of the register of touchpoints.
pub struct StageWords {
    /// Label of the choice of a model.
    pub model: &'static str,
    /// Name of a preset.
    pub preset: fn(Preset) -> &'static str,
    /// What is to be known of it.
    pub preset_note: fn(Preset) -> &'static str,
    /// Name of an own model.
    pub own: &'static str,
    /// What can be done with it.
    pub own_note: &'static str,
    /// The order of a stage column's values is a guess.
    pub of_file: &'static str,
    /// So many touchpoints have no stage.
    pub without_stage: fn(usize) -> String,
    /// No stage.
    pub none: &'static str,
    /// Label of the name of a stage, by its place.
    pub name: fn(usize) -> String,
    /// Label of the colour of a stage, by its name.
    pub color: fn(&str) -> String,
    /// Label of the button that moves a stage towards the start, by its name.
    pub up: fn(&str) -> String,
    /// Label of the button that moves a stage towards the end, by its name.
    pub down: fn(&str) -> String,
    /// Label of the button that takes a stage out, by its name.
    pub remove: fn(&str) -> String,
    /// What becomes of its touchpoints.
    pub remove_note: &'static str,
    /// Label of the name of a stage to add.
    pub new: &'static str,
    /// Adds it.
    pub add: &'static str,
    /// A name stands twice.
    pub twice: fn(&str) -> String,
    /// There is no room for one more, by how many there may be.
    pub full: fn(usize) -> String,
    /// Label of the box that selects a touchpoint, by its name.
    pub select: fn(&str) -> String,
    /// Heading of those boxes.
    pub selected: &'static str,
    /// Selects all that are shown.
    pub select_shown: &'static str,
    /// Selects none.
    pub select_none: &'static str,
    /// So many are selected.
    pub n_selected: fn(usize) -> String,
    /// Name of an aspect, as a heading.
    pub aspect: fn(Aspect) -> &'static str,
    /// Label of an aspect of a touchpoint, by its name.
    pub aspect_of: fn(Aspect, &str) -> String,
    /// What the aspects are beside the stage.
    pub aspects_note: &'static str,
    /// Name of a side.
    pub side: fn(Side) -> &'static str,
    /// Name of a kind.
    pub kind: fn(Kind) -> &'static str,
    /// The side is that of the event's channel.
    pub by_channel: &'static str,
    /// How that is.
    pub by_channel_note: &'static str,
    /// Why a value is guessed: by a word in the name, or by none.
    pub reason: fn(Option<&str>) -> String,
    /// Label of which aspect is set.
    pub what: &'static str,
    /// Label of the value of an aspect for the selected ones.
    pub for_selected: fn(&str) -> String,
    /// Sets it for so many touchpoints.
    pub set: fn(usize) -> String,
    /// Heading of rules.
    pub by_rule: &'static str,
    /// What a rule does.
    pub rule_note: &'static str,
    /// Label of what the rule looks at.
    pub rule_of: &'static str,
    /// The name of a touchpoint.
    pub name_of_touchpoint: &'static str,
    /// Label of how texts are compared.
    pub how: &'static str,
    /// They contain the text.
    pub contains: &'static str,
    /// They match the pattern.
    pub matches: &'static str,
    /// Label of the text.
    pub text: &'static str,
    /// How many names a rule meets, and some of them.
    pub meets: fn(usize, &str) -> String,
    /// Saves the register.
    pub save: &'static str,
    /// Reads a register.
    pub load: &'static str,
    /// What a register is.
    pub file_note: &'static str,
    /// So many touchpoints were set by a file.
    pub loaded: fn(usize) -> String,
    /// A file says nothing that can be used; nothing was changed.
    pub refused: &'static str,
    /// The first line does not name the columns.
    pub no_columns: &'static str,
    /// The file cannot be read.
    pub unreadable: &'static str,
    /// No such touchpoint, by line and name.
    pub unknown_touchpoint: fn(usize, &str) -> String,
    /// No such stage, side or kind, by line and text.
    pub unknown_value: fn(Aspect, usize, &str) -> String,
    /// A line before says something else of an aspect of the touchpoint of that name.
    pub otherwise: fn(Aspect, usize, &str) -> String,
    /// What the handle of a touchpoint is for.
    pub drag: &'static str,
    /// What can be dragged where.
    pub drag_note: &'static str,
    /// So many names of the file are one touchpoint.
    pub n_names: fn(usize) -> String,
    /// What the file calls a touchpoint: these names.
    pub in_file: fn(&str) -> String,
    /// Heading of so many groups of names that may mean the same.
    pub alike: fn(usize) -> String,
    /// Which these are.
    pub alike_note: &'static str,
    /// Label of the name of a group that is suggested, by that name.
    pub group_name: fn(&str) -> String,
    /// Counts so many touchpoints as one.
    pub group: fn(usize) -> String,
    /// Does so with all of so many groups.
    pub group_all: fn(usize) -> String,
    /// Heading of so many touchpoints that have other names than the file has.
    pub named: fn(usize) -> String,
    /// What is to be known of them.
    pub named_note: &'static str,
    /// Label of the button that counts a name of the file under itself again.
    pub take_out: fn(&str) -> String,
    /// Counts so many names of the file each under itself again.
    pub ungroup: fn(usize) -> String,
}

/// English.
pub const EN: StageWords = StageWords {
    model: "Stage model",
    preset: |preset| match preset {
        Preset::FiveStage => "Five stages",
        Preset::FourStage => "Four stages",
        Preset::Aida => "AIDA",
        Preset::Aarrr => "AARRR",
    },
    preset_note: |preset| match preset {
        Preset::FiveStage => "",
        Preset::FourStage => "What comes after the purchase is loyalty.",
        Preset::Aida => {
            "Desire is guessed from signs of wanting to buy: wish list, comparison, price, trial, basket. What comes after the purchase is action."
        }
        Preset::Aarrr => {
            "Revenue stands third, not last: customers stay and recommend after they have bought, and a map in the order of the letters would call every buyer who stays one who goes back."
        }
    },
    own: "Own stages",
    own_note: "Rename, reorder, add or remove stages, up to 20. A stage with a new name keeps its touchpoints.",
    of_file: "Its values are the stages, in the order in which customers usually come to them: that order is a guess. A touchpoint that you place yourself counts there with all of its events.",
    without_stage: |n| match n {
        1 => "1 touchpoint stands in no stage: views by stage leave it out.".to_owned(),
        _ => format!(
            "{} touchpoints stand in no stage: views by stage leave them out.",
            format::count(Language::English, n)
        ),
    },
    none: "No stage",
    name: |place| format!("Name of stage {place}"),
    color: |stage| format!("Colour of {stage}"),
    up: |stage| format!("Move {stage} up"),
    down: |stage| format!("Move {stage} down"),
    remove: |stage| format!("Remove {stage}"),
    remove_note: "Touchpoints of a stage that is removed stand in no stage, unless their names tell of another one.",
    new: "New stage",
    add: "Add",
    twice: |name| format!("Another stage is called “{name}” already: choose another name."),
    full: |n| format!("A model has no more than {n} stages."),
    select: |touchpoint| format!("Select {touchpoint}"),
    selected: "Selected",
    select_shown: "Select all shown",
    select_none: "Select none",
    n_selected: |n| format!("{} selected", format::count(Language::English, n)),
    aspect: |aspect| match aspect {
        Aspect::Stage => "Stage",
        Aspect::Side => "Side",
        Aspect::Kind => "Kind",
        Aspect::Channel => "Channel",
        Aspect::Owner => "Owner",
        Aspect::Name => "Name",
    },
    aspect_of: |aspect, touchpoint| format!("{} of {touchpoint}", (EN.aspect)(aspect)),
    aspects_note: "It is online or offline, and of one of three kinds: contact (ads, social media, mail), interaction (search, chat, enquiry) or experience (purchase, delivery, use); the channel is what the data says, until you write another; the owner is whom you name. A name can be written anew; touchpoints of the same name are counted as one.",
    side: |side| match side {
        Side::Online => "Online",
        Side::Offline => "Offline",
    },
    kind: |kind| match kind {
        Kind::Contact => "Contact",
        Kind::Interaction => "Interaction",
        Kind::Experience => "Experience",
    },
    by_channel: "By channel",
    by_channel_note: " Sides by channel: where the name of an event’s channel tells (store, call centre, web), the event is on that side, otherwise the touchpoint’s name tells.",
    reason: |word| match word {
        Some(word) => format!("Guessed from “{word}” in the name"),
        None => "Guessed: no word in the name tells".to_owned(),
    },
    what: "What is set",
    for_selected: |aspect| format!("{aspect} for the selected ones"),
    set: |n| match n {
        1 => "Set for 1 touchpoint".to_owned(),
        _ => format!("Set for {} touchpoints", format::count(Language::English, n)),
    },
    by_rule: "Set by a rule",
    rule_note: "It is set for all touchpoints whose name meets the rule, or most of whose events have such a value in the column. Upper and lower case are the same.",
    rule_of: "What the rule looks at",
    name_of_touchpoint: "Name",
    how: "How it compares",
    contains: "contains",
    matches: "matches (* for anything)",
    text: "Text of the rule",
    meets: |n, names| match n {
        0 => "Meets no touchpoint.".to_owned(),
        1 => format!("Meets 1 touchpoint: {names}"),
        _ => format!("Meets {} touchpoints: {names}", format::count(Language::English, n)),
    },
    save: "Download the touchpoints as CSV",
    load: "Read touchpoints from a CSV file",
    file_note: "Columns touchpoint, and any of stage, side, kind, channel, owner, name; an empty stage is none, an empty side or kind the guess, an empty channel or name that of the data.",
    loaded: |n| match n {
        1 => "1 touchpoint was set.".to_owned(),
        _ => format!("{} touchpoints were set.", format::count(Language::English, n)),
    },
    refused: "Nothing was changed. Correct the file and read it again:",
    no_columns: "The first line must name the column touchpoint, and one or more of stage, side, kind, channel, owner, name.",
    unreadable: "The browser cannot read the file. Choose it again.",
    unknown_touchpoint: |line, name| format!("Line {line}: the data has no touchpoint “{name}”."),
    unknown_value: |aspect, line, value| match aspect {
        Aspect::Stage | Aspect::Channel | Aspect::Owner | Aspect::Name => {
            format!("Line {line}: the model has no stage “{value}”.")
        }
        Aspect::Side => format!("Line {line}: “{value}” is no side; online and offline are."),
        Aspect::Kind => format!("Line {line}: “{value}” is no kind; contact, interaction and experience are."),
    },
    otherwise: |aspect, line, name| {
        format!("Line {line}: a line before gives another {} for “{name}”.", (EN.aspect)(aspect).to_lowercase())
    },
    drag: "Drag onto a stage above the table",
    drag_note: "Drag a touchpoint by its handle onto a stage, or all that are selected. How many each has:",
    n_names: |n| format!("{} names", format::count(Language::English, n)),
    in_file: |names| format!("In the file: {names}"),
    alike: |n| match n {
        1 => "Names that may mean the same (1 group)".to_owned(),
        _ => format!("Names that may mean the same ({} groups)", format::count(Language::English, n)),
    },
    alike_note: "Other spellings of one name, and pages of one folder. Grouped, they are counted as one touchpoint everywhere; the data stays as it is.",
    group_name: |name| format!("Name of the group {name}"),
    group: |n| format!("Group {}", format::count(Language::English, n)),
    group_all: |n| match n {
        1 => "Group it".to_owned(),
        _ => format!("Group all {}", format::count(Language::English, n)),
    },
    named: |n| match n {
        1 => "1 touchpoint with a name of yours".to_owned(),
        _ => format!("{} touchpoints with names of yours", format::count(Language::English, n)),
    },
    named_note: "What the file calls them stands beside; the × counts one under its own name again.",
    take_out: |name| format!("Count {name} by itself"),
    ungroup: |n| if n == 1 { "Back to its own name".to_owned() } else { "Ungroup".to_owned() },
};

/// 简体中文.
pub const ZH: StageWords = StageWords {
    model: "阶段模型",
    preset: |preset| match preset {
        Preset::FiveStage => "五阶段",
        Preset::FourStage => "四阶段",
        Preset::Aida => "AIDA",
        Preset::Aarrr => "AARRR",
    },
    preset_note: |preset| match preset {
        Preset::FiveStage => "",
        Preset::FourStage => "购买之后的触点归入忠诚。",
        Preset::Aida => "“欲望”依据购买意向判断：收藏、比较、价格、试用、购物车。购买之后的触点归入行动。",
        Preset::Aarrr => {
            "“收入”排在第三而非最后：客户购买之后才会留存和推荐，若按字母顺序，留下来的买家都会被算作“返回”。"
        }
    },
    own: "自定义阶段",
    own_note: "可重命名、排序、增加或删除阶段，最多 20 个。改名后触点仍留在该阶段。",
    of_file: "列中的值即为阶段，顺序按客户通常到达的先后推测，可以更改。您手动归类的触点，其所有事件都算入所选阶段。",
    without_stage: |n| {
        format!("有 {} 个触点不属于任何阶段，按阶段的视图不含它们。", format::count(Language::Chinese, n))
    },
    none: "无阶段",
    name: |place| format!("阶段 {place} 的名称"),
    color: |stage| format!("“{stage}”的颜色"),
    up: |stage| format!("上移“{stage}”"),
    down: |stage| format!("下移“{stage}”"),
    remove: |stage| format!("删除“{stage}”"),
    remove_note: "删除阶段后，其触点不属于任何阶段，除非名称表明属于另一阶段。",
    new: "新阶段",
    add: "添加",
    twice: |name| format!("已有名为“{name}”的阶段，请换一个名称。"),
    full: |n| format!("一个模型最多有 {n} 个阶段。"),
    select: |touchpoint| format!("选择“{touchpoint}”"),
    selected: "选择",
    select_shown: "全选所列触点",
    select_none: "取消选择",
    n_selected: |n| format!("已选 {} 个", format::count(Language::Chinese, n)),
    aspect: |aspect| match aspect {
        Aspect::Stage => "阶段",
        Aspect::Side => "线上线下",
        Aspect::Kind => "类型",
        Aspect::Channel => "渠道",
        Aspect::Owner => "负责人",
        Aspect::Name => "名称",
    },
    aspect_of: |aspect, touchpoint| format!("“{touchpoint}”的{}", (ZH.aspect)(aspect)),
    aspects_note: "触点分线上与线下，并分三类：接触点（广告、社交媒体、邮件）、互动点（搜索、咨询、询价）、体验点（购买、配送、使用）；渠道以数据为准，也可由您改写；负责人由您填写。名称可以改写；同名的触点算作一个。",
    side: |side| match side {
        Side::Online => "线上",
        Side::Offline => "线下",
    },
    kind: |kind| match kind {
        Kind::Contact => "接触点",
        Kind::Interaction => "互动点",
        Kind::Experience => "体验点",
    },
    by_channel: "按渠道",
    by_channel_note: "“按渠道”：事件的渠道名称能表明线上或线下时（门店、呼叫中心、网站）以渠道为准，否则依据触点名称。",
    reason: |word| match word {
        Some(word) => format!("依据名称中的“{word}”推测"),
        None => "推测：名称中没有可依据的词".to_owned(),
    },
    what: "设置内容",
    for_selected: |aspect| format!("所选触点的{aspect}"),
    set: |n| format!("设置 {} 个触点", format::count(Language::Chinese, n)),
    by_rule: "按规则设置",
    rule_note: "应用于名称符合规则的触点，或多数事件在所选列中的值符合规则的触点，不区分大小写。",
    rule_of: "规则依据",
    name_of_touchpoint: "名称",
    how: "比较方式",
    contains: "包含",
    matches: "匹配（* 代表任意内容）",
    text: "规则内容",
    meets: |n, names| match n {
        0 => "没有符合的触点。".to_owned(),
        _ => format!("符合的触点有 {} 个：{names}", format::count(Language::Chinese, n)),
    },
    save: "下载触点 CSV",
    load: "从 CSV 文件读取触点",
    file_note: "含“触点”列，以及“阶段”“线上线下”“类型”“渠道”“负责人”“名称”中的任意几列；阶段留空表示无阶段，线上线下与类型留空表示采用推测，渠道与名称留空表示以数据为准。",
    loaded: |n| format!("已设置 {} 个触点。", format::count(Language::Chinese, n)),
    refused: "未作任何更改。请修正文件后重新读取：",
    no_columns: "首行须有列名“触点”，以及“阶段”“线上线下”“类型”“渠道”“负责人”“名称”中的一个或几个。",
    unreadable: "浏览器无法读取此文件，请重新选择。",
    unknown_touchpoint: |line, name| format!("第 {line} 行：数据中没有触点“{name}”。"),
    unknown_value: |aspect, line, value| match aspect {
        Aspect::Stage | Aspect::Channel | Aspect::Owner | Aspect::Name => {
            format!("第 {line} 行：模型中没有阶段“{value}”。")
        }
        Aspect::Side => format!("第 {line} 行：“{value}”不是“线上”或“线下”。"),
        Aspect::Kind => format!("第 {line} 行：“{value}”不是“接触点”“互动点”或“体验点”。"),
    },
    otherwise: |aspect, line, name| format!("第 {line} 行：前面已为“{name}”给出不同的{}。", (ZH.aspect)(aspect)),
    drag: "拖到表格上方的阶段",
    drag_note: "按住触点的手柄拖到阶段上，可一并拖动所选触点。各阶段的触点数：",
    n_names: |n| format!("{} 个名称", format::count(Language::Chinese, n)),
    in_file: |names| format!("文件中的名称：{names}"),
    alike: |n| format!("可能相同的名称（{} 组）", format::count(Language::Chinese, n)),
    alike_note: "同一名称的不同写法，以及同一目录下的页面。合并后在所有视图中算作一个触点；数据本身不变。",
    group_name: |name| format!("“{name}”一组的名称"),
    group: |n| format!("合并 {} 个", format::count(Language::Chinese, n)),
    group_all: |n| format!("合并全部 {} 组", format::count(Language::Chinese, n)),
    named: |n| format!("已命名的触点（{} 个）", format::count(Language::Chinese, n)),
    named_note: "旁边是文件中的名称；点按 × 可使其恢复原名、单独计数。",
    take_out: |name| format!("将“{name}”单独计数"),
    ungroup: |n| if n == 1 { "恢复原名".to_owned() } else { "取消合并".to_owned() },
};
