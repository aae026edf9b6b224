//! The stages that a stage column tells of, in the order in which customers come to them.

use crate::{
    event_log::EventLog,
    order,
    stage::{MAX_STAGES, ModelStage, StageModel},
};

/// The model for a log: the preset that all values of its stage column belong to, or those values themselves; the default
/// where there is no such column, or too many values for stages.
///
/// # Order
///
/// Each customer ranks the stages by their first event in them. A stage stands by the median of its ranks over all
/// customers, then by their mean, then by name.
pub(super) fn model_of(log: &EventLog) -> StageModel {
    let Some(column) = log.stage_column() else { return StageModel::default() };
    let texts: Vec<&str> = (1..column.dictionary.len() as u32).map(|code| column.dictionary.text(code)).collect();
    if texts.is_empty() {
        return StageModel::default();
    }
    if let Some(preset) = StageModel::preset_of(&texts) {
        return preset.into();
    }
    // Values that differ by case alone are one stage.
    let (mut names, mut lowers, mut place_of_code) = (Vec::new(), Vec::new(), Vec::with_capacity(texts.len()));
    for text in texts {
        let lower = text.trim().to_lowercase();
        let known = lowers.iter().position(|other| *other == lower);
        place_of_code.push(known.unwrap_or(names.len()));
        if known.is_none() {
            names.push(text.trim());
            lowers.push(lower);
        }
        if names.len() > MAX_STAGES {
            return StageModel::default();
        }
    }
    // Customers by rank, of each stage.
    let mut ranks = vec![[0_u64; MAX_STAGES]; names.len()];
    let mut seen = Vec::new();
    for customer in 0..log.n_customers() {
        seen.clear();
        for event in log.events_of(customer) {
            let Some(code) = (column.codes.get(event) as usize).checked_sub(1) else { continue };
            let place = place_of_code[code];
            if !seen.contains(&place) {
                ranks[place][seen.len()] += 1;
                seen.push(place);
            }
        }
    }
    let mut stages: Vec<usize> =
        (0..names.len()).filter(|&place| !names[place].is_empty() && ranks[place].iter().any(|&n| n > 0)).collect();
    order::sort_by(&mut stages, |&left, &right| {
        let (one, other) = (typical(&ranks[left]), typical(&ranks[right]));
        one.partial_cmp(&other).expect("numbers").then_with(|| names[left].cmp(names[right]))
    });
    let stages = stages.into_iter().map(|place| {
        // The names of the presets' stages have words in each language.
        let (name, lower) = (names[place], lowers[place].clone());
        let is_known = StageModel::preset_of(&[&lower])
            .is_some_and(|preset| StageModel::from(preset).stages().iter().any(|stage| stage.id == lower));
        ModelStage { id: if is_known { lower } else { name.to_owned() }, ..ModelStage::default() }
    });
    StageModel::own(stages.collect()).unwrap_or_default()
}

/// Median and mean of ranks, of which each has so many customers.
fn typical(ranks: &[u64]) -> (f64, f64) {
    let n: u64 = ranks.iter().sum();
    let at = |wanted: u64| {
        let mut before = 0;
        let rank = ranks.iter().position(|&customers| {
            before += customers;
            before > wanted
        });
        rank.unwrap_or(0) as f64
    };
    let sum: u64 = ranks.iter().zip(0..).map(|(customers, rank)| customers * rank).sum();
    ((at(n.saturating_sub(1) / 2) + at(n / 2)) / 2.0, sum as f64 / n.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use crate::import::{ImportOptions, import};

    /// The stages of a log with one letter per customer and line, and what stands in its stage column.
    fn stages(rows: &[(&str, &str)]) -> Vec<String> {
        let mut csv = "customer,event,timestamp,stage\n".to_owned();
        for (minute, (customer, stage)) in rows.iter().enumerate() {
            csv.push_str(&format!("{customer},call,2024-01-01 10:{minute:02}:00,{stage}\n"));
        }
        let report = import("test.csv", csv.as_bytes(), &ImportOptions::default()).expect("a log").report;
        report.stage_model.stages().iter().map(|stage| stage.id.clone()).collect()
    }

    #[test]
    fn values_of_a_column_are_stages_in_the_order_in_which_customers_come_to_them() {
        let rows = [
            ("a", "zebra"),
            ("a", "mid"),
            ("a", "zebra"),
            ("a", "end"),
            ("b", "zebra"),
            ("b", "MID"),
            ("b", "end"),
            ("c", "end"),
            ("c", "zebra"),
            ("d", "end"),
            ("d", "extra"),
        ];
        // Median ranks: zebra 0, mid 1, extra 1, end 1; means: end 1, extra 1, mid 1.
        assert_eq!(stages(&rows), ["zebra", "end", "extra", "mid"]);
        let rows = [("a", "Awareness"), ("a", "demo"), ("b", "demo"), ("b", "won"), ("c", "Awareness"), ("c", "demo")];
        assert_eq!(stages(&rows), ["awareness", "demo", "won"]);
    }

    #[test]
    fn a_preset_is_known_by_its_words_and_no_stages_are_the_default_ones() {
        assert_eq!(stages(&[("a", "action"), ("a", "interest")]), ["attention", "interest", "desire", "action"]);
        let five = ["awareness", "consideration", "purchase", "use", "loyalty"];
        assert_eq!(stages(&[("a", "购买"), ("b", "")]), five);
        let many: Vec<(String, String)> = (0..21).map(|n| ("a".to_owned(), format!("n{n}"))).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(customer, stage)| (&**customer, &**stage)).collect();
        assert_eq!(stages(&many), five);
    }
}
