//! The names under which touchpoints are counted, where others were chosen than the file has. Those under one name are one
//! touchpoint.

use std::{collections::BTreeMap, rc::Rc};

use super::{Codes, Column, ColumnRole, EventLog, Interner};
use crate::stage::StageModel;

/// The touchpoint of each event under the chosen names.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// The column of the file under other names.
    pub column: Column,
    /// Its code for each code of the file's own column.
    of_file: Rc<Vec<u32>>,
}

impl Named {
    fn of(file: &Column, names: &BTreeMap<String, String>) -> Named {
        let mut texts = Interner::default();
        let name = |own| names.get(own).map(|name| name.trim()).filter(|name| !name.is_empty()).unwrap_or(own);
        let codes = 0..file.dictionary.len() as u32;
        let of_file: Vec<u32> = codes.map(|code| texts.intern(name(file.dictionary.text(code)).as_bytes())).collect();
        let mut codes = Vec::new();
        file.codes.look_up(0..file.codes.len(), &of_file, &mut codes);
        let codes = Codes::of(codes, texts.len());
        let column = Column { name: file.name.clone(), dictionary: Rc::new(texts.finish()), codes };
        Named { column, of_file: Rc::new(of_file) }
    }

    /// Those of the events at `kept` alone.
    pub fn select(&self, kept: &[u32]) -> Named {
        Named { column: self.column.select(kept), of_file: Rc::clone(&self.of_file) }
    }
}

impl EventLog {
    /// Counts touchpoints under other names, by their names in the file. An empty name is none, and touchpoints that there
    /// are not are passed over. Stages and sides are guessed anew, from the new names; what was chosen of them, and of
    /// channels, goes.
    pub fn name_touchpoints(&mut self, names: &BTreeMap<String, String>) {
        let file = self.touchpoints_of_file();
        let named = (!names.is_empty()).then(|| Named::of(file, names));
        self.named = named;
        self.guess_places();
        self.set_channels(&BTreeMap::new());
        self.set_stages(StageModel::clone(&self.stage_model), &BTreeMap::new());
        self.set_sides(&BTreeMap::new());
    }

    /// The touchpoint of each event as the file has it.
    pub fn touchpoints_of_file(&self) -> &Column {
        self.column(&self.roles[&ColumnRole::Touchpoint]).expect("a log has touchpoints")
    }

    /// Whether touchpoints are counted under other names than the file has.
    pub fn has_names(&self) -> bool {
        self.named.is_some()
    }

    /// The touchpoint that a name means, as questions spell it: one of the log, or the one that counts what the file calls
    /// so.
    pub fn touchpoint_named<'t>(&'t self, name: &'t str) -> &'t str {
        let Some(named) = &self.named else { return name };
        if named.column.dictionary.code_of(name).is_some() {
            return name;
        }
        let of_file = self.touchpoints_of_file().dictionary.code_of(name);
        of_file.map_or(name, |code| named.column.dictionary.text(named.of_file[code as usize]))
    }

    /// The touchpoints that names mean, each once.
    pub fn touchpoints_named(&self, names: &[String]) -> Vec<String> {
        let mut meant: Vec<String> = Vec::new();
        for name in names.iter().map(|name| self.touchpoint_named(name)) {
            if !meant.iter().any(|known| known == name) {
                meant.push(name.to_owned());
            }
        }
        meant
    }

    /// Whether each touchpoint is one that names mean, by its code.
    pub fn are_touchpoints(&self, names: &[String]) -> Vec<bool> {
        let (names, dictionary) = (self.touchpoints_named(names), &self.touchpoints().dictionary);
        (0..dictionary.len() as u32).map(|code| names.iter().any(|name| name == dictionary.text(code))).collect()
    }

    /// The names in the file of each touchpoint, by its code, in alphabetical order; empty where it has no other than its
    /// own.
    pub fn names_in_file(&self) -> Vec<Vec<&str>> {
        let mut names = vec![Vec::new(); self.touchpoints().dictionary.len()];
        let Some(named) = &self.named else { return names };
        let file = &self.touchpoints_of_file().dictionary;
        for (code, &touchpoint) in named.of_file.iter().enumerate().skip(1) {
            names[touchpoint as usize].push(file.text(code as u32));
        }
        for (touchpoint, names) in names.iter_mut().enumerate() {
            if let [name] = names[..]
                && name == named.column.dictionary.text(touchpoint as u32)
            {
                names.clear();
            }
            crate::order::sort(names);
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_log::{Row, log};

    fn names(names: &[(&str, &str)]) -> BTreeMap<String, String> {
        names.iter().map(|&(own, name)| (own.to_owned(), name.to_owned())).collect()
    }

    fn seen(log: &EventLog) -> Vec<&str> {
        (0..log.n_events()).map(|event| log.touchpoints().text(event)).collect()
    }

    #[test]
    fn names_are_put_in_force_and_taken_back() {
        let rows = ["/a", "/b", "buy", "/a"].into_iter().zip(0..).map(|(name, at)| Row::new("1", name, at, &[]));
        let mut log = log(&rows.collect::<Vec<_>>(), &[]);
        assert!(!log.has_names());
        log.name_touchpoints(&names(&[("/a", " product page "), ("/b", "product page"), ("buy", ""), ("gone", "x")]));
        assert_eq!(seen(&log), ["product page", "product page", "buy", "product page"]);
        assert_eq!(seen(&log.select(&[1, 2])), ["product page", "buy"]);
        assert_eq!(log.names_in_file(), [vec![], vec!["/a", "/b"], vec![]]);
        // Stages are guessed from the names in force.
        let stage = |log: &EventLog, at: usize| log.guesses()[at].as_ref().and_then(|guess| guess.keyword);
        assert_eq!((stage(&log, 1), stage(&log, 2)), (Some("product"), Some("buy")));
        // What a question calls so.
        for (asked, meant) in [("/b", "product page"), ("product page", "product page"), ("buy", "buy"), ("x", "x")] {
            assert_eq!(log.touchpoint_named(asked), meant);
        }
        assert_eq!(log.touchpoints_of_file().text(0), "/a");
        log.name_touchpoints(&BTreeMap::new());
        assert_eq!(seen(&log), ["/a", "/b", "buy", "/a"]);
        assert_eq!(log.names_in_file().concat(), [""; 0]);
    }

    #[test]
    fn two_can_have_each_others_name() {
        let rows = [Row::new("1", "a", 0, &[]), Row::new("1", "b", 1, &[])];
        let mut log = log(&rows, &[]);
        log.name_touchpoints(&names(&[("a", "b"), ("b", "a")]));
        assert_eq!(seen(&log), ["b", "a"]);
        assert_eq!((log.touchpoint_named("a"), log.touchpoint_named("b")), ("a", "b"));
        assert_eq!(log.names_in_file(), [vec![], vec!["a"], vec!["b"]]);
    }
}
