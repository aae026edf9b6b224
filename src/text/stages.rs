//! The words of stage models and of the register of touchpoints.

use super::{Language, format};
use crate::stage::Preset;

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
    /// Label of the stage that the selected ones are put in.
    pub to_stage: &'static str,
    /// Puts so many touchpoints there.
    pub place: fn(usize) -> String,
    /// Heading of rules.
    pub by_rule: &'static str,
    /// What a rule does.
    pub rule_note: &'static str,
    /// Label of how names are compared.
    pub how: &'static str,
    /// Names contain the text.
    pub contains: &'static str,
    /// Names match the pattern.
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
    /// So many touchpoints were placed by a file.
    pub loaded: fn(usize) -> String,
    /// A file says nothing that can be used; nothing was changed.
    pub refused: &'static str,
    /// The first line does not name the columns.
    pub no_columns: &'static str,
    /// The file cannot be read.
    pub unreadable: &'static str,
    /// No such touchpoint, by line and name.
    pub unknown_touchpoint: fn(usize, &str) -> String,
    /// No such stage, by line and name.
    pub unknown_stage: fn(usize, &str) -> String,
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
    to_stage: "Stage for the selected ones",
    place: |n| match n {
        1 => "Place 1 touchpoint".to_owned(),
        _ => format!("Place {} touchpoints", format::count(Language::English, n)),
    },
    by_rule: "Place by a rule",
    rule_note: "All touchpoints whose names meet the rule are put in the stage. Upper and lower case are the same.",
    how: "Names that",
    contains: "contain",
    matches: "match (* for anything)",
    text: "Text of the rule",
    meets: |n, names| match n {
        0 => "Meets no touchpoint.".to_owned(),
        1 => format!("Meets 1 touchpoint: {names}"),
        _ => format!("Meets {} touchpoints: {names}", format::count(Language::English, n)),
    },
    save: "Download the stages as CSV",
    load: "Read stages from a CSV file",
    file_note: "Columns touchpoint and stage; an empty stage is none.",
    loaded: |n| match n {
        1 => "1 touchpoint was placed.".to_owned(),
        _ => format!("{} touchpoints were placed.", format::count(Language::English, n)),
    },
    refused: "Nothing was changed. Correct the file and read it again:",
    no_columns: "The first line must name the columns touchpoint and stage.",
    unreadable: "The browser cannot read the file. Choose it again.",
    unknown_touchpoint: |line, name| format!("Line {line}: the data has no touchpoint “{name}”."),
    unknown_stage: |line, name| format!("Line {line}: the model has no stage “{name}”."),
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
    to_stage: "所选触点归入",
    place: |n| format!("归类 {} 个触点", format::count(Language::Chinese, n)),
    by_rule: "按规则归类",
    rule_note: "名称符合规则的所有触点归入该阶段，不区分大小写。",
    how: "名称",
    contains: "包含",
    matches: "匹配（* 代表任意内容）",
    text: "规则内容",
    meets: |n, names| match n {
        0 => "没有符合的触点。".to_owned(),
        _ => format!("符合的触点有 {} 个：{names}", format::count(Language::Chinese, n)),
    },
    save: "下载阶段 CSV",
    load: "从 CSV 文件读取阶段",
    file_note: "含“触点”与“阶段”两列，阶段留空表示无阶段。",
    loaded: |n| format!("已归类 {} 个触点。", format::count(Language::Chinese, n)),
    refused: "未作任何更改。请修正文件后重新读取：",
    no_columns: "首行须有“触点”与“阶段”两个列名。",
    unreadable: "浏览器无法读取此文件，请重新选择。",
    unknown_touchpoint: |line, name| format!("第 {line} 行：数据中没有触点“{name}”。"),
    unknown_stage: |line, name| format!("第 {line} 行：模型中没有阶段“{name}”。"),
};
