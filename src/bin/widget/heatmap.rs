//! The drawing inside `<sojourn-heatmap>`. The element loads it when it comes near the window, and calls what is exported
//! here. A program of its own: a page with one kind of chart loads no other.

#[cfg(target_arch = "wasm32")]
mod drawing;

#[cfg(target_arch = "wasm32")]
mod exports {
    use js_sys::Function;
    use leptos::prelude::*;
    use sojourn::widget::{ChosenCell, HeatmapChart};
    use wasm_bindgen::prelude::*;
    use web_sys::HtmlElement;

    use super::drawing::{Drawing, PageFunction, draw};

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
}

// No hook prints where a panic was: the element catches the trap and says that it failed.
fn main() {}
