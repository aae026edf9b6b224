//! The words of kept work: what is kept, whether it is, and project files.

use super::{Language, format, n_of};
use crate::project::{ProjectError, StoreError};

/// Words of kept work.
pub struct KeptWords {
    /// Heading of the list on the first screen.
    pub list: &'static str,
    /// Opens a work.
    pub open: &'static str,
    /// The same, with its name.
    pub open_name: fn(&str) -> String,
    /// Size, customers and events of a work.
    pub about: fn(&str, u64, u64) -> String,
    /// When it was saved.
    pub saved_at: fn(&str) -> String,
    /// It is open in another tab.
    pub elsewhere: &'static str,
    /// A work whose description does not read.
    pub unnamed: &'static str,
    /// Removes a work.
    pub forget: &'static str,
    /// The same, with its name.
    pub forget_name: fn(&str) -> String,
    /// Removes all.
    pub forget_all: &'static str,
    /// Before one is removed.
    pub forget_question: fn(&str) -> String,
    /// Before all are removed.
    pub forget_all_question: &'static str,
    /// Yes.
    pub forget_yes: &'static str,
    /// No.
    pub forget_no: &'static str,
    /// It has been removed.
    pub forgotten: &'static str,
    /// Heading on the data screen.
    pub title: &'static str,
    /// What keeping is.
    pub note: &'static str,
    /// The switch.
    pub switch: &'static str,
    /// It is being written.
    pub saving: &'static str,
    /// It is kept, since then.
    pub saved: fn(&str) -> String,
    /// The same, in the header.
    pub saved_short: &'static str,
    /// It is not, in the header.
    pub not_saved_short: &'static str,
    /// It is a copy of what is open elsewhere.
    pub is_copy: &'static str,
    /// It is switched off.
    pub off: &'static str,
    /// It was declined for being large.
    pub declined: &'static str,
    /// It was removed while it was open.
    pub is_forgotten: &'static str,
    /// Keeps it nevertheless.
    pub keep: &'static str,
    /// So much: shall it be kept?
    pub asks: fn(&str) -> String,
    /// Does not keep it.
    pub keep_not: &'static str,
    /// It could not be kept, for this reason.
    pub failed: fn(&StoreError) -> String,
    /// Tries again.
    pub again: &'static str,
    /// The browser has promised to remove nothing by itself.
    pub persistent: &'static str,
    /// It has not.
    pub not_persistent: &'static str,
    /// Saves a project file.
    pub export: &'static str,
    /// It is being made.
    pub exporting: &'static str,
    /// What it is.
    pub export_note: &'static str,
    /// It could not be made, for this reason.
    pub export_failed: fn(&ProjectError) -> &'static str,
    /// Heading where a project could not be opened.
    pub not_opened: fn(&str) -> String,
    /// Why.
    pub trouble: fn(&ProjectError) -> &'static str,
    /// What is kept, in the list of what is stored.
    pub stored: fn(&str) -> String,
    /// What for.
    pub stored_note: &'static str,
}

pub(super) const EN: KeptWords = KeptWords {
    list: "Continue where you left off",
    open: "Open",
    open_name: |name| format!("Open {name}"),
    about: |size, customers, events| {
        let count = |n| format::count(Language::English, n);
        let (customers, events) = (count(customers), count(events));
        format!("{size} · {} · {}", n_of(&customers, "customer", "customers"), n_of(&events, "event", "events"))
    },
    saved_at: |time| format!("saved {time}"),
    elsewhere: "open in another tab",
    unnamed: "Kept work",
    forget: "Forget",
    forget_name: |name| format!("Forget {name}"),
    forget_all: "Forget all kept work",
    forget_question: |name| {
        format!(
            "Remove the kept copy of {name} from this device? This cannot be undone. Your own file stays where it is."
        )
    },
    forget_all_question: "Remove all kept work from this device? This cannot be undone. Your own files stay where they are.",
    forget_yes: "Forget it",
    forget_no: "Keep it",
    forgotten: "It is gone from this device.",
    title: "Kept on this device",
    note: "Sojourn keeps a copy of the files that are open, with all your choices, in the browser's private storage on this device. Nothing is sent anywhere.",
    switch: "Keep my work on this device",
    saving: "Saving on this device…",
    saved: |time| format!("Saved on this device, and read back: {time}."),
    saved_short: "Saved on this device",
    not_saved_short: "Not saved",
    is_copy: "The work you opened is open in another tab, too. What you change here is kept beside it, as a work of its own.",
    off: "Switched off: what is open is gone when you close this page. What was kept before still is.",
    declined: "Not kept, as you chose: what is open is gone when you close this page.",
    is_forgotten: "It was removed from this device, and is not saved again unless you want it.",
    keep: "Keep it on this device",
    asks: |size| {
        format!(
            "This work is large: {size}. Keep a copy of it on this device, so that it opens again at your next visit?"
        )
    },
    keep_not: "Do not keep it",
    failed: |error| {
        let why = match error {
            StoreError::Full => "the disk, or the space that the browser allows, is full".to_owned(),
            StoreError::NoPlace => {
                "this browser gives this page no private storage, as in a private window or for a page opened from a file".to_owned()
            }
            StoreError::Differs => "what was read back is not what was written".to_owned(),
            StoreError::Gone => "its folder was removed meanwhile".to_owned(),
            StoreError::Unreadable => "a file has changed since you opened it, or is gone".to_owned(),
            StoreError::Other(message) => format!("the browser says “{message}”"),
        };
        format!(
            "This work is not saved on this device: {why}. Whatever was saved before is still there. Save a project file to keep your work."
        )
    },
    again: "Try again",
    persistent: "The browser has promised to keep it until you remove it.",
    not_persistent: "The browser may remove it by itself when the disk runs short. A project file is safe from that.",
    export: "Save a project file",
    exporting: "Making the project file…",
    export_note: "One file with your sources and all your choices: to keep, or to open on another device by dropping it there. Any ZIP program unpacks it. It holds your data: pass it on as carefully as the sources.",
    export_failed: |error| match error {
        ProjectError::TooLarge => "The project file was not made: it can hold no more than 4 GB.",
        _ => "The project file was not made: a source has changed since you opened it, or is gone. Open it again.",
    },
    not_opened: |name| format!("{name} was not opened"),
    trouble: |error| match error {
        ProjectError::NotAProject => {
            "A project file is opened alone, not together with other files. Drop it by itself."
        }
        ProjectError::Newer => {
            "A newer version of Sojourn saved this project. Open it with that version, or load this page anew to get it."
        }
        ProjectError::Damaged => {
            "This project is damaged: what is in it does not agree with its own sums. Use another copy of it, or unpack it as a ZIP file and open the sources in it."
        }
        ProjectError::TooLarge => "This project is larger than a project can be: 4 GB.",
        ProjectError::Unreadable => {
            "This project cannot be read any more: it has changed, or is gone. Choose it again."
        }
    },
    stored: |name| format!("Kept work: {name}"),
    stored_note: "A copy of the files you opened, with your choices, so that they open again",
};

