//! A model of one's own, made of another step by step.

use super::{ModelStage, StageModel};

impl StageModel {
    /// With another name for a stage, which then takes what its old name took.
    ///
    /// # Errors
    ///
    /// As [`StageModel::own`].
    pub fn renamed(&self, at: usize, name: &str) -> Result<StageModel, String> {
        self.edited(|stages| {
            let old = std::mem::replace(&mut stages[at].id, name.trim().to_owned());
            if !stages[at].also.contains(&old) {
                stages[at].also.push(old);
            }
        })
    }

    /// With one more stage, the last one.
    ///
    /// # Errors
    ///
    /// As [`StageModel::own`].
    pub fn with(&self, name: &str) -> Result<StageModel, String> {
        self.edited(|stages| stages.push(ModelStage { id: name.trim().to_owned(), ..ModelStage::default() }))
    }

    /// Without a stage.
    ///
    /// # Errors
    ///
    /// When it is the only one.
    pub fn without(&self, at: usize) -> Result<StageModel, String> {
        self.edited(|stages| drop(stages.remove(at)))
    }

    /// With a stage in the place of another one, which takes its own.
    ///
    /// # Errors
    ///
    /// None.
    pub fn swapped(&self, at: usize, with: usize) -> Result<StageModel, String> {
        self.edited(|stages| stages.swap(at, with))
    }

    /// With a colour for a stage, as `#rrggbb`.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn colored(&self, at: usize, color: &str) -> Result<StageModel, String> {
        self.edited(|stages| stages[at].color = Some(color.to_owned()))
    }

    fn edited(&self, edit: impl FnOnce(&mut Vec<ModelStage>)) -> Result<StageModel, String> {
        let mut stages = self.stages().to_vec();
        edit(&mut stages);
        StageModel::own(stages)
    }
}

#[cfg(test)]
mod tests {
    use crate::stage::{Preset, StageModel};

    fn ids(model: &StageModel) -> Vec<&str> {
        model.stages().iter().map(|stage| stage.id.as_str()).collect()
    }

    #[test]
    fn a_model_is_changed_step_by_step() {
        let model = StageModel::from(Preset::Aida);
        let model =
            model.with(" Delight ").and_then(|it| it.without(2)).and_then(|it| it.swapped(0, 1)).expect("a model");
        assert_eq!(ids(&model), ["interest", "attention", "action", "Delight"]);
        let model = model.renamed(0, "Curious").and_then(|it| it.colored(0, "#123456")).expect("a model");
        assert_eq!(ids(&model), ["Curious", "attention", "action", "Delight"]);
        // What the old name took, and the old name itself.
        for name in ["consideration", "interest", "curious"] {
            assert_eq!(model.named(name).map(|stage| stage.0), Some(0), "{name}");
        }
        assert_eq!(model.preset(), None);
        assert!(model.renamed(1, "DELIGHT").is_err());
        assert!(model.with("").is_err());
        assert!(model.colored(0, "red").is_err());
    }

    #[test]
    fn a_name_is_free_again_once_its_stage_is_called_otherwise() {
        let model = StageModel::default().renamed(0, "First").and_then(|it| it.with("awareness")).expect("a model");
        assert_eq!(model.named("awareness").map(|stage| stage.0), Some(5));
    }
}
