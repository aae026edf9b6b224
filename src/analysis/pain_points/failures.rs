//! Which touchpoints are failures, by their names.

use crate::{event_log::EventLog, stage::words};

/// Words that say that something went wrong.
const FAILURES: &[&str] = &[
    "fail", "failed", "fails", "failure", "error", "errors", "declined", "rejected", "refused", "crash", "crashed",
    "exception", "timeout", "unavailable", "bug", "outage", "失败", "错误", "出错", "报错", "异常", "超时", "被拒",
    "拒绝", "崩溃", "故障", "缺货", "无货",
];
/// Words that say that somebody complains, which is a failure too.
pub(in crate::analysis) const COMPLAINTS: &[&str] =
    &["complaint", "complaints", "complain", "complained", "投诉", "差评"];

/// The touchpoints whose names have such a word, by name.
pub(in crate::analysis) fn named(log: &EventLog) -> Vec<String> {
    with_words(log, &[FAILURES, COMPLAINTS])
}

/// The touchpoints whose names have one of some words, by name.
pub(in crate::analysis) fn with_words(log: &EventLog, lists: &[&[&str]]) -> Vec<String> {
    let names = names(log).filter(|name| lists.iter().any(|list| has_one(name, list)));
    let mut with: Vec<String> = names.map(str::to_owned).collect();
    crate::order::sort(&mut with);
    with
}

/// 1 for each touchpoint whose name has such a word, by its code, and 0 for the others.
pub(in crate::analysis) fn by_code(log: &EventLog) -> Vec<u32> {
    names(log).map(|name| (has_one(name, FAILURES) || has_one(name, COMPLAINTS)).into()).collect()
}

fn names(log: &EventLog) -> impl Iterator<Item = &str> {
    let dictionary = &log.touchpoints().dictionary;
    (0..dictionary.len() as u32).map(|code| dictionary.text(code))
}

fn has_one(name: &str, list: &[&str]) -> bool {
    let own = words(name);
    list.iter().any(|&word| if word.is_ascii() { own.iter().any(|own| own == word) } else { name.contains(word) })
}
