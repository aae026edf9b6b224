//! The words of what customers say, and of what comes before their complaints.

use super::n_of;

/// The words of what customers say.
pub struct VerbatimsWords {
    /// Heading, where the comments are counted: how many.
    pub title: fn(&str) -> String,
    /// No column has the role.
    pub no_comments: &'static str,
    /// No comment is in scope.
    pub nothing: &'static str,
    /// Heading of the themes, and name of their table.
    pub themes: &'static str,
    /// No term is shared by several comments.
    pub no_themes: &'static str,
    /// How a theme is chosen.
    pub themes_hint: &'static str,
    /// Heads of the themes' columns: term, comments, index (its name stands there where it is known), interval, trend.
    pub theme_heads: [&'static str; 5],
    /// Share of the first half, share of the second.
    pub trend: fn(&str, &str) -> String,
    /// The share has become larger, behind both.
    pub rising: &'static str,
    /// The share has become smaller, behind both.
    pub falling: &'static str,
    /// Name of the list of comments.
    pub list: &'static str,
    /// How long the list is: those that match, all in scope.
    pub matching: fn(&str, &str) -> String,
    /// Label of the search.
    pub search: &'static str,
    /// Its placeholder.
    pub search_hint: &'static str,
    /// Label of the menu of scores.
    pub beside: &'static str,
    /// With whatever score, or without one.
    pub any_score: &'static str,
    /// The theme that is listed.
    pub of_theme: fn(&str) -> String,
    /// Lists all themes again.
    pub every_theme: &'static str,
    /// Nothing matches.
    pub nobody: &'static str,
    /// How a comment is opened.
    pub list_hint: &'static str,
    /// Heads of the list's columns: comment, score, touchpoint, day, customer.
    pub heads: [&'static str; 5],
    /// Saves the themes.
    pub csv_themes: &'static str,
    /// Saves the list.
    pub csv_list: &'static str,
    /// Saves so many of the list, the latest.
    pub csv_of_first: fn(&str) -> String,
    /// How themes, scores, trends and names are told, a sentence each.
    pub method: [&'static str; 5],
    /// Heading of what comes before complaints.
    pub complaints: &'static str,
    /// How many events there are at which complaints and enquiries, and how many come after none.
    pub complaints_of: fn(&str, &str, &str) -> String,
    /// Heads of the columns: touchpoint, events, complaint next, enquiry next, share, interval, elsewhere.
    pub complaint_heads: [&'static str; 7],
    /// The share is above that elsewhere, or below.
    pub sure: [&'static str; 2],
    /// How that is counted, a sentence each.
    pub complaints_method: [&'static str; 2],
}

/// English.
pub const EN: VerbatimsWords = VerbatimsWords {
    title: |n| format!("What they say: {}", n_of(n, "comment", "comments")),
    no_comments: "There are no comments to read: no column of this log has the role “Comment”.",
    nothing: "No comment lies in this scope. Choose more dates or fewer filters.",
    themes: "Themes",
    no_themes: "No word or phrase is in enough of these comments to be a theme.",
    themes_hint: "Enter or a click lists the comments of a theme; once more, all of them.",
    theme_heads: ["Theme", "Comments", "Score", "95% interval", "Share of comments, first half → second"],
    trend: |first, second| format!("{first} → {second}"),
    rising: ", rising",
    falling: ", falling",
    list: "Comments",
    matching: |matching, all| {
        if matching == all {
            n_of(all, "comment", "comments")
        } else {
            format!("{matching} of {} match", n_of(all, "comment", "comments"))
        }
    },
    search: "Search in comments",
    search_hint: "Part of a comment",
    beside: "Beside a score",
    any_score: "Any, or none",
    of_theme: |theme| format!("Theme: {theme}"),
    every_theme: "All themes",
    nobody: "No comment matches. Search for something else, or choose another theme or score.",
    list_hint: "Arrow keys move in the list; Enter or a click opens the customer's timeline.",
    heads: ["Comment", "Score", "Speaks of", "Day", "Customer"],
    csv_themes: "Themes as CSV",
    csv_list: "Comments as CSV",
    csv_of_first: |n| format!("The latest {n} as CSV"),
    method: [
        "A theme is a word, two words in a row or two to six Chinese characters in a row, in at least three comments and one of a thousand. A comment counts once in each theme that it has, so themes overlap.",
        "What is a term, the comments tell, without a dictionary: its parts meet more often than by chance (normalised pointwise mutual information of at least 0.5; G. Bouma, GSCL 2009), and, in Chinese, what stands before and after it varies (branching entropy of at least one bit; Z. Jin and K. Tanaka-Ishii, COLING/ACL 2006). Common words and fillers are left out; terms that are mostly in the same comments are one theme.",
        "The score of a theme is that of the scores beside its comments, by the definition of their scale, with its 95% interval.",
        "The trend compares a theme's share of the comments in the second half of the time in scope with that in the first. “Rising” and “falling” stand where the difference is more than chance, corrected for how many themes are shown (Holm).",
        "Comments stay on this device: no report holds any. They are in the downloads of this screen.",
    ],
    complaints: "Before complaints and enquiries",
    complaints_of: |events, names, unplaced| {
        format!(
            "{} at {names}. {unplaced} of them come first or after another one, and so after none of these touchpoints.",
            n_of(events, "event", "events")
        )
    },
    complaint_heads: [
        "Touchpoint", "Events", "Complaint next", "Enquiry next", "Share with either next", "95% interval", "Elsewhere",
    ],
    sure: ["above", "below"],
    complaints_method: [
        "What is a complaint or an enquiry, the touchpoint's name tells. Counted is the customer's very next event, however late; the share is of the events at the touchpoint, with Wilson's 95% interval. Touchpoints with most above the others come first.",
        "“Elsewhere” is the share at all other touchpoints. “Above” and “below” stand where the difference is more than chance, corrected for how many touchpoints there are (Holm).",
    ],
};

/// 简体中文.
pub const ZH: VerbatimsWords = VerbatimsWords {
    title: |n| format!("客户原话：{n} 条评论"),
    no_comments: "没有可读的评论：此数据没有列用作“评论”。",
    nothing: "当前范围内没有评论。请放宽日期或减少筛选条件。",
    themes: "主题",
    no_themes: "没有任何词语在足够多的评论中出现，无法形成主题。",
    themes_hint: "按回车或单击列出该主题的评论；再次操作则列出全部。",
    theme_heads: ["主题", "评论数", "评分", "95% 区间", "评论占比，前半段 → 后半段"],
    trend: |first, second| format!("{first} → {second}"),
    rising: "，上升",
    falling: "，下降",
    list: "评论",
    matching: |matching, all| {
        if matching == all {
            format!("共 {all} 条评论")
        } else {
            format!("{all} 条评论中有 {matching} 条匹配")
        }
    },
    search: "搜索评论",
    search_hint: "评论的一部分",
    beside: "同时给出的评分",
    any_score: "任意或无评分",
    of_theme: |theme| format!("主题：{theme}"),
    every_theme: "全部主题",
    nobody: "没有匹配的评论。请更换搜索内容、主题或评分。",
    list_hint: "方向键在列表中移动；按回车或单击打开该客户的时间线。",
    heads: ["评论", "评分", "所针对的触点", "日期", "客户"],
    csv_themes: "主题 CSV",
    csv_list: "评论 CSV",
    csv_of_first: |n| format!("最近 {n} 条的 CSV"),
    method: [
        "主题是一个单词、相邻的两个单词，或连续二至六个汉字，至少出现在三条评论和千分之一的评论中。一条评论在其所含的每个主题中各计一次，因此主题之间有重叠。",
        "不使用词典，词语由评论本身得出：其各部分同时出现的频率高于偶然（归一化点互信息不低于 0.5；G. Bouma，GSCL 2009）；中文词语的前后还须多变（左右分支熵均不低于 1 比特；Z. Jin 与 K. Tanaka-Ishii，COLING/ACL 2006）。常见虚词不计；多半出现在相同评论中的词语归为一个主题。",
        "主题的评分由其评论所附的评分按量表定义得出，并附 95% 区间。",
        "趋势比较主题在范围内后半段与前半段时间的评论占比。仅当差异超出偶然（按所示主题数以 Holm 法校正）时，才标明“上升”或“下降”。",
        "评论不会离开此设备：任何报告都不含评论。评论只出现在此页面的下载文件中。",
    ],
    complaints: "投诉与咨询之前",
    complaints_of: |events, names, unplaced| {
        format!("{names}：共 {events} 个事件。其中 {unplaced} 个是首个事件或紧接另一次投诉或咨询，不计入以下任何触点。")
    },
    complaint_heads: ["触点", "事件数", "随后投诉", "随后咨询", "随后投诉或咨询的占比", "95% 区间", "其他触点"],
    sure: ["高于", "低于"],
    complaints_method: [
        "是否为投诉或咨询，由触点名称得出。计入的是该客户紧接着的下一个事件，不论相隔多久；占比以该触点的事件数为分母，并附 Wilson 95% 区间。超出其他触点最多的排在最前。",
        "“其他触点”为其余所有触点的占比。仅当差异超出偶然（按触点数以 Holm 法校正）时，才标明“高于”或“低于”。",
    ],
};
