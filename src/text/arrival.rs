//! The words of the question what is to become of files that were given while others are open.

/// Words of the question.
pub struct ArrivalWords {
    /// While files are held over the window: what becomes of them, given what is open.
    pub let_go: fn(&str) -> String,
    /// The question, given the new files and what is open.
    pub title: fn(&str, &str) -> String,
    /// What the answers do, given what is open.
    pub note: fn(&str) -> String,
    /// The same for a project.
    pub project_title: fn(&str, &str) -> String,
    /// What a project does.
    pub project_note: &'static str,
    /// They join what is open.
    pub add: &'static str,
    /// They take its place.
    pub instead: &'static str,
}

pub(super) const EN: ArrivalWords = ArrivalWords {
    let_go: |old| format!("Let go to add to {old}, or to open instead"),
    title: |new, old| format!("Add {new} to {old}?"),
    note: |old| {
        format!(
            "Added, the new rows join the open data, customer by customer. Opened instead, they take the place of {old}. Either can be undone."
        )
    },
    project_title: |new, old| format!("Open {new} instead of {old}?"),
    project_note: "It is a project: it opens with its own files and choices, in the place of what is open. This can be undone.",
    add: "Add to the open data",
    instead: "Open instead",
};

pub(super) const ZH: ArrivalWords = ArrivalWords {
    let_go: |old| format!("松开即可加入 {old}，或改为打开"),
    title: |new, old| format!("将 {new} 加入 {old}？"),
    note: |old| format!("加入：新的各行按客户并入已打开的数据。改为打开：取代 {old}。两者均可撤销。"),
    project_title: |new, old| format!("打开 {new}，取代 {old}？"),
    project_note: "这是一个项目：它带着自己的文件和选择打开，取代已打开的内容。此操作可以撤销。",
    add: "加入已打开的数据",
    instead: "改为打开",
};
