use super::*;
use crate::stage::guess;

fn ids(model: &StageModel) -> Vec<&str> {
    model.stages().iter().map(|stage| stage.id.as_str()).collect()
}

fn own(names: &[&str]) -> StageModel {
    let stage = |name: &&str| ModelStage { id: (*name).to_owned(), ..ModelStage::default() };
    StageModel::own(names.iter().map(stage).collect()).expect("a model")
}

/// The stage that a touchpoint's name leads to.
fn placed<'a>(model: &'a StageModel, touchpoint: &str) -> Option<&'a str> {
    Some(model.id(model.places().of(&guess(touchpoint).expect("a name"))?))
}

#[test]
fn a_preset_is_its_name_in_json_and_an_own_model_its_stages() {
    for preset in Preset::ALL {
        let model = StageModel::from(preset);
        let json = serde_json::to_string(&model).expect("plain data");
        assert_eq!(json, format!("\"{}\"", preset.id()));
        assert_eq!(serde_json::from_str::<StageModel>(&json).expect("reads"), model);
        assert_eq!(model.preset(), Some(preset));
    }
    let json = r##"[{"name":"See","color":"#aa00ff"},{"name":"Buy","also":["purchase"]}]"##;
    let model: StageModel = serde_json::from_str(json).expect("reads");
    assert_eq!((ids(&model), model.preset()), (vec!["See", "Buy"], None));
    assert_eq!(serde_json::to_string(&model).expect("plain data"), json);
}

#[test]
fn what_is_no_model_is_refused_with_a_reason() {
    let refused = |json: &str| serde_json::from_str::<StageModel>(json).expect_err("no model").to_string();
    assert!(refused("[]").starts_with("A stage model has 1 to 20 stages, this one has 0."));
    assert!(refused(r#"[{"name":" "}]"#).starts_with("Stage 1 has no name."));
    assert!(refused(r#"[{"name":"a"},{"name":"A"}]"#).starts_with("Two stages are called \"A\"."));
    let red = r#"[{"name":"a","color":"red;}"}]"#;
    assert!(refused(red).starts_with("The colour of stage \"a\" is not of the form #rrggbb."));
    assert!(refused("\"six\"").contains("expected a stage model: \"fiveStage\""));
    let many: Vec<String> = (0..21).map(|n| format!(r#"{{"name":"{n}"}}"#)).collect();
    assert!(refused(&format!("[{}]", many.join(","))).contains("this one has 21."));
}

#[test]
fn each_preset_has_a_place_for_each_guess() {
    let names = ["landing", "product_view", "wishlist", "payment", "support_chat", "renew"];
    let check = |preset: Preset, stages: [&str; 6]| {
        let model = StageModel::from(preset);
        assert_eq!(names.map(|name| placed(&model, name).expect("a stage")), stages, "{preset:?}");
    };
    check(Preset::FiveStage, ["awareness", "consideration", "consideration", "purchase", "use", "loyalty"]);
    check(Preset::FourStage, ["awareness", "consideration", "consideration", "decision", "loyalty", "loyalty"]);
    check(Preset::Aida, ["attention", "interest", "desire", "action", "action", "action"]);
    check(Preset::Aarrr, ["acquisition", "activation", "activation", "revenue", "retention", "referral"]);
}

#[test]
fn an_own_model_of_a_preset_keeps_the_places_of_the_stages_that_stay() {
    let mut stages = StageModel::from(Preset::FourStage).stages().to_vec();
    stages.remove(1);
    stages.reverse();
    stages[1] = ModelStage { id: "Ordering".to_owned(), also: vec!["decision".into(), "purchase".into()], color: None };
    let model = StageModel::own(stages).expect("a model");
    assert_eq!(ids(&model), ["loyalty", "Ordering", "awareness"]);
    assert_eq!(placed(&model, "payment"), Some("Ordering"));
    assert_eq!(placed(&model, "support_chat"), Some("loyalty"));
    assert_eq!(placed(&model, "product_view"), None);
    assert_eq!(model.named("decision"), Some(Stage(1)));
    // Names that are usual words are enough.
    let chinese = own(&["认知", "购买", "Retention"]);
    assert_eq!(placed(&chinese, "landing"), Some("认知"));
    assert_eq!(placed(&chinese, "payment"), Some("购买"));
    assert_eq!(placed(&chinese, "support_chat"), Some("Retention"));
    assert_eq!(placed(&own(&["a", "b"]), "landing"), None);
}

#[test]
fn texts_name_the_stages_that_the_model_has() {
    let named = |preset: Preset, text: &str| {
        let model = StageModel::from(preset);
        model.named(text).map(|stage| model.id(stage).to_owned())
    };
    let is = |preset, text, stage: Option<&str>| assert_eq!(named(preset, text).as_deref(), stage, "{text}");
    is(Preset::FiveStage, "Decision", Some("purchase"));
    is(Preset::FourStage, "决策", Some("decision"));
    is(Preset::FiveStage, "retention", Some("use"));
    is(Preset::Aarrr, "retention", Some("retention"));
    is(Preset::Aarrr, "推荐", Some("referral"));
    is(Preset::Aida, " 注意 ", Some("attention"));
    is(Preset::Aida, "购买", Some("action"));
    is(Preset::Aida, "trial", None);
}

#[test]
fn a_column_tells_its_preset() {
    let is = |values: &[&str], preset| assert_eq!(StageModel::preset_of(values), preset, "{values:?}");
    is(&["Awareness", "purchase"], Some(Preset::FiveStage));
    is(&["认知", "购买", "service"], Some(Preset::FiveStage));
    is(&["awareness", "decision"], Some(Preset::FourStage));
    is(&["action", "interest"], Some(Preset::Aida));
    is(&["获客", "激活", "推荐"], Some(Preset::Aarrr));
    is(&["awareness", "trial"], None);
    is(&[], None);
}
