//! What the elements call. Data comes and goes as JSON texts and numbers.

use std::sync::Arc;

use js_sys::Function;
use leptos::{mount::mount_to, prelude::*};
use serde::de::DeserializeOwned;
use sojourn::{
    chart::step_bars::{Part, Pick},
    text::{Language, provide_language},
    widget::{ChosenCell, FunnelChart, HeatmapChart},
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Shows an answer, given as JSON.
type Show = dyn Fn(&str) -> Result<(), JsError>;

/// A chart in an element. Freeing it takes it off the page.
#[wasm_bindgen]
pub struct Drawing {
    show: Box<Show>,
    language: ArcRwSignal<Language>,
    _mounted: Box<dyn std::any::Any>,
}

#[wasm_bindgen]
impl Drawing {
    /// Shows an answer: `{ question, report, source }`.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn show(&self, answered: &str) -> Result<(), JsError> {
        (self.show)(answered)
    }

    /// Changes the language.
    pub fn speak(&self, language: &str) {
        self.language.set(language_of(language));
    }
}

/// Draws funnels in a place; `on_select(step, series, isLost)` hears what was chosen.
#[wasm_bindgen(js_name = drawFunnel)]
pub fn draw_funnel(place: HtmlElement, language: &str, on_select: Function) -> Drawing {
    draw(place, language, move |answered| {
        let tell = PageFunction::new(on_select);
        let on_pick = Callback::new(move |Pick { step, series, part }: Pick| {
            tell.call(&[(step as u32).into(), (series as u32).into(), (part == Part::Lost).into()]);
        });
        view! { <FunnelChart answered=answered on_pick=on_pick/> }
    })
}

/// Draws heatmaps in a place; `on_select(row, column)` hears which cell was chosen, `row` being -1 where the report
/// has no such row.
#[wasm_bindgen(js_name = drawHeatmap)]
pub fn draw_heatmap(place: HtmlElement, language: &str, on_select: Function) -> Drawing {
    draw(place, language, move |answered| {
        let tell = PageFunction::new(on_select);
        let on_pick = Callback::new(move |(row, column): ChosenCell| {
            tell.call(&[row.map_or(-1, |row| row as i32).into(), (column as u32).into()]);
        });
        view! { <HeatmapChart answered=answered on_pick=on_pick/> }
    })
}

fn draw<A, V>(place: HtmlElement, language: &str, view: impl FnOnce(Signal<Option<Arc<A>>>) -> V + 'static) -> Drawing
where
    A: DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let answered = ArcRwSignal::new(None::<Arc<A>>);
    let language = ArcRwSignal::new(language_of(language));
    let mounted = {
        let (answered, language) = (answered.clone(), language.clone());
        mount_to(place, move || {
            provide_language(RwSignal::from(language));
            view(Signal::from(RwSignal::from(answered)))
        })
    };
    let show = move |text: &str| {
        answered.set(Some(Arc::new(serde_json::from_str(text)?)));
        Ok(())
    };
    Drawing { show: Box::new(show), language, _mounted: Box::new(mounted) }
}

fn language_of(tag: &str) -> Language {
    Language::of_tag(tag).unwrap_or(Language::English)
}

/// A function of the page, called from this one thread.
#[derive(Clone, Copy)]
struct PageFunction(StoredValue<Function, LocalStorage>);

impl PageFunction {
    fn new(function: Function) -> PageFunction {
        PageFunction(StoredValue::new_local(function))
    }

    fn call(self, arguments: &[JsValue]) {
        // What the page throws is the page's: it has been reported there.
        let arguments: js_sys::Array = arguments.iter().collect();
        self.0.with_value(|function| drop(function.apply(&JsValue::NULL, &arguments)));
    }
}
