//! Which touchpoints are failures, by their names.

use crate::{event_log::EventLog, stage::words};

/// Words that say that something went wrong, or that somebody complains.
const FAILURES: &[&str] = &[
    "fail", "failed", "fails", "failure", "error", "errors", "declined", "rejected", "refused", "crash", "crashed",
    "exception", "timeout", "unavailable", "bug", "outage", "complaint", "complaints", "complain", "complained",
    "失败", "错误", "出错", "报错", "异常", "超时", "被拒", "拒绝", "崩溃", "故障", "缺货", "无货", "投诉", "差评",
];

/// The touchpoints whose names have such a word, by name.
pub(super) fn named(log: &EventLog) -> Vec<String> {
    let names = names(log);
    let mut failures: Vec<String> = names.filter(|name| says_failure(name)).map(str::to_owned).collect();
    crate::order::sort(&mut failures);
    failures
}

/// 1 for each touchpoint whose name has such a word, by its code, and 0 for the others.
pub(in crate::analysis) fn by_code(log: &EventLog) -> Vec<u32> {
    names(log).map(|name| says_failure(name).into()).collect()
}

fn names(log: &EventLog) -> impl Iterator<Item = &str> {
    let dictionary = &log.touchpoints().dictionary;
    (0..dictionary.len() as u32).map(|code| dictionary.text(code))
}

fn says_failure(name: &str) -> bool {
    let own = words(name);
    FAILURES.iter().any(|&word| if word.is_ascii() { own.iter().any(|own| own == word) } else { name.contains(word) })
}