pub(super) const ZH: KeptWords = KeptWords {
    list: "继续上次的工作",
    open: "打开",
    open_name: |name| format!("打开 {name}"),
    about: |size, customers, events| {
        let count = |n| format::count(Language::Chinese, n);
        format!("{size} · {} 位客户 · {} 个事件", count(customers), count(events))
    },
    saved_at: |time| format!("保存于 {time}"),
    elsewhere: "已在另一个标签页中打开",
    unnamed: "已保存的工作",
    forget: "清除",
    forget_name: |name| format!("清除 {name}"),
    forget_all: "清除所有已保存的工作",
    forget_question: |name| format!("从本设备清除 {name} 的保存副本？此操作无法撤销。您自己的文件保持原样。"),
    forget_all_question: "从本设备清除所有已保存的工作？此操作无法撤销。您自己的文件保持原样。",
    forget_yes: "清除",
    forget_no: "保留",
    forgotten: "已从本设备清除。",
    title: "保存在本设备",
    note: "Sojourn 将打开的文件副本和您的所有选择保存在本设备浏览器的私有存储中，不会发送到任何地方。",
    switch: "在本设备上保存我的工作",
    saving: "正在保存到本设备……",
    saved: |time| format!("已保存到本设备并读回核对：{time}。"),
    saved_short: "已保存到本设备",
    not_saved_short: "未保存",
    is_copy: "您打开的工作也在另一个标签页中打开。您在此处的更改将另存为一份独立的工作。",
    off: "已关闭：关闭此页面后，已打开的内容不再保留。此前保存的内容仍在。",
    declined: "按您的选择未保存：关闭此页面后，已打开的内容不再保留。",
    is_forgotten: "已从本设备清除；除非您需要，不会再次保存。",
    keep: "保存到本设备",
    asks: |size| format!("此工作较大：{size}。是否在本设备上保存一份副本，以便下次访问时再次打开？"),
    keep_not: "不保存",
    failed: |error| {
        let why = match error {
            StoreError::Full => "磁盘或浏览器允许的空间已满".to_owned(),
            StoreError::NoPlace => "浏览器没有为本页面提供私有存储，例如在无痕窗口中或页面从本地文件打开时".to_owned(),
            StoreError::Differs => "读回的内容与写入的内容不一致".to_owned(),
            StoreError::Gone => "其文件夹在此期间已被移除".to_owned(),
            StoreError::Unreadable => "文件在打开之后已更改或已不存在".to_owned(),
            StoreError::Other(message) => format!("浏览器提示“{message}”"),
        };
        format!("此工作未保存到本设备：{why}。此前保存的内容仍在。请保存项目文件以保留您的工作。")
    },
    again: "重试",
    persistent: "浏览器已承诺保留，直到您将其清除。",
    not_persistent: "磁盘空间不足时，浏览器可能自行清除。项目文件不受影响。",
    export: "保存项目文件",
    exporting: "正在生成项目文件……",
    export_note: "一个文件，包含您的来源和所有选择：可用于存档，或拖放到另一台设备上打开。任何 ZIP 程序都能解压。其中包含您的数据：请像对待来源文件一样谨慎传递。",
    export_failed: |error| match error {
        ProjectError::TooLarge => "未生成项目文件：项目文件最多容纳 4 GB。",
        _ => "未生成项目文件：某个来源在打开之后已更改或已不存在。请重新打开该来源。",
    },
    not_opened: |name| format!("未能打开 {name}"),
    trouble: |error| match error {
        ProjectError::NotAProject => "项目文件须单独打开，不能与其他文件一起打开。请单独拖放该文件。",
        ProjectError::Newer => "此项目由更新版本的 Sojourn 保存。请用该版本打开，或重新加载本页面以获取新版本。",
        ProjectError::Damaged => {
            "此项目已损坏：其内容与自身的校验和不符。请使用另一份副本，或将其作为 ZIP 文件解压后打开其中的来源。"
        }
        ProjectError::TooLarge => "此项目超出了项目文件的上限：4 GB。",
        ProjectError::Unreadable => "此项目已无法读取：它已更改或已不存在。请重新选择。",
    },
    stored: |name| format!("已保存的工作：{name}"),
    stored_note: "您打开的文件副本及您的选择，以便再次打开",
};
