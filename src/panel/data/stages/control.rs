//! The choice of a value of an aspect: a list for stage, side and kind, a text for channel, owner and name.

use leptos::prelude::*;

use super::placing::Placing;
use crate::{
    panel::names::stage_name,
    stage::{Aspect, Kind, Side},
    text::{Words, use_words},
};

/// The name of an owner or a channel has no more letters, and that of a touchpoint.
const SHORT_LETTERS: &str = "60";
const NAME_LETTERS: &str = "200";

/// Id of the list of channels that there are, which is offered to whoever writes one.
pub const CHANNELS_ID: &str = "known-channels";

/// The values of an aspect, each with its name; none for what is written.
fn options(words: &Words, placing: Placing, aspect: Aspect) -> Vec<(String, String)> {
    let text = &words.stages;
    let none = |name: &str| (String::new(), name.to_owned());
    match aspect {
        Aspect::Stage => placing.model.with(|model| {
            let stages = model.stages().iter().map(|stage| (stage.id.clone(), stage_name(words, &stage.id)));
            [none(text.none)].into_iter().chain(stages).collect()
        }),
        Aspect::Side => {
            let by_channel = placing.channels_tell.get().then(|| none(text.by_channel));
            let sides = Side::ALL.map(|side| (side.id().to_owned(), (text.side)(side).to_owned()));
            by_channel.into_iter().chain(sides).collect()
        }
        Aspect::Kind => Kind::ALL.map(|kind| (kind.id().to_owned(), (text.kind)(kind).to_owned())).into(),
        Aspect::Channel | Aspect::Owner | Aspect::Name => Vec::new(),
    }
}

/// The choice of a value. `title` is what more there is to say of it.
#[component]
pub fn ValueControl(
    placing: Placing,
    aspect: Aspect,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] title: Option<Signal<Option<String>>>,
    /// Whether it looks like text until it is touched.
    #[prop(optional)]
    is_quiet: bool,
    /// What stands where nothing is written.
    #[prop(optional, into)]
    hint: Signal<String>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] on_choice: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    if let Aspect::Channel | Aspect::Owner | Aspect::Name = aspect {
        let letters = if aspect == Aspect::Name { NAME_LETTERS } else { SHORT_LETTERS };
        let list = (aspect == Aspect::Channel).then_some(CHANNELS_ID);
        return view! {
            <input
                class="input input--small"
                class:input--quiet=is_quiet
                maxlength=letters
                list=list
                placeholder=move || hint.get()
                title=move || title.and_then(|title| title.get())
                aria-label=move || label.get()
                prop:value=move || chosen.get()
                on:change:target=move |event| on_choice.run(event.target().value().trim().to_owned())
            />
        }
        .into_any();
    }
    let options = move || {
        let options = options(words.get(), placing, aspect).into_iter().map(|(value, name)| {
            let own = value.clone();
            view! { <option value=value prop:selected=move || chosen.get() == own>{name}</option> }
        });
        options.collect_view()
    };
    view! {
        <select
            class="select select--small"
            aria-label=move || label.get()
            title=move || title.and_then(|title| title.get())
            on:change:target=move |event| on_choice.run(event.target().value())
        >
            {options}
        </select>
    }
    .into_any()
}

/// An aspect and a value of it, to be set for several touchpoints: at first the model's first stage.
#[derive(Clone, Copy)]
pub struct ToSet {
    placing: Placing,
    /// Which aspect.
    pub aspect: RwSignal<Aspect>,
    chosen: RwSignal<String>,
}

impl ToSet {
    /// A stage.
    pub fn of(placing: Placing) -> ToSet {
        ToSet { placing, aspect: RwSignal::default(), chosen: RwSignal::default() }
    }

    /// Whether there is something to set: a name must be written.
    pub fn is_ready(self) -> bool {
        self.aspect.get() != Aspect::Name || self.chosen.with(|name| !name.trim().is_empty())
    }

    /// The value. What was chosen of another aspect, or of a model before, is passed over for the first value there is.
    pub fn value(self, words: &Words) -> String {
        let chosen = self.chosen.get();
        let options = options(words, self.placing, self.aspect.get());
        let is_there = options.is_empty() || options.iter().any(|(value, _)| *value == chosen);
        let first = || options.iter().map(|(value, _)| value).find(|value| !value.is_empty()).cloned();
        if is_there { chosen } else { first().unwrap_or_default() }
    }
}

/// The choice of both; `label` names the value, given the aspect's name.
#[component]
pub fn ChooseToSet(to_set: ToSet, label: fn(&Words, &str) -> String) -> impl IntoView {
    let words = use_words();
    let ToSet { placing, aspect: chosen, .. } = to_set;
    let aspects = Aspect::ALL.map(|aspect| {
        view! {
            <option value=aspect.id() prop:selected=move || chosen.get() == aspect>
                {move || (words.get().stages.aspect)(aspect)}
            </option>
        }
    });
    let choose = move |id: String| {
        to_set.chosen.set(String::new());
        chosen.set(Aspect::named(&id).unwrap_or_default());
    };
    let value = Signal::derive(move || to_set.value(words.get()));
    let control = move || {
        let aspect = chosen.get();
        let label = Signal::derive(move || {
            let words = words.get();
            label(words, (words.stages.aspect)(aspect))
        });
        view! { <ValueControl placing aspect label chosen=value on_choice=move |value| to_set.chosen.set(value)/> }
    };
    view! {
        <select
            class="select select--small"
            aria-label=move || words.get().stages.what
            on:change:target=move |event| choose(event.target().value())
        >
            {aspects.into_iter().collect_view()}
        </select>
        {control}
    }
}
