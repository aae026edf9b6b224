//! The zone in which weekdays and hours are read: one for the whole log.

use leptos::prelude::*;

use crate::{
    import::ImportOptions,
    panel::{OpenLog, use_workspace},
    text::{format, use_words},
};

/// Zones offered while typing; any other IANA name can be written.
const COMMON_ZONES: [&str; 26] = [
    "UTC", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul",
    "Asia/Kolkata", "Asia/Dubai", "Australia/Sydney", "Europe/London", "Europe/Berlin", "Europe/Paris",
    "Europe/Madrid", "Europe/Rome", "Europe/Amsterdam", "Europe/Zurich", "Europe/Moscow", "Africa/Johannesburg",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto",
    "America/Mexico_City", "America/Sao_Paulo",
];

/// The choice of the zone; a note where there is none to make.
#[component]
pub fn Zone(log: OpenLog) -> impl IntoView {
    let workspace = use_workspace();
    let words = use_words();
    if !log.report.has_offsets {
        return view! { <p class="quiet">{move || words.get().data.zone_not_needed}</p> }.into_any();
    }
    let in_force = StoredValue::new(log.report.time_zone.clone());
    let zone = RwSignal::new(log.report.time_zone.clone());
    let changed = Memo::new(move |_| {
        zone.with(|zone| !zone.trim().is_empty() && in_force.with_value(|in_force| zone.trim() != in_force))
    });
    let read_again = move || {
        if changed.get_untracked() {
            let time_zone = Some(zone.get_untracked().trim().to_owned());
            workspace.read_all_again(ImportOptions { time_zone, ..log.options.clone() });
        }
    };
    let own = format::own_zone();
    let own_first = own.filter(|own| !COMMON_ZONES.contains(&own.as_str()));
    view! {
        // No form: the page refuses them, as they could send something.
        <div class="row">
            <label class="field field--inline">
                <span class="field__label">{move || words.get().data.zone_label}</span>
                <input
                    class="input"
                    type="text"
                    list="zones"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=move || words.get().data.zone_hint
                    prop:value=move || zone.get()
                    on:input:target=move |event| zone.set(event.target().value())
                    on:keydown={
                        let read_again = read_again.clone();
                        move |event| {
                            if event.key() == "Enter" && !event.is_composing() {
                                read_again();
                            }
                        }
                    }
                />
                <datalist id="zones">
                    {own_first.map(|own| view! { <option value=own></option> })}
                    {COMMON_ZONES.map(|name| view! { <option value=name></option> }).collect_view()}
                </datalist>
            </label>
            <button class="button" type="button" disabled=move || !changed.get() on:click=move |_| read_again()>
                {move || words.get().sources.apply_zone}
            </button>
        </div>
    }
    .into_any()
}
