//! The drawing inside `<sojourn-funnel>`. The element loads it when it comes near the window, and calls what is exported
//! here. A program of its own: a page with one kind of chart loads no other.

#[cfg(target_arch = "wasm32")]
mod drawing;

#[cfg(target_arch = "wasm32")]
mod exports {
    use js_sys::Function;
    use leptos::prelude::*;
    use sojourn::{
        chart::step_bars::{Part, Pick},
        widget::FunnelChart,
    };
    use wasm_bindgen::prelude::*;
    use web_sys::HtmlElement;

    use super::drawing::{Drawing, PageFunction, draw};

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
}

// No hook prints where a panic was: the element catches the trap and says that it failed.
fn main() {}
